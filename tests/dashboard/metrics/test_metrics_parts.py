"""Many figures at once are what each would be by itself."""

from random import Random

import numpy as np
import pandas as pd
import pytest

from dashboard.metrics import demand, gap, posts, quality, rows, supply, trust
from dashboard.metrics.time import HORIZONS

PARTS = 5
CELLS = [("finance", "director"), ("finance", "chair"), ("people", "director")]


def drawn(seed, make, columns, *, nothing_in=(3,)):
    """Rows of every part but one, in any order."""
    random = Random(seed)
    found = [
        [part, *random.choice(CELLS), *make(random)]
        for part in range(PARTS)
        if part not in nothing_in
        for _ in range(random.randint(1, 8))
    ]
    random.shuffle(found)
    return pd.DataFrame(found, columns=[rows.PART, *columns])


def counted(seed):
    columns = [*posts.COUNTED, "posts_fresh"]
    return drawn(seed, lambda random: [random.randint(0, 9) for _ in columns[2:]], columns)


def forecasts(seed):
    def make(random):
        return [random.choice(HORIZONS[1:]), random.choice([0.1, 0.25, 0.3, 1.0]), random.randint(1, 4)]

    return drawn(seed, make, demand.FORECASTS)


def people(seed, columns):
    known = drawn(seed, lambda random: [random.choice(HORIZONS), random.randint(1, 9)], columns)
    return known.drop_duplicates([rows.PART, *columns[:3]])


def of_part(frame, part):
    return frame[frame[rows.PART] == part].drop(columns=rows.PART)


def figures(counted, forecasts, known, grid):
    """Every measure that takes parts."""
    supplied = supply.supply(known, grid=grid)
    wanted = demand.demand(counted, forecasts, grid=grid)
    standing = posts.posts(counted, grid=grid, supply=supplied)
    return {
        "posts": standing,
        "posts without people": posts.posts(counted, grid=grid, supply=None),
        "demand": wanted,
        "supply": supplied,
        "gap": gap.gap(wanted, supplied, standing, grid=grid),
        "trust": trust.trust(counted, None, grid=grid),
    }


@pytest.mark.parametrize("seed", range(6))
def test_each_part_is_as_if_it_were_alone(seed):
    frames = counted(seed), forecasts(seed + 100), people(seed + 200, supply.SUPPLY)
    together = figures(*frames, rows.grid(*frames, parts=PARTS))
    for part in range(PARTS):
        own = [of_part(frame, part) for frame in frames]
        for measure, frame in figures(*own, rows.grid(*own)).items():
            assert rows.plain_parts(together[measure], PARTS)[part] == rows.plain(frame), measure


def test_the_grid_of_a_part_is_its_own():
    frames = counted(1), forecasts(2)
    grid = rows.grid(*frames, parts=PARTS)
    for part in range(PARTS):
        assert grid.of_part(part).rows == rows.grid(*(of_part(frame, part) for frame in frames)).rows


def test_a_part_with_nothing_has_its_total_alone():
    grid = rows.grid(counted(1), parts=PARTS)
    empty = rows.plain_parts(posts.posts(counted(1), grid=grid, supply=None), PARTS)[3]
    assert [(row["role_family"], row["level"], row["posts"]) for row in empty] == [("all", "all", 0)]


def test_what_is_counted_in_a_part_that_has_no_such_row_is_an_error():
    stranger = counted(1).assign(**{rows.PART: 3})
    with pytest.raises(ValueError, match="no row of the grid"):
        posts.posts(stranger, grid=rows.grid(counted(1), parts=PARTS), supply=None)


def test_the_quality_of_each_part_is_as_if_it_were_alone():
    random = Random(7)
    told = pd.DataFrame(
        [
            [part, code, *random.choice([("open", 9), (None, 100), ("open", None)]), *random.choices(range(99), k=6)]
            for part in (4, 0, 2)
            for code in ("RXX", "RAA", "RBB")
        ],
        columns=[rows.PART, *quality.ORGANISATIONS],
    )  # fmt: skip
    told["return_age_days"] = told["return_age_days"].astype(object).where(told["return_age_days"].notna(), None)
    together = rows.plain_parts(quality.quality(told, memberships_past_end=3, parts=PARTS), PARTS)
    for part in range(PARTS):
        alone = quality.quality(of_part(told, part), memberships_past_end=3)
        assert together[part] == rows.plain(alone)
    assert np.array_equal([len(part) for part in together], [4, 1, 4, 1, 4])
