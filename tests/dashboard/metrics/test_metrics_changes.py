"""What became of posts, added up by hand."""

import pandas as pd
import pytest

from dashboard.metrics.changes import COUNTED, changes

NOTHING = {name: 0 for name in COUNTED if name not in ("role_family", "level", "due", "posts")}


def counted(*rows):
    """Rows of (family, level, due, posts, what became of them)."""
    named = [
        {"role_family": family, "level": level, "due": due, "posts": posts} | NOTHING | became
        for family, level, due, posts, became in rows
    ]
    return pd.DataFrame(named, columns=COUNTED)


def row(frame, family, level):
    (found,) = frame[(frame["role_family"] == family) & (frame["level"] == level)].to_dict("records")
    return found


@pytest.fixture
def example():
    """Finance: 5 posts, of which 1 opened as forecast (0.5 due) and 1 was filled. Nursing: 3, of which 2 opened."""
    return changes(
        counted(
            ("finance", "director", None, 4, {"open_before": 1, "filled": 1, "newly_forecast": 2}),
            ("finance", "director", 0.5, 1, {"opened": 1, "opened_forecast": 1}),
            ("nursing", "chair", None, 2, {"opened": 2}),
            ("nursing", "chair", 0.8, 1, {"forecast_ended": 1}),
        )
    )


def test_cells_and_totals_are_added_up(example):
    names = ("open_before", "opened", "opened_forecast", "filled", "newly_forecast", "forecast_ended")
    assert [row(example, "finance", "director")[name] for name in names] == [1, 1, 1, 1, 2, 0]
    assert [row(example, "nursing", "all")[name] for name in names] == [0, 2, 0, 0, 0, 1]
    assert [row(example, "all", "all")[name] for name in names] == [1, 3, 1, 1, 2, 1]


def test_what_was_to_come_true_has_its_interval(example):
    """0.5 alone: 0 to 1. With 0.8: P(0) = 0.1, P(at most 1) = 0.6, so 0 to 2."""
    names = ("due", "due_expected", "due_low", "due_high")
    assert [row(example, "finance", "all")[name] for name in names] == [1, 0.5, 0, 1]
    assert [row(example, "nursing", "all")[name] for name in names] == [1, 0.8, 0, 1]
    assert [row(example, "all", "all")[name] for name in names] == [2, 1.3, 0, 2]


def test_without_posts_there_is_the_total_of_nothing():
    (only,) = changes(counted()).to_dict("records")
    assert (only["role_family"], only["level"], only["opened"], only["due"], only["due_high"]) == (
        "all",
        "all",
        0,
        0,
        0,
    )
