"""The worked example of the measures: five finance posts, three people, and one operations post.

F1 vacant; F2 interim; F3 forecast 31 March 2027 at 0.5; F4 forecast 30 September 2027 at 0.8; F5 filled. A is ready now
(in operations too), B within a year, C in one to three years.
"""

from datetime import date

import pandas as pd
import pytest

from dashboard.metrics import choice, cover, demand, gap, posts, rows, supply
from dashboard.metrics.matching.reach import ABILITIES, HOLDERS, MOBILITY, OPENINGS, PEOPLE, People
from dashboard.metrics.time import HORIZONS, horizon_of

D = date(2026, 9, 30)
LEVEL = "executive-director"
FINANCE = ("finance", LEVEL)

POSTS = pd.DataFrame([[*FINANCE, 5, 1, 1, 0], ["operations", LEVEL, 1, 1, 0, 0]], columns=posts.COUNTED)
FORECASTS = pd.DataFrame(
    [
        [*FINANCE, horizon_of(date(2027, 3, 31), D), 0.5, 1],
        [*FINANCE, horizon_of(date(2027, 9, 30), D), 0.8, 1],
    ],
    columns=demand.FORECASTS,
)
SUPPLY = pd.DataFrame(
    [
        (family, level, horizon, 1)
        for family in ("finance", "all")
        for level in (LEVEL, "all")
        for horizon in HORIZONS[:3]
    ]
    + [("operations", level, "now", 1) for level in (LEVEL, "all")],
    columns=supply.SUPPLY,
)
OPEN = pd.DataFrame(
    [
        [1, *FINANCE, "east", False, "now", 2],
        [2, *FINANCE, "east", False, "0-1", 1],
        [3, *FINANCE, "east", False, "1-3", 1],
        [4, "operations", LEVEL, "east", False, "now", 1],
    ],
    columns=OPENINGS,
)
A, B, C = 1, 2, 3
MEMBERS = People(
    pd.DataFrame([[A, False, 1], [B, False, 1], [C, False, 1]], columns=PEOPLE),
    pd.DataFrame(
        [[A, *FINANCE, "now"], [B, *FINANCE, "0-1"], [C, *FINANCE, "1-3"], [A, "operations", LEVEL, "now"]],
        columns=ABILITIES,
    ),
    pd.DataFrame([[person, "east"] for person in (A, B, C)], columns=MOBILITY),
)
NOBODY = rows.empty(HOLDERS)


@pytest.fixture
def grid():
    return rows.grid(POSTS, SUPPLY)


def of_finance(frame):
    return [row for row in rows.plain(frame) if (row["role_family"], row["level"]) == FINANCE]


def test_posts(grid):
    [row] = of_finance(posts.posts(POSTS, grid=grid, supply=SUPPLY))
    assert row == {
        "role_family": "finance", "level": LEVEL,
        "posts": 5, "vacant": 1, "covered": 1, "open": 2, "covered_absence": 0,
        "vacancy_rate": 2 / 5, "strict_vacancy_rate": 1 / 5, "spoilt_for_choice_ratio": 1 / 2,
    }  # fmt: skip


def test_the_gap(grid):
    wanted = demand.demand(POSTS, FORECASTS, grid=grid)
    there = supply.supply(SUPPLY, grid=grid)
    figures = of_finance(gap.gap(wanted, there, posts.posts(POSTS, grid=grid, supply=there), grid=grid))
    assert [row["demand_count"] for row in figures] == [2, 1, 1, 0]
    assert [row["demand_expected"] for row in figures] == [2, 0.5, 0.8, 0]
    assert [row["supply"] for row in figures] == [1, 1, 1, 0]
    assert [row["gap"] for row in figures] == [1, 0, 0, 0]
    assert [row["gap_expected"] for row in figures] == pytest.approx([1, -0.5, -0.2, 0])
    assert [row["cumulative_gap"] for row in figures] == [1, 1, 1, 1]
    assert [row["gap_per_100"] for row in figures] == [20, 0, 0, 0]
    assert [(row["low"], row["high"]) for row in of_finance(wanted)] == [(2, 2), (0, 1), (0, 1), (0, 0)]


def test_netted_cover(grid):
    figures = of_finance(cover.cover(OPEN, MEMBERS, NOBODY, grid=grid))
    assert [(row["filled"], row["openings"]) for row in figures] == [(1, 2), (2, 3), (3, 4), (3, 4)]
    assert [row["netted_cover"] for row in figures] == [1 / 2, 2 / 3, 3 / 4, 3 / 4]
    assert [row["gross"] for row in figures] == [2, 3, 4, 4]


def test_one_person_fills_one_post_of_the_region(grid):
    figures = rows.plain(cover.cover(OPEN, MEMBERS, NOBODY, grid=grid))
    [now] = [row for row in figures if (row["role_family"], row["level"], row["horizon"]) == ("all", "all", "now")]
    assert (now["filled"], now["openings"], now["netted_cover"]) == (1, 3, 1 / 3)


def test_the_ladder_of_the_five_posts_and_one(grid):
    """F1, F2 and F5 (filled, no forecast) have A; F3 has A and B; F4 has all three; operations has A."""
    critical = pd.concat([OPEN, pd.DataFrame([[5, *FINANCE, "east", False, "now", 1]], columns=OPENINGS)])
    found = rows.plain(choice.choice(critical.set_axis(choice.CRITICAL, axis=1), MEMBERS, NOBODY, grid=grid))
    assert [row["critical_posts"] for row in found[-4:]] == [0, 4, 1, 1]
