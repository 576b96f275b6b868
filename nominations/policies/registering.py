"""When a nominee may write their registration and register."""

from nominations.models import Nomination, Question, Registration
from talentboard.access import NotAllowed
from talentboard.clock import LONDON
from talentboard.nhs.words import count, long_day

from .drafting import answers_fit

State = Nomination.State


def can_write_registration(one: Nomination) -> None:
    """From consent until they have registered."""
    if one.state == State.AWAITING_REGISTRATION:
        return
    if one.has_ended:
        raise NotAllowed(f"This nomination is {one.stands}. Nothing in it can be changed.")
    registration = getattr(one, "registration", None)
    if registration is not None and registration.registered_at:
        when = long_day(registration.registered_at.astimezone(LONDON).date())
        raise NotAllowed(f"You registered on {when}. What you said then can be read and not changed.")
    raise NotAllowed("You can register once you have accepted the nomination.")


def can_say_adjustments(text: str) -> None:
    """As much as is kept."""
    most = Registration._meta.get_field("adjustments").max_length
    if len(text) > most:
        raise NotAllowed(
            f"What you need has {count(len(text))} characters, and at most {count(most)} can be kept. Nothing has been "
            "saved: shorten it first."
        )


def can_keep_cv(one: Nomination) -> None:
    can_write_registration(one)


def can_read_cv(one: Nomination) -> None:
    """By others than the nominee: once they have registered."""
    if not has_registered(one):
        raise NotAllowed(f"{one.person_name} has not registered yet. What they send is theirs until then.")


def can_read_adjustments(one: Nomination) -> None:
    """By others than the nominee: once there is a panel to organise."""
    if one.state != State.ACCEPTED:
        raise NotAllowed(
            f"What {one.person_name} needs is read to organise their panel, once they are accepted for gateway."
        )


def has_registered(one: Nomination) -> bool:
    registration = getattr(one, "registration", None)
    return registration is not None and registration.registered_at is not None


def can_register(one: Nomination, *, has_cv: bool, found: bool | None, has_mobility: bool) -> None:
    """With one's own statement within its words, where one would go, whether one may be found, and a CV if asked."""
    can_write_registration(one)
    answers_fit(one, Question.Asked.NOMINEE)
    if not has_mobility:
        raise NotAllowed("Say in which regions you would take a post before you register.")
    if one.round.needs_cv and not has_cv:
        raise NotAllowed("Send your CV before you register.")
    if found is None:
        raise NotAllowed("Say whether you agree to be found in searches before you register. Either answer is fine.")
