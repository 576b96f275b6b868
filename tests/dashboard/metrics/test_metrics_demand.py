"""Demand, and the exact distribution of the number of vacancies."""

from fractions import Fraction
from itertools import product
from math import comb, fsum

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.metrics import demand, rows
from dashboard.metrics.chances import distribution, interval

TENTH, NINE_TENTHS, TOLERANCE = Fraction(1, 10), Fraction(9, 10), Fraction(1, 10**9)
PERCENTS = st.lists(st.integers(1, 100), max_size=12)

POSTS = pd.DataFrame([["finance", "director", 1, 1], ["people", "director", 0, 1]], columns=demand.POSTS)
FORECASTS = pd.DataFrame(
    [
        ["finance", "director", "0-1", 0.1, 3],
        ["finance", "director", "1-3", 0.5, 2],
        ["people", "director", "1-3", 0.5, 1],
        ["people", "director", "1-3", 1.0, 2],
    ],
    columns=demand.FORECASTS,
)


def grouped(percents):
    return {percent / 100: percents.count(percent) for percent in set(percents)}


def one_by_one(percents):
    """P(X = k), exactly, by going through the events one after the other."""
    chances = [Fraction(1)]
    for percent in percents:
        p = Fraction(percent, 100)
        chances = [a * (1 - p) + b * p for a, b in zip([*chances, Fraction(0)], [Fraction(0), *chances], strict=True)]
    return chances


def lowest(chances, threshold):
    return next(k for k in range(len(chances)) if sum(chances[: k + 1]) >= threshold - TOLERANCE)


def test_going_through_events_agrees_with_going_through_all_outcomes():
    percents = [10, 35, 35, 90]
    every = [Fraction(0)] * 5
    for outcome in product((0, 1), repeat=4):
        chance = Fraction(1)
        for happens, percent in zip(outcome, percents, strict=True):
            chance *= Fraction(percent if happens else 100 - percent, 100)
        every[sum(outcome)] += chance
    assert one_by_one(percents) == every


@settings(deadline=None)
@given(PERCENTS)
def test_the_interval_is_that_of_exact_fractions(percents):
    exact = one_by_one(percents)
    assert interval(grouped(percents)) == (lowest(exact, TENTH), lowest(exact, NINE_TENTHS))


@settings(deadline=None)
@given(PERCENTS)
def test_every_chance_is_within_a_billionth(percents):
    first, chances = distribution(grouped(percents))
    found = [0.0] * first + chances.tolist()
    exact = [float(chance) for chance in one_by_one(percents)]
    found += [0.0] * (len(exact) - len(found))
    assert np.allclose(found, exact, rtol=0, atol=1e-12)


@settings(deadline=None)
@given(PERCENTS)
def test_the_median_lies_in_the_interval_and_the_interval_in_the_possible(percents):
    low, high = interval(grouped(percents))
    median = lowest(one_by_one(percents), Fraction(1, 2))
    assert percents.count(100) <= low <= median <= high <= len(percents)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ({}, (0, 0)),
        ({0.9: 1}, (0, 1)),  # P(X <= 0) is exactly 0.10
        ({0.91: 1}, (1, 1)),
        ({0.1: 1}, (0, 0)),  # P(X <= 0) is exactly 0.90
        ({0.11: 1}, (0, 1)),
        ({1.0: 3}, (3, 3)),
        ({0.5: 1, 0.8: 1}, (0, 2)),  # P(X <= 0) is exactly 0.10
        ({0.5: 2}, (0, 2)),
        ({0.5: 10}, (3, 7)),
    ],
)
def test_exact_ties_count_as_reached(events, expected):
    assert interval(events) == expected


def test_a_hundred_thousand_forecasts_are_as_exact_as_three():
    number, percents = 1000, range(1, 101)
    first, chances = distribution(dict.fromkeys([percent / 100 for percent in percents], number))
    counts = np.arange(first, first + len(chances))
    mean = fsum(number * percent / 100 for percent in percents)
    variance = fsum(number * percent * (100 - percent) / 10_000 for percent in percents)
    assert abs(chances.sum() - 1) < 1e-11
    assert abs((chances * (counts - mean)).sum()) < 1e-7
    assert abs((chances * (counts - mean) ** 2).sum() - variance) < 1e-6


