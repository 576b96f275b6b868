"""The returns of the quarter that have been begun and not signed off yet."""

import datetime as dt
from collections.abc import Sequence
from itertools import cycle
from typing import Any

from regions.models import Organisation, Return
from regions.models.quarter import Quarter

from .places import Place

# How far each late organisation has come: the words of the moves it has made.
MADE = (("begin work on",), ("begin work on", "submit"), (), ("begin work on", "submit", "send back"))


def begin_returns(everywhere: Sequence[Place], *, as_of: dt.date, by: Any) -> int:
    """Open this quarter's return for every organisation that is a little late or late; how many there are."""
    quarter = Quarter.of(as_of)
    waiting = [place for place in everywhere if place.lateness in {"late", "a little late"}]
    organisations = Organisation.objects.in_bulk([place.code for place in waiting], field_name="code")
    for place, moves in zip(waiting, cycle(MADE), strict=False):
        begun = Return(
            organisation=organisations[place.code],
            year=quarter.year,
            quarter=quarter.number,
            as_of=as_of,
            due=quarter.due,
        )
        begun.begin(by=by)
        for move in moves:
            begun.move(move, by=by)
    return len(waiting)
