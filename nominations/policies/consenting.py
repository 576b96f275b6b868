"""When a nominee may accept and decline."""

from nominations.models import Nomination
from talentboard.access import NotAllowed
from talentboard.clock import LONDON, today
from talentboard.nhs.words import long_day

State = Nomination.State


def can_answer(one: Nomination) -> None:
    """While the nominee is asked."""
    if one.state == State.CONSENT_LAPSED:
        raise NotAllowed("The time to answer has ended. The nomination is closed and what was said was deleted.")
    if one.state == State.DECLINED:
        raise NotAllowed("You declined this nomination. What was said about you has been deleted.")
    if one.state == State.WITHDRAWN:
        raise NotAllowed("This nomination has been withdrawn. There is nothing to answer any more.")
    if one.state != State.AWAITING_CONSENT:
        given = one.consent.given_at.astimezone(LONDON).date()
        raise NotAllowed(f"You accepted this nomination on {long_day(given)} already.")
    if one.due is not None and one.due < today():
        raise NotAllowed(f"The time to answer ended on {long_day(one.due)}.")


def can_decline(one: Nomination) -> None:
    can_answer(one)


def can_accept(one: Nomination, *, standing: Nomination | None, is_member: bool) -> None:
    """Once a round, and not by somebody who is a member of its pool already.

    standing: the nomination of the same person that goes on in this round, where there is one.
    """
    can_answer(one)
    if is_member:
        raise NotAllowed(
            f"You are a member of {one.round.pool} already, so you need no nomination for it. Decline this one: nobody "
            "is told why, and your membership stays as it is."
        )
    if standing is not None:
        raise NotAllowed(
            "You have a nomination in this round already. Decline this one, or withdraw the other first and accept "
            "this."
        )