def test_one_large_binomial_is_that_of_exact_fractions():
    first, chances = distribution({0.3: 2000})
    for k in (560, 600, 601, 650):
        exact = Fraction(comb(2000, k) * 3**k * 7 ** (2000 - k), 10**2000)
        assert abs(chances[k - first] - float(exact)) < 1e-13


def by_row(frame):
    return {tuple(row.pop(key) for key in ("role_family", "level", "horizon")): row for row in rows.plain(frame)}


def test_demand_by_hand():
    figures = by_row(demand.demand(POSTS, FORECASTS, grid=rows.grid(POSTS)))

    def expect(count, expected, low, high):
        return {"demand_count": count, "demand_expected": expected, "low": low, "high": high}

    assert figures[("finance", "director", "now")] == expect(2, 2.0, 2, 2)
    assert figures[("finance", "director", "0-1")] == expect(3, 0.3, 0, 1)
    assert figures[("finance", "director", "1-3")] == expect(2, 1.0, 0, 2)
    assert figures[("finance", "director", "3-5")] == expect(0, 0.0, 0, 0)
    assert figures[("people", "director", "1-3")] == expect(3, 2.5, 2, 3)
    assert figures[("all", "all", "now")] == expect(3, 3.0, 3, 3)
    assert figures[("all", "all", "1-3")] == expect(5, 3.5, 2, 5)  # three halves: P(0) = 1/8; two are certain
    assert figures[("all", "director", "0-1")] == figures[("finance", "all", "0-1")]


def test_the_count_and_the_expected_are_the_same_without_the_interval():
    grid = rows.grid(POSTS)
    whole, part = demand.demand(POSTS, FORECASTS, grid=grid), demand.counted(POSTS, FORECASTS, grid=grid)
    assert rows.plain(whole[demand.DEMAND_COUNTED]) == rows.plain(part)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["finance", "people"]), st.sampled_from(["director", "chair"]),
            st.sampled_from(["0-1", "1-3", "3-5"]), st.integers(1, 100), st.integers(1, 5),
        ),
        max_size=10,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_rows_does_not_matter_and_totals_are_sums(found, shuffler):
    cells = [(family, level) for family in ("finance", "people") for level in ("director", "chair")]
    posts = pd.DataFrame([(*cell, 1, 0) for cell in cells], columns=demand.POSTS)

    def figures(entries):
        frame = pd.DataFrame([(*keys, percent / 100, n) for *keys, percent, n in entries], columns=demand.FORECASTS)
        return by_row(demand.demand(posts, frame, grid=rows.grid(posts)))

    mixed = list(found)
    shuffler.shuffle(mixed)
    result = figures(found)
    assert figures(mixed) == result
    for horizon in ("0-1", "1-3", "3-5"):
        total = result[("all", "all", horizon)]
        here = [(percent, n) for _, _, slug, percent, n in found if slug == horizon]
        assert total["demand_count"] == sum(n for _, n in here)
        assert total["demand_expected"] == sum(percent * n for percent, n in here) / 100
        assert total["low"] <= total["high"] <= total["demand_count"]
        percents = [percent for percent, n in here for _ in range(n)]
        exact = one_by_one(percents)
        assert (total["low"], total["high"]) == (lowest(exact, TENTH), lowest(exact, NINE_TENTHS))


def test_nothing_forecast_and_nothing_open_is_nought():
    figures = by_row(demand.demand(rows.empty(demand.POSTS), rows.empty(demand.FORECASTS), grid=rows.grid()))
    assert set(map(str, figures.values())) == {"{'demand_count': 0, 'demand_expected': 0.0, 'low': 0, 'high': 0}"}
    assert len(figures) == 4


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (["finance", "director", "overdue", 0.5, 1], "horizon"),
        (["finance", "director", "now", 0.5, 1], "horizon"),
        (["finance", "director", "0-1", 0.0, 1], "probability"),
        (["finance", "director", "0-1", 1.2, 1], "probability"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused(row, complaint):
    with pytest.raises(ValueError, match=complaint):
        demand.demand(POSTS, pd.DataFrame([row], columns=demand.FORECASTS), grid=rows.grid(POSTS))
