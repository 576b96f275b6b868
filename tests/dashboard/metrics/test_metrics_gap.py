"""Supply and the gap, by hand and by their properties."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.metrics import gap, rows, supply
from dashboard.metrics.time import HORIZONS

FAMILIES, LEVELS = ("finance", "people"), ("director", "chair")
GRID = rows.Grid([("finance", "director"), ("people", "chair")])


def distinct_people(ready):
    """The reference: of (person, family, level, horizon), distinct people of each row at their earliest there."""
    counted = {}
    for family in (*FAMILIES, "all"):
        for level in (*LEVELS, "all"):
            earliest = {}
            for person, its_family, its_level, horizon in ready:
                if family in (its_family, "all") and level in (its_level, "all"):
                    place = HORIZONS.index(horizon)
                    earliest[person] = min(place, earliest.get(person, place))
            for place in earliest.values():
                key = (family, level, HORIZONS[place])
                counted[key] = counted.get(key, 0) + 1
    return pd.DataFrame([(*key, number) for key, number in counted.items()], columns=supply.SUPPLY)


def by_row(frame):
    return {tuple(row.pop(key) for key in ("role_family", "level", "horizon")): row for row in rows.plain(frame)}


READY = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(FAMILIES), st.sampled_from(LEVELS), st.sampled_from(HORIZONS)),
    max_size=15,
)


@settings(max_examples=40, deadline=None)
@given(READY)
def test_a_person_counts_once_in_a_row(ready):
    counted = distinct_people(ready)
    by_then = by_row(supply.ready_by(supply.supply(counted, grid=rows.grid(counted))))
    for (family, level, horizon), row in by_then.items():
        place = HORIZONS.index(horizon)
        people = {
            person
            for person, its_family, its_level, when in ready
            if family in (its_family, "all") and level in (its_level, "all") and HORIZONS.index(when) <= place
        }
        assert row["ready_by"] == len(people)


@settings(max_examples=40, deadline=None)
@given(READY)
def test_a_total_is_at_most_the_sum_of_its_cells_and_at_least_the_greatest(ready):
    counted = distinct_people(ready)
    by_then = by_row(supply.ready_by(supply.supply(counted, grid=rows.grid(counted))))
    for horizon in HORIZONS:
        cells = [row["ready_by"] for key, row in by_then.items() if "all" not in key and key[2] == horizon]
        assert max(cells, default=0) <= by_then[("all", "all", horizon)]["ready_by"] <= sum(cells)


@settings(max_examples=40, deadline=None)
@given(READY)
def test_supply_grows_with_the_horizon(ready):
    counted = distinct_people(ready)
    by_then = by_row(supply.ready_by(supply.supply(counted, grid=rows.grid(counted))))
    for family, level, _ in by_then:
        numbers = [by_then[(family, level, horizon)]["ready_by"] for horizon in HORIZONS]
        assert numbers == sorted(numbers)


def test_totals_of_people_are_taken_as_counted_and_never_added_up():
    counted = distinct_people([(1, "finance", "director", "now"), (1, "people", "director", "0-1")])
    figures = by_row(supply.supply(counted, grid=rows.grid(counted)))
    assert figures[("finance", "director", "now")] == {"supply": 1}
    assert figures[("people", "director", "0-1")] == {"supply": 1}
    assert figures[("all", "director", "now")] == {"supply": 1}
    assert figures[("all", "director", "0-1")] == {"supply": 0}


def frames():
    keys = ["role_family", "level", "horizon"]
    wanted = pd.DataFrame(
        [
            ["finance", "director", "now", 3, 3.0], ["finance", "director", "0-1", 2, 0.5],
            ["finance", "director", "1-3", 0, 0.0], ["finance", "director", "3-5", 1, 1.0],
            ["people", "chair", "now", 1, 1.0],
        ],
        columns=[*keys, "demand_count", "demand_expected"],
    )  # fmt: skip
    there = pd.DataFrame(
        [["finance", "director", "now", 1], ["finance", "director", "0-1", 4], ["finance", "director", "1-3", 1]],
        columns=[*keys, "supply"],
    )
    return wanted, there, pd.DataFrame([["finance", "director", 8]], columns=[*rows.CELL, "posts"])


def test_the_gap_by_hand():
    figures = [tuple(row.values())[3:] for row in rows.plain(gap.gap(*frames(), grid=GRID))]
    assert figures == [
        # demand, expected, supply, gap, expected gap, cumulative, per 100 posts
        (3, 3.0, 1, 2, 2.0, 2, 25.0),
        (2, 0.5, 4, -2, -3.5, 0, -25.0),
        (0, 0.0, 1, -1, -1.0, -1, -12.5),
        (1, 1.0, 0, 1, 1.0, 0, 12.5),
        (1, 1.0, 0, 1, 1.0, 1, None),
        (0, 0.0, 0, 0, 0.0, 1, None),
        (0, 0.0, 0, 0, 0.0, 1, None),
        (0, 0.0, 0, 0, 0.0, 1, None),
    ]


def test_supply_where_the_grid_has_no_row_is_an_error_and_not_lost():
    wanted, there, posts = frames()
    with pytest.raises(ValueError, match="digital"):
        gap.gap(wanted, there.assign(role_family="digital"), posts, grid=GRID)


def test_the_order_of_rows_does_not_matter():
    wanted, there, posts = frames()
    mixed = gap.gap(wanted[::-1], there[::-1], posts[::-1], grid=GRID)
    assert rows.plain(mixed) == rows.plain(gap.gap(wanted, there, posts, grid=GRID))
