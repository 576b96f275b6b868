"""The way of a nomination on paper as steps: each state that it was in, and since when."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from nominations.models import Nomination
from talentboard.clock import LONDON
from talentboard.sheets import Row

from .rows import agreed_on

State, Route = Nomination.State, Nomination.Route
NOON = dt.time(12)


class Moment(NamedTuple):
    """A state, and the day from which it was in it."""

    state: State
    day: dt.date

    @property
    def at(self) -> dt.datetime:
        """Of the hour paper says nothing: noon."""
        return dt.datetime.combine(self.day, NOON, tzinfo=LONDON)


def moments(row: Row) -> list[Moment]:
    """Every state from draft on. Paper knows no day of registration: that is the day of the endorsement, or of what
    came instead."""
    state, day = State(row["state"]), row["nominated_on"]
    way = [Moment(State.DRAFT, day)]
    if row["route"] == Route.LEADER:
        way.append(Moment(State.AWAITING_CONSENT, day))
    agreed = agreed_on(row)
    if agreed is not None:
        way.append(Moment(State.AWAITING_REGISTRATION, agreed))
        if row["endorsed_on"] or state == State.NOT_ENDORSED:
            way.append(Moment(State.AWAITING_ENDORSEMENT, agreed))
        if row["endorsed_on"]:
            way.append(Moment(State.ELIGIBILITY_CHECK, row["endorsed_on"]))
    if state != way[-1].state:
        way.append(Moment(state, row["decided_on"]))
    return way
