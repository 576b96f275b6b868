"""Months, horizons and boundaries, at their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.metrics.time import (
    HORIZONS,
    OVERDUE,
    boundaries,
    counted_in,
    first_day_within,
    horizon_of,
    horizon_of_band,
)
from talentboard.months import add_months

D = date(2026, 9, 30)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("expected_on", "horizon"),
    [
        (date(2020, 1, 1), OVERDUE),
        (date(2026, 9, 30), OVERDUE),
        (date(2026, 10, 1), "0-1"),
        (date(2027, 9, 29), "0-1"),
        (date(2027, 9, 30), "1-3"),
        (date(2029, 9, 29), "1-3"),
        (date(2029, 9, 30), "3-5"),
        (date(2031, 9, 29), "3-5"),
        (date(2031, 9, 30), None),
        (date(2040, 1, 1), None),
    ],
)
def test_a_horizon_begins_with_its_first_day_and_ends_before_the_next(expected_on, horizon):
    assert horizon_of(expected_on, D) == horizon


def test_a_year_from_a_leap_day_ends_on_the_last_of_february():
    leap = date(2028, 2, 29)
    assert [horizon_of(date(2029, 2, day), leap) for day in (27, 28)] == ["0-1", "1-3"]
    assert [horizon_of(date(2031, 2, day), leap) for day in (27, 28)] == ["1-3", "3-5"]
    assert [horizon_of(date(2033, 2, day), leap) for day in (27, 28)] == ["3-5", None]


def test_an_overdue_forecast_counts_within_the_year():
    assert [counted_in(slug) for slug in (OVERDUE, "0-1", "1-3", "3-5", None)] == ["0-1", "0-1", "1-3", "3-5", None]


@pytest.mark.parametrize(
    ("months_to", "horizon"),
    [
        (0, "now"), (1, "0-1"), (12, "0-1"), (13, "1-3"), (36, "1-3"),
        (37, "3-5"), (60, "3-5"), (61, None), (None, None),
    ],
)  # fmt: skip
def test_a_band_counts_by_its_upper_bound(months_to, horizon):
    assert horizon_of_band(months_to) == horizon


@settings(deadline=None)
@given(as_of=DAYS, ahead=st.integers(-400, 2500))
def test_the_boundaries_tell_the_same_horizons(as_of, ahead):
    day, edge = as_of + timedelta(days=ahead), boundaries(as_of)
    if day <= edge.as_of:
        told = OVERDUE
    else:
        steps = zip(HORIZONS[1:], (edge.in_12, edge.in_36, edge.in_60), strict=True)
        told = next((slug for slug, end in steps if day < end), None)
    assert horizon_of(day, as_of) == told


@settings(deadline=None)
@given(as_of=DAYS, back=st.integers(0, 800), months=st.integers(1, 24))
def test_a_day_is_within_so_many_months_when_they_have_not_gone_by(as_of, back, months):
    day = as_of - timedelta(days=back)
    assert (day >= first_day_within(months, as_of)) == (add_months(day, months) >= as_of)


def test_a_year_back_from_a_leap_day_leaves_out_the_last_of_february():
    assert first_day_within(12, date(2028, 2, 29)) == date(2027, 3, 1)
    assert first_day_within(12, date(2029, 2, 28)) == date(2028, 2, 28)
    assert first_day_within(12, D) == date(2025, 9, 30)


def test_ninety_and_a_hundred_days_are_not_yet_old():
    edge = boundaries(D)
    assert D - edge.forecasts_stale_before == timedelta(days=90)
    assert D - edge.returns_fresh_from == timedelta(days=100)
    assert edge.year_ago == date(2025, 9, 30)
