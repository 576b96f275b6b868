"""Days and months counted by hand, from section 1 of the measures."""

from __future__ import annotations

import datetime as dt

HORIZONS = ("now", "0-1", "1-3", "3-5")
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def length_of(year: int, month: int) -> int:
    """The days of a month."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else LENGTHS[month - 1]


def months_after(day: dt.date, months: int) -> dt.date:
    """So many calendar months on, counted at once; a day that month does not have is its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, length_of(year, month)))


def on(row: dict, day: dt.date, *, since: str = "since", until: str = "until") -> bool:
    """Whether a half-open period holds a day."""
    return row[since] <= day and (row[until] is None or day < row[until])


def horizon_of(expected: dt.date, *, as_of: dt.date) -> str | None:
    """The horizon of a day after the as-of day; none for 60 months ahead or later, or for a day not after it."""
    if expected <= as_of:
        return None
    for months, horizon in ((12, "0-1"), (36, "1-3"), (60, "3-5")):
        if expected < months_after(as_of, months):
            return horizon
    return None


def reaches(horizon: str | None, by: str) -> bool:
    """Whether a horizon is reached by another."""
    return horizon is not None and HORIZONS.index(horizon) <= HORIZONS.index(by)
