"""When is it? Calendar months, horizons, and the days a snapshot's queries compare with.

All periods are half-open. Months are counted from the as-of day at once, never month by month.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from talentboard.months import add_months

NOW = "now"
HORIZONS = (NOW, "0-1", "1-3", "3-5")
"""The slugs, earliest first. A comparison of horizons is a comparison of their places here."""

OVERDUE = "overdue"
"""Dated on or before the as-of day while the post is still filled. Counted in `0-1`."""


def horizon_of(expected_on: date, as_of: date) -> str | None:
    """The horizon of a filled post's live forecast: a slug, `overdue`, or None at 60 months and beyond."""
    if expected_on <= as_of:
        return OVERDUE
    for slug, months in zip(HORIZONS[1:], (12, 36, 60), strict=True):
        if expected_on < add_months(as_of, months):
            return slug
    return None


def counted_in(horizon: str | None) -> str | None:
    """The horizon in which a forecast is counted: an overdue one within the year."""
    return "0-1" if horizon == OVERDUE else horizon


def horizon_of_band(months_to: int | None) -> str | None:
    """The horizon of a readiness band by its upper bound in months; None above 60 or without a bound (developing)."""
    if months_to is None:
        return None
    for slug, months in zip(HORIZONS, (0, 12, 36, 60), strict=True):
        if months_to <= months:
            return slug
    return None


def first_day_within(months: int, as_of: date) -> date:
    """The earliest day from which not more than so many calendar months have passed on the as-of day.

    Going back from 29 February 2028 by 12 months lands on 28 February 2027, from which more than 12 have passed:
    the answer there is 1 March 2027.
    """
    day = add_months(as_of, -months)
    return day if add_months(day, months) >= as_of else day + timedelta(days=1)


@dataclass(frozen=True)
class Boundaries:
    """The days that a snapshot of `as_of` compares with, for SQL to use as they are.

    Forecasts: `expected_on <= as_of` is overdue, else `< in_12` is `0-1`, `< in_36` is `1-3`, `< in_60` is `3-5`.
    """

    as_of: date
    in_12: date
    in_36: date
    in_60: date
    forecasts_stale_before: date
    """A forecast made before this day is more than 90 days old."""
    returns_fresh_from: date
    """A return as of this day or later is not more than 100 days old."""
    year_ago: date
    """Open since a day before this one: open more than 12 months. Decided on this day or later: within 12 months."""


def boundaries(as_of: date) -> Boundaries:
    """The days that matter to a snapshot of this day."""
    return Boundaries(
        as_of=as_of,
        in_12=add_months(as_of, 12),
        in_36=add_months(as_of, 36),
        in_60=add_months(as_of, 60),
        forecasts_stale_before=as_of - timedelta(days=90),
        returns_fresh_from=as_of - timedelta(days=100),
        year_ago=first_day_within(12, as_of),
    )
