"""Taking a nomination in hand: as it is now, locked until the act is over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from nominations.models import Nomination, NominationStep
from nominations.models.nomination_queries import NominationQuerySet
from talentboard.access import NotAllowed
from talentboard.audit import Event, record
from talentboard.clock import now, today
from talentboard.events import publish
from talentboard.working_days import working_days_after

CONSENT_DAYS = 20
REGISTRATION_DAYS = 20
ENDORSEMENT_DAYS = 10
ELIGIBILITY_DAYS = 10
DRAFT_DAYS = 28
State = Nomination.State

# How many working days whoever is asked has, from entering a state.
DAYS = {
    State.AWAITING_CONSENT: CONSENT_DAYS,
    State.AWAITING_REGISTRATION: REGISTRATION_DAYS,
    State.AWAITING_ENDORSEMENT: ENDORSEMENT_DAYS,
    State.ELIGIBILITY_CHECK: ELIGIBILITY_DAYS,
}


class SavedMeanwhile(NotAllowed):
    """Another window or person has saved the same thing meanwhile. present: what is kept now, and its version."""

    def __init__(self, present: Any) -> None:
        super().__init__(
            "This has been saved from another window meanwhile. Look at both texts and keep what you want."
        )
        self.present = present


def taken(one: Nomination) -> Nomination:
    """The nomination as it is now. Nobody else changes it until the transaction ends."""
    return in_hand().get(pk=one.pk)


def in_hand() -> NominationQuerySet:
    """Nominations as they are now, each locked as it is read, with what rules ask of it."""
    found = Nomination.objects.select_for_update(of=("self",))
    return found.select_related("round__pool", "candidate", "nominator", "employer")


def moved(
    one: Nomination,
    name: str,
    *,
    by: Any,
    capacity: str,
    event: Event,
    why: str = "",
    code: str = "",
    tell: str = "",
    **facts: Any,
) -> NominationStep:
    """Make a move, with what goes with every one: the new deadline, the step, the audit, the news.

    tell: the event's name, published with `one`, `by`, the `step` and further facts; without it nobody is told.
    """
    target = one.moves.find(name, source=one.state)
    if target is not None:
        one.due, one.moved_at = deadline(target.target, today()), now()
    step = one.move(name, by=by, why=why, capacity=capacity, code=code)
    record(event, about=one, by=by)
    if tell:
        publish(tell, one=one, by=by, step=step, **facts)
    return step


def deadline(state: str, day: dt.date) -> dt.date | None:
    """The last day for whoever is asked in a state that is entered on a day; none where nobody is."""
    days = DAYS.get(State(state))
    return working_days_after(day, days) if days else None


def unsay(one: Nomination) -> None:
    """Delete what was said of somebody who did not agree to it: all but the name that its nominator typed."""
    one.answers.all().delete()
    one.nominee_email = one.nominee_job_title = one.development_needs = one.employer_outside = ""
    one.employer = one.readiness_view = None
