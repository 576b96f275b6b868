"""When a return may be written in, handed over, signed, sent back, reopened and withdrawn."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Protocol

from regions.models import Return
from talentboard.access import NotAllowed
from talentboard.clock import LONDON
from talentboard.nhs.words import join_words, long_day, noun_for, plural

State = Return.State
MANY = 10
A_DAY = dt.timedelta(days=1)


class Standing(Protocol):
    """How a return stands: the posts, by reference and title, that are to confirm, have changed or are gone, and what
    is to be put right, as sentences."""

    to_confirm: Sequence[str]
    changed: Sequence[str]
    gone: Sequence[str]
    to_put_right: Sequence[str]


def has_a_day(one: Return) -> None:
    """Its organisation is there on the day that it describes."""
    closes = one.organisation.until
    if closes is not None and closes <= one.as_of:
        raise NotAllowed(
            f"{one.organisation} closed on {long_day(closes - A_DAY)}, before {long_day(one.as_of)}, the day that this "
            "return describes. The regional talent team moves its posts, and withdraws the return."
        )


def can_write(one: Return) -> None:
    """While its organisation works on it."""
    if one.state == State.SUBMITTED:
        raise NotAllowed(
            "This return is with the chief executive, who signs it or sends it back. Nothing in it can be changed now."
        )
    if one.state == State.SIGNED_OFF:
        raise NotAllowed(
            f"This return was signed off on {signed_on(one)}. What has changed since is corrected on the post's own "
            "page; a mistake in the return is mended when the regional talent team reopens it."
        )
    if one.state == State.WITHDRAWN:
        raise NotAllowed("This return has been withdrawn. Nothing in it can be changed.")
    has_a_day(one)


def can_hand_over(one: Return, standing: Standing) -> None:
    """A return that says something right of every post."""
    if one.state == State.SUBMITTED:
        raise NotAllowed("This return has been sent to the chief executive already.")
    can_write(one)
    is_whole(standing)
    is_unchanged(standing, then="Look at them again first.")


def is_whole(standing: Standing) -> None:
    """Every post is spoken of, and nothing is to be put right."""
    if number := len(standing.to_confirm):
        them = noun_for(number, "it", "them")
        raise NotAllowed(
            f"Nothing has been said yet of {plural(number, 'post')}: {listed(standing.to_confirm)}. "
            f"Confirm {them} as {noun_for(number, 'it is', 'they are')}, or say what has changed."
        )
    if number := len(standing.to_put_right):
        verb = noun_for(number, "is", "are")
        raise NotAllowed(f"{plural(number, 'thing')} {verb} to be put right first: {listed(standing.to_put_right)}.")


def is_unchanged(standing: Standing, *, then: str) -> None:
    """Nothing has changed of the posts since the return spoke of them, and none is gone."""
    if standing.gone:
        number = len(standing.gone)
        raise NotAllowed(
            f"{plural(number, 'post')} of this return {noun_for(number, 'is', 'are')} not kept any more: "
            f"{listed(standing.gone)}. {then}"
        )
    if standing.changed:
        number = len(standing.changed)
        raise NotAllowed(
            f"{plural(number, 'post')} {noun_for(number, 'has', 'have')} changed since the return spoke of "
            f"{noun_for(number, 'it', 'them')}: {listed(standing.changed)}. {then}"
        )


def can_sign_off(one: Return, *, by: Any) -> None:
    """One that has been handed over, by somebody who neither wrote in it nor handed it over."""
    if one.state == State.SIGNED_OFF:
        raise NotAllowed(f"This return was signed off on {signed_on(one)} already.")
    if one.state != State.SUBMITTED:
        raise NotAllowed(
            f"This return is {one.get_state_display().lower()}. It is signed when the HR director has sent it."
        )
    has_a_day(one)
    if by.pk in one.writers:
        raise NotAllowed("You wrote in this return or sent it, so somebody else signs it.")


def can_send_back(one: Return) -> None:
    """One that waits to be signed."""
    if one.state != State.SUBMITTED:
        raise NotAllowed(
            f"This return is {one.get_state_display().lower()}. One that waits to be signed can be sent back."
        )


def can_reopen(one: Return) -> None:
    """One that has been signed off, of an organisation that was there on its day."""
    if one.state != State.SIGNED_OFF:
        raise NotAllowed(f"This return is {one.get_state_display().lower()}. One that is signed off can be reopened.")
    has_a_day(one)


def can_withdraw(one: Return) -> None:
    """One that is not signed off."""
    if one.state == State.SIGNED_OFF:
        raise NotAllowed("This return has been signed off. Reopen it first, then it can be withdrawn.")
    if one.state == State.WITHDRAWN:
        raise NotAllowed("This return has been withdrawn already.")


def has_a_reason(why: str) -> None:
    """What others have to do again is asked of them with a reason."""
    if not why.strip():
        raise NotAllowed("Say why, so that those who wrote the return know what to do.")


def signed_on(one: Return) -> str:
    return long_day(one.signed_off_at.astimezone(LONDON).date())


def listed(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(names) - MANY
    return join_words([*names[:MANY], f"{more} more"]) if more > 0 else join_words(names)
