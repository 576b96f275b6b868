"""Where a nomination stands, as its nominator is told: its state, what comes next, by when. Never more than that."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from nominations.models import Nomination, NominationStep
from talentboard.nhs.filters import say_day, say_weekday

from .reach import named

State, Capacity = Nomination.State, NominationStep.Capacity
UNSAID = "What you had written has been deleted."


class Standing(NamedTuple):
    """state: for the colour of its tag; label: its state in words. next: what comes next, in sentences."""

    state: str
    label: str
    next: str


def standing(one: Nomination, day: dt.date) -> Standing:
    """Where one that has been sent stands on a day."""
    name, by = named(one), f" by {say_weekday(one.due)}" if one.due else ""
    match State(one.state):
        case State.AWAITING_CONSENT:
            return Standing("awaiting", "Awaiting their answer", f"{name} is asked, and answers{by}.")
        case State.AWAITING_REGISTRATION:
            if one.is_overdue(day):
                late = f"{name} has accepted. Their registration was due on {say_weekday(one.due)}."
                return Standing("overdue", "Registration overdue", late)
            return Standing("awaiting", "Awaiting registration", f"{name} has accepted, and registers{by}.")
        case State.AWAITING_ENDORSEMENT:
            return Standing("awaiting", "Awaiting endorsement", f"An endorsement is asked for{by}.")
        case State.ELIGIBILITY_CHECK:
            return Standing("awaiting", "Eligibility check", f"The regional talent team checks eligibility{by}.")
        case State.ACCEPTED:
            return Standing("accepted", "Accepted for gateway", f"{name} is told the day of the gateway.")
    return ended(one, name)


def ended(one: Nomination, name: str) -> Standing:
    """Of one that was declined or lapsed only that; of one that the person has taken back only that it ended."""
    match State(one.state):
        case State.DECLINED:
            return Standing("ended", "Declined", f"{name} declined. {UNSAID}")
        case State.CONSENT_LAPSED:
            return Standing("lapsed", "Lapsed", f"{name} did not answer in time. {UNSAID}")
        case State.NOT_ENDORSED:
            return Standing("ended", "Not endorsed", f"{name} is told why, and may nominate themself.")
        case State.INELIGIBLE:
            return Standing("not eligible", "Not eligible", f"{name} is told which criterion is not met.")
    if is_by_nominator(one):
        return Standing("withdrawn", "Withdrawn", f"You withdrew it. {UNSAID}")
    return Standing("ended", "Ended", "It has ended." if one.has_consent else f"It has ended. {UNSAID}")


def is_by_nominator(one: Nomination) -> bool:
    last = max(one.steps.all(), key=lambda step: step.pk, default=None)
    return last is not None and last.capacity == Capacity.NOMINATOR


def last_saved(moment: dt.datetime) -> str:
    """ "Last saved 5 October 2026" """
    return f"Last saved {say_day(moment)}"
