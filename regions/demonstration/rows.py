"""Posts and forecasts as the rows of a return."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from talentboard.demonstration import dice
from talentboard.demonstration.files import Row

from .outlooks import Said
from .seats import Seat

SENDS_FORECASTS = 0.6  # of the organisations, with their first return; they stand until the last


@dataclass
class ReturnRows:
    """What a region's organisations send on one day."""

    posts: list[Row] = field(default_factory=list)
    forecasts: list[Row] = field(default_factory=list)


def returns(seats: Iterable[Seat]) -> dict[dt.date, ReturnRows]:
    """The rows of every day on which a return came in, oldest first."""
    found: dict[dt.date, ReturnRows] = {}
    for seat in seats:
        for day in seat.place.returns:
            rows = found.setdefault(day, ReturnRows())
            if seat.is_named_on(day):
                rows.posts.append(post_row(seat, day))
                rows.forecasts += forecast_rows(seat, day)
    return dict(sorted(found.items()))


def post_row(seat: Seat, day: dt.date) -> Row:
    """One row of the sheet posts: the post as it is on the day."""
    spell, is_last = seat.spell(day), day == seat.place.returns[-1]
    return {
        "organisation": seat.place.code,
        "post_ref": seat.ref,
        "title": seat.title if is_last or not seat.was_called else seat.was_called,
        "role_family": seat.job.family,
        "level": seat.job.level,
        "pay": seat.job.pay,
        "board_seat": seat.job.seat,
        "clinical": yes(seat.job.clinical),
        "critical": yes(seat.critical),
        "occupancy": spell.kind if spell else "vacant",
        "holder": "; ".join(spell.holders) if spell else "",
        "since": iso(spell.since) if spell else "",
        "expected_end": iso(spell.expected_end) if spell else "",
        "returns_on": iso(spell.returns_on) if spell else "",
        "established_from": iso(seat.established_from),
        "shared_with": seat.shared_with,
    }


def forecast_rows(seat: Seat, day: dt.date) -> Iterator[Row]:
    """Rows of the sheet forecasts: an open one, a confidential one, both or none."""
    returns, outlook = seat.place.returns, seat.outlook
    if outlook is None:
        return
    is_last = day == returns[-1]
    if is_last and outlook.openly:
        yield forecast_row(seat, outlook.openly, in_confidence=False)
    if is_last and outlook.in_confidence:
        yield forecast_row(seat, outlook.in_confidence, in_confidence=True)
    if not is_last and day == returns[0] and outlook.before and sends_forecasts(seat.place.code):
        yield forecast_row(seat, outlook.before, in_confidence=False)


def sends_forecasts(code: str) -> bool:
    return dice("sends forecasts", code).random() < SENDS_FORECASTS


def forecast_row(seat: Seat, said: Said, *, in_confidence: bool) -> Row:
    return {
        "organisation": seat.place.code,
        "post_ref": seat.ref,
        "expected_on": iso(said.expected_on),
        "probability": f"{said.probability:g}",
        "reason": said.reason,
        "confidential": yes(in_confidence),
    }


def iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
