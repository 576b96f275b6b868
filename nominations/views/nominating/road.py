"""The road of a nomination as its nominator sees it: what is done, what is now and by when, what comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from nominations.models import Nomination
from talentboard.clock import today
from talentboard.nhs.filters import say_day, say_weekday

from .reach import named
from .standing import standing

State = Nomination.State
Stage = tuple[str, str, str]  # what happens, its note, "done", "now" or "to-come"
ORDER = (
    State.AWAITING_CONSENT, State.AWAITING_REGISTRATION, State.AWAITING_ENDORSEMENT, State.ELIGIBILITY_CHECK,
    State.ACCEPTED,
)  # fmt: skip


def road(one: Nomination) -> list[Stage]:
    """Every stage of one that goes on; of one that has ended its end alone."""
    left = days_left(one)
    labels = {
        State.DRAFT: "You sent it",
        State.AWAITING_CONSENT: f"{named(one)} accepts or declines",
        State.AWAITING_REGISTRATION: "They register",
        State.AWAITING_ENDORSEMENT: "Endorsement",
        State.ELIGIBILITY_CHECK: "Eligibility is checked",
        State.ACCEPTED: "Gateway assessment",
    }
    sent = (labels[State.DRAFT], say_day(one.sent_at), "done")
    if one.has_ended:
        return [sent, (standing(one, today()).label, say_day(one.moved_at), "now")]
    here = ORDER.index(State(one.state))
    stages = [sent]
    for place, state in enumerate(ORDER):
        if place < here:
            stages.append((labels[state], say_day(left[state]) if state in left else "", "done"))
        elif place == here:
            stages.append((labels[state], f"by {say_weekday(one.due)}" if one.due else "", "now"))
        else:
            stages.append((labels[state], "", "to-come"))
    return stages


def days_left(one: Nomination) -> Mapping[str, dt.datetime]:
    """When each state was left."""
    return {step.from_state: step.at for step in one.steps.all() if step.from_state}
