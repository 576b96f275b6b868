"""What organisations expect of their posts: when each falls vacant, how likely, why, and in confidence or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from talentboard.demonstration import days_before, months_before, quota

if TYPE_CHECKING:
    from .seats import Seat

WHEN = {"within a year": 0.3, "one to three years": 0.4, "three to five years": 0.24, "beyond": 0.02, "overdue": 0.03}
DAYS = {
    "within a year": (8, 360),
    "one to three years": (370, 1090),
    "three to five years": (1100, 1820),
    "beyond": (1850, 2500),
    "overdue": (-150, -4),
}
LIKELY = {
    "within a year": (0.4, 0.6, 0.7, 0.8, 0.9, 1.0),
    "one to three years": (0.3, 0.5, 0.6, 0.7, 0.8),
    "three to five years": (0.2, 0.3, 0.4, 0.5, 0.7),
    "beyond": (0.2, 0.3, 0.5),
    "overdue": (0.6, 0.8, 0.9),
}
IN_CONFIDENCE = {"alone": 0.045, "beside an open one": 0.04}
TERMS = ("chair", "non-executive")
REASONS = ("retirement", "retirement", "retirement", "promotion", "promotion", "resignation", "end-of-term",
           "restructure", "other")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A forecast as a return says it."""

    expected_on: dt.date
    probability: float
    reason: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the last return says, openly and in confidence, and what the returns before it said openly."""

    openly: Said | None = None
    in_confidence: Said | None = None
    before: Said | None = None


def deal_outlooks(seats: Sequence[Seat], *, as_of: dt.date, by: Random) -> dict[str, Outlook]:
    """The outlook of each post of a region that has one, by its reference."""
    outlooks: dict[str, Outlook] = {}
    for seat in seats:
        if seat.told == [] and seat.established_from:
            outlooks[seat.ref] = Outlook(openly=Said(seat.established_from, 1.0, "new-post"))
        elif seat.closed_on is None and seat.told[-1].kind == "vacant" and by.random() < 0.55:
            outlooks[seat.ref] = Outlook(before=came_true(seat, by))
    filled = [seat for seat in seats if seat.told and seat.told[-1].kind != "vacant" and seat.closed_on is None]
    expected = [seat for seat in filled if by.random() < seat.job.outlook and is_held(seat)]
    for when, those in quota(expected, WHEN, by=by).items():
        outlooks |= {seat.ref: outlook(seat, when or "one to three years", as_of, by) for seat in those}
    for how, those in quota(expected, IN_CONFIDENCE, by=by).items():
        outlooks |= {seat.ref: kept_close(outlooks[seat.ref], how, as_of, by) for seat in those if how}
    unexpected = [seat for seat in filled if seat.ref not in outlooks and is_held(seat)]
    for seat in by.sample(unexpected, len(unexpected) // 16):
        outlooks[seat.ref] = Outlook(before=said(seat, "within a year", as_of, by))
    return outlooks


def is_held(seat: Seat) -> bool:
    """Filled on the day, so that a forecast counts."""
    return seat.told[-1].kind in ("substantive", "secondment-in") or seat.told[-1].returns_on is not None


def outlook(seat: Seat, when: str, as_of: dt.date, by: Random) -> Outlook:
    """An open forecast; the return before said the same, nearly the same or nothing."""
    now, chance = said(seat, when, as_of, by), by.random()
    if chance < 0.12:
        return Outlook(openly=now)
    if chance < 0.8:
        return Outlook(openly=now, before=now)
    sooner = replace(now, expected_on=days_before(now.expected_on, by.choice((31, 61, 92))))
    return Outlook(openly=now, before=replace(sooner, probability=max(0.1, round(now.probability - 0.2, 1))))


def said(seat: Seat, when: str, as_of: dt.date, by: Random) -> Said:
    expected = days_before(as_of, -by.randint(*DAYS[when]))
    if by.random() < 0.5:  # people think in ends of months
        expected = days_before(months_before(expected.replace(day=1), -1), 1)
    reason = "end-of-term" if seat.job.family in TERMS and by.random() < 0.9 else by.choice(REASONS)
    return Said(expected, by.choice(LIKELY[when]), reason)


def came_true(seat: Seat, by: Random) -> Said:
    """What was expected of a post that has fallen vacant since."""
    return Said(days_before(seat.told[-1].since, by.randint(-60, 45)), by.choice((0.5, 0.7, 0.9)), by.choice(REASONS))


def kept_close(known: Outlook, how: str, as_of: dt.date, by: Random) -> Outlook:
    """Somebody may leave and has not said so: an earlier day and more likely than what is said openly, if anything."""
    assert known.openly is not None
    sooner = Said(days_before(as_of, -by.randint(40, 300)), by.choice((0.7, 0.8, 0.9)), "resignation")
    if how == "alone":
        return Outlook(in_confidence=sooner)
    return replace(known, in_confidence=sooner)
