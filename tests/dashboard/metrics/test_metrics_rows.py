"""The grid of rows, its order, and plain JSON."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.metrics import rows


def frame(*cells):
    return pd.DataFrame(list(cells), columns=rows.CELL)


def pairs(grid):
    return grid.rows


def test_every_cell_and_every_total_is_a_row_in_the_order_of_the_slugs_with_all_last():
    posts = frame(("other", "director"), ("finance", "director"))
    members = frame(("finance", "executive-director"), ("finance", "director"), ("chair", "chair"))
    assert pairs(rows.grid(posts, members)) == [
        ("chair", "chair"),
        ("chair", "all"),
        ("finance", "executive-director"),
        ("finance", "director"),
        ("finance", "all"),
        ("other", "director"),
        ("other", "all"),
        ("all", "chair"),
        ("all", "executive-director"),
        ("all", "director"),
        ("all", "all"),
    ]


def test_totals_in_a_frame_make_no_rows_of_their_own():
    assert pairs(rows.grid(frame(("finance", "all"), ("all", "director")))) == [("all", "all")]


def test_a_region_with_nothing_still_has_its_total():
    assert pairs(rows.grid()) == [("all", "all")]
    assert pairs(rows.grid(rows.empty(rows.CELL))) == [("all", "all")]


def test_the_order_of_what_is_found_does_not_matter():
    cells = [(family, level) for family in rows.ROLE_FAMILIES for level in rows.LEVELS]
    assert pairs(rows.grid(frame(*cells))) == pairs(rows.grid(frame(*reversed(cells))))


def test_counts_are_added_up_to_three_kinds_of_totals():
    counted = pd.DataFrame(
        [["finance", "director", 2], ["finance", "chair", 3], ["people", "director", 5], ["people", "director", 7]],
        columns=[*rows.CELL, "posts"],
    )
    totals = rows.added_up(counted, rows.grid(counted)).set_index(rows.CELL)["posts"].to_dict()
    assert totals == {
        ("finance", "director"): 2, ("finance", "chair"): 3, ("people", "director"): 12,
        ("finance", "all"): 5, ("people", "all"): 12,
        ("all", "director"): 14, ("all", "chair"): 3, ("all", "all"): 17,
    }  # fmt: skip


def test_what_was_not_counted_is_nought_and_stays_whole():
    grid = rows.grid(frame(("finance", "director")))
    counted = pd.DataFrame([["finance", "all", "b", 4]], columns=[*rows.CELL, "key", "number"])
    completed = rows.complete(counted, grid, by={"key": ["a", "b"]})
    assert rows.plain(completed)[:4] == [
        {"role_family": "finance", "level": "director", "key": "a", "number": 0},
        {"role_family": "finance", "level": "director", "key": "b", "number": 0},
        {"role_family": "finance", "level": "all", "key": "a", "number": 0},
        {"role_family": "finance", "level": "all", "key": "b", "number": 4},
    ]
    assert completed["number"].dtype == np.int64


def test_a_count_without_a_row_is_an_error_and_not_lost():
    counted = pd.DataFrame([["people", "director", 4]], columns=[*rows.CELL, "number"])
    with pytest.raises(ValueError, match="people"):
        rows.complete(counted, rows.grid(frame(("finance", "director"))))


def test_a_key_counted_twice_is_an_error_and_not_lost():
    counted = pd.DataFrame([["finance", "director", 4]] * 2, columns=[*rows.CELL, "number"])
    with pytest.raises(ValueError, match="twice"):
        rows.complete(counted, rows.grid(frame(("finance", "director"))))


def test_a_missing_column_is_named():
    with pytest.raises(KeyError, match="level"):
        rows.declared(pd.DataFrame({"role_family": []}), rows.CELL)


def test_a_rate_without_a_whole_is_null():
    rate = rows.rate(pd.Series([1, 0, 3, 2]), pd.Series([4, 0, 0, 2]))
    assert [None if value != value else value for value in rate] == [0.25, None, None, 1.0]


def test_rows_leave_as_plain_json():
    mixed = pd.DataFrame(
        {
            "whole": np.array([1, 2], dtype="int64"),
            "maybe": pd.array([7, None], dtype="Int64"),
            "rate": [0.5, np.nan],
            "text": ["a", None],
            "day": [date(2026, 9, 30), pd.NaT],
            "yes": [True, False],
        }
    )
    plain = rows.plain(mixed)
    assert plain == [
        {"whole": 1, "maybe": 7, "rate": 0.5, "text": "a", "day": "2026-09-30", "yes": True},
        {"whole": 2, "maybe": None, "rate": None, "text": None, "day": None, "yes": False},
    ]
    assert [type(value) for value in plain[0].values()] == [int, int, float, str, str, bool]
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
