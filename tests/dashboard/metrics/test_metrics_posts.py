"""Posts and their rates, and what they and the supply rest on, by hand."""

import pandas as pd

from dashboard.metrics import posts, rows, trust
from dashboard.metrics.supply import SUPPLY

COUNTED = pd.DataFrame(
    [["finance", "director", 4, 1, 0, 2], ["finance", "chair", 2, 0, 0, 0], ["people", "director", 10, 1, 2, 0]],
    columns=posts.COUNTED,
)


def by_row(frame):
    return {(row.pop("role_family"), row.pop("level")): row for row in rows.plain(frame)}


def test_posts_are_added_up_and_divided_once():
    figures = by_row(posts.posts(COUNTED, grid=rows.grid(COUNTED), supply=None))
    assert figures[("all", "director")] == {
        "posts": 14, "vacant": 2, "covered": 2, "open": 4, "covered_absence": 2,
        "vacancy_rate": 4 / 14, "strict_vacancy_rate": 2 / 14, "spoilt_for_choice_ratio": None,
    }  # fmt: skip
    assert figures[("finance", "all")]["open"] == 1
    assert figures[("people", "director")]["vacancy_rate"] == 0.3
    assert figures[("all", "all")]["posts"] == 16


def test_spoilt_for_choice_is_people_ready_now_for_an_open_post_and_null_without_one():
    supply = pd.DataFrame(
        [
            ["finance", "director", "now", 3],
            ["finance", "director", "0-1", 9],
            ["people", "director", "now", 3],
            ["all", "all", "now", 4],
            ["finance", "chair", "now", 5],
        ],
        columns=SUPPLY,
    )
    figures = by_row(posts.posts(COUNTED, grid=rows.grid(COUNTED), supply=supply))
    ratios = {key: row["spoilt_for_choice_ratio"] for key, row in figures.items()}
    assert ratios[("finance", "director")] == 3.0
    assert ratios[("people", "director")] == 1.0
    assert ratios[("all", "all")] == 1.0
    assert ratios[("finance", "chair")] is None
    assert ratios[("finance", "all")] == 0.0


def test_members_without_a_post_have_a_row_of_noughts_and_no_rate():
    grid = rows.grid(COUNTED, pd.DataFrame([["digital", "director"]], columns=rows.CELL))
    figures = by_row(posts.posts(COUNTED, grid=grid, supply=None))
    assert figures[("digital", "director")] == {
        "posts": 0, "vacant": 0, "covered": 0, "open": 0, "covered_absence": 0,
        "vacancy_rate": None, "strict_vacancy_rate": None, "spoilt_for_choice_ratio": None,
    }  # fmt: skip


def test_the_order_of_rows_does_not_matter():
    grid = rows.grid(COUNTED)
    mixed = COUNTED.sample(frac=1, random_state=3)
    assert rows.plain(posts.posts(mixed, grid=grid, supply=None)) == rows.plain(
        posts.posts(COUNTED, grid=grid, supply=None)
    )


def test_nothing_gives_one_row_of_noughts():
    figures = by_row(posts.posts(rows.empty(posts.COUNTED), grid=rows.grid(), supply=rows.empty(SUPPLY)))
    assert list(figures) == [("all", "all")]
    assert (figures[("all", "all")]["posts"], figures[("all", "all")]["vacancy_rate"]) == (0, None)


def test_trust_adds_posts_up_but_takes_decisions_as_counted():
    standing = pd.DataFrame([["finance", "director", 4, 1], ["people", "director", 6, 4]], columns=trust.POSTS)
    decided = pd.DataFrame(
        [["finance", "director", 2, 1], ["people", "director", 2, 1], ["all", "director", 2, 1], ["all", "all", 2, 1]],
        columns=trust.DECISIONS,
    )
    figures = by_row(trust.trust(standing, decided, grid=rows.grid(standing)))
    assert figures[("all", "director")] == {
        "posts": 10, "posts_fresh": 5, "posts_confidence": 0.5,
        "decisions": 2, "decisions_fresh": 1, "supply_confidence": 0.5,
    }  # fmt: skip
    assert figures[("finance", "director")]["posts_confidence"] == 0.25
    assert figures[("finance", "all")]["supply_confidence"] is None


def test_trust_below_a_region_is_in_posts_alone():
    standing = pd.DataFrame([["finance", "director", 4, 1]], columns=trust.POSTS)
    figures = by_row(trust.trust(standing, None, grid=rows.grid(standing)))
    assert figures[("all", "all")] == {
        "posts": 4, "posts_fresh": 1, "posts_confidence": 0.25,
        "decisions": 0, "decisions_fresh": 0, "supply_confidence": None,
    }  # fmt: skip
