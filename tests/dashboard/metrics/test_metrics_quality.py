"""Data quality by hand."""

import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.quality import COUNTS, ORGANISATIONS, QUALITY, quality

TOLD = pd.DataFrame(
    [
        # organisation, return state, age, posts, stale, overdue, without occupancy, open over a year, corrections
        ["RXX", None, None, 2, 1, 0, 0, 0, 1],
        ["RAA", "signed-off", 100, 5, 0, 1, 2, 1, 0],
        ["RBB", "open", 101, 3, 4, 0, 0, 2, 0],
        ["RCC", "submitted", 10, 0, 0, 0, 0, 0, 0],
    ],
    columns=ORGANISATIONS,
)


def by_code(frame):
    return {row.pop("organisation"): row for row in rows.plain(frame)}


def test_each_organisation_by_its_code_and_all_at_the_end():
    figures = quality(TOLD, memberships_past_end=7)
    assert figures["organisation"].tolist() == ["RAA", "RBB", "RCC", "RXX", "all"]
    assert list(figures.columns) == QUALITY


def test_an_organisation_by_hand():
    assert by_code(quality(TOLD, memberships_past_end=7))["RAA"] == {
        "return_state": "signed-off", "return_age_days": 100, "posts": 5, "stale_forecasts": 0, "overdue_forecasts": 1,
        "posts_without_occupancy": 2, "open_over_a_year": 1, "corrections_not_signed_off": 0,
        "memberships_past_end": None, "confidence": 1.0,
    }  # fmt: skip


def test_all_adds_the_counts_and_takes_the_greatest_age():
    assert by_code(quality(TOLD, memberships_past_end=7))["all"] == {
        "return_state": None, "return_age_days": 101, "posts": 10, "stale_forecasts": 5, "overdue_forecasts": 1,
        "posts_without_occupancy": 2, "open_over_a_year": 3, "corrections_not_signed_off": 1,
        "memberships_past_end": 7, "confidence": 0.5,
    }  # fmt: skip


def test_a_return_of_a_hundred_days_is_fresh_and_none_at_all_is_not():
    confidence = {code: row["confidence"] for code, row in by_code(quality(TOLD, memberships_past_end=0)).items()}
    assert confidence == {"RAA": 1.0, "RBB": 0.0, "RCC": None, "RXX": 0.0, "all": 0.5}


def test_nobody_has_told_us_anything():
    silent = TOLD[TOLD["organisation"] == "RXX"]
    assert by_code(quality(silent, memberships_past_end=None))["all"]["return_age_days"] is None
    nothing = by_code(quality(rows.empty(ORGANISATIONS), memberships_past_end=None))
    assert list(nothing) == ["all"]
    assert nothing["all"]["confidence"] is None
    assert [nothing["all"][name] for name in COUNTS] == [0] * len(COUNTS)


def test_the_order_of_rows_does_not_matter():
    backwards = quality(TOLD[::-1], memberships_past_end=7)
    assert rows.plain(backwards) == rows.plain(quality(TOLD, memberships_past_end=7))
