"""When a round may be changed, published and cancelled."""

import datetime as dt

from nominations.models import Question, Round
from nominations.models.nomination import STANDING, NominationState
from pools.models import Framework
from talentboard.access import NotAllowed
from talentboard.clock import now, today
from talentboard.nhs.words import long_day, plural

State = Round.State


def can_change(round: Round) -> None:
    """What it asks, whom, and how: while it is a draft."""
    if round.state == State.PUBLISHED:
        raise NotAllowed(
            "This round is published, and everybody in it is asked the same. Its dates can be moved later; anything "
            "else is changed in a new round, which you can copy from this one."
        )
    if round.state == State.CANCELLED:
        raise NotAllowed("This round has been cancelled. Copy it to begin again.")


def can_change_dates(round: Round, *, closes: dt.date, late_until: dt.date | None) -> None:
    """Of a published round: to later days, so that nobody loses time they were promised."""
    if round.state == State.CANCELLED:
        raise NotAllowed("This round has been cancelled.")
    if round.on_paper:
        raise NotAllowed("This round was run on paper and is over. Copy it to begin one here.")
    if round.state != State.PUBLISHED:
        return
    if closes < round.closes:
        raise NotAllowed(
            f"This round was published to close on {long_day(round.closes)}. It can close later, not sooner."
        )
    if round.late_until and (late_until is None or late_until < round.late_until):
        raise NotAllowed(
            f"Late nominations were published to be taken until {long_day(round.late_until)}. That can be later, not "
            "sooner."
        )


def can_publish(round: Round) -> None:
    """A draft that asks something of everybody it takes, and closes after today."""
    can_change(round)
    if round.closes < today():
        raise NotAllowed(f"Its last day, {long_day(round.closes)}, is over. Choose a later one.")
    asked = set(round.questions.values_list("asked_of", flat=True))
    if round.takes_leaders and Question.Asked.NOMINATOR not in asked:
        raise NotAllowed("Leaders nominate in this round and are asked nothing yet. Add a question for them.")
    if Question.Asked.NOMINEE not in asked:
        raise NotAllowed("The people nominated are asked nothing yet. Add a question for their own statement.")
    if not round.criteria.exists():
        raise NotAllowed("There is no criterion of eligibility yet. Add at least one.")
    if round.framework is not None and round.framework.state != Framework.State.IN_USE:
        raise NotAllowed(f"{round.framework} is not in use any more. Choose the version that has followed it.")


def can_cancel(round: Round) -> None:
    """One in which nobody has been asked for anything: nominations in it are withdrawn first."""
    if round.state == State.CANCELLED:
        raise NotAllowed("This round has been cancelled already.")
    if round.on_paper:
        raise NotAllowed("This round was run on paper and is over.")
    going_on = [NominationState.AWAITING_CONSENT, *STANDING]
    if number := round.nominations.filter(state__in=going_on).count():
        raise NotAllowed(
            f"{plural(number, 'nomination')} of this round {'goes' if number == 1 else 'go'} on. Withdraw them first, "
            "each with its reason."
        )


def takes_nominations(round: Round) -> None:
    """Published, begun, and in time or within the late days."""
    moment = now()
    if round.takes(moment) or round.takes_late(moment):
        return
    if round.state == State.CANCELLED:
        raise NotAllowed("This round has been cancelled, so it takes no nominations.")
    if round.state != State.PUBLISHED:
        raise NotAllowed("This round takes no nominations.")
    if not round.has_begun(moment):
        raise NotAllowed(f"Nominations open on {long_day(round.opens)}.")
    if round.late_until:
        raise NotAllowed(
            f"Nominations closed on {long_day(round.closes)} at 17:00, and late ones on {long_day(round.late_until)}."
        )
    raise NotAllowed(f"Nominations closed on {long_day(round.closes)} at 17:00.")
