"""Netted cover of 300 thousand openings and 1.5 million people, one by one: seconds and memory, as a line of JSON.

In a process of its own, because peak memory is a process's. Nobody is put together beforehand: alike people and
openings are found by the measure itself.
"""

from __future__ import annotations

import json
import resource
import time

import numpy as np
import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.cover import cover
from dashboard.metrics.matching.reach import ABILITIES, HOLDERS, MOBILITY, OPENINGS, PEOPLE, People
from dashboard.metrics.time import HORIZONS

OPENED, PERSONS, HELD = 300_000, 1_500_000, 15_000
CELLS = [(family, level) for family in rows.ROLE_FAMILIES for level in rows.LEVELS[2:]]
REGIONS = ["east", "london", "midlands", "north", "south-east", "south-west"]
MEGABYTE = 1024


def main() -> None:
    draw = np.random.default_rng(20260930)
    openings, people, holders = openings_of(draw), people_of(draw), holders_of(draw)
    grid = rows.grid(openings)
    began = time.process_time()
    found = cover(openings, people, holders, grid=grid)
    seconds = time.process_time() - began
    [whole] = found[(found[rows.CELL] == rows.ALL).all(axis=1) & (found["horizon"] == HORIZONS[-1])].to_dict("records")
    assert 0 < whole["filled"] <= whole["gross"] <= whole["openings"] == OPENED
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    print(json.dumps({"seconds": seconds, "megabytes": peak, "filled": whole["filled"]}))


def openings_of(draw: np.random.Generator) -> pd.DataFrame:
    """Openings in cells and regions of unequal size, a tenth in challenged organisations."""
    cell = skewed(draw, len(CELLS), OPENED)
    columns = {
        "opening_group": np.arange(OPENED),
        "role_family": slugs([family for family, _ in CELLS], cell),
        "level": slugs([level for _, level in CELLS], cell),
        "region": slugs(REGIONS, skewed(draw, len(REGIONS), OPENED)),
        "challenged": draw.random(OPENED) < 0.1,
        "horizon": slugs(list(HORIZONS), draw.integers(0, 4, OPENED)),
        "openings": np.ones(OPENED, dtype=np.int64),
    }
    return pd.DataFrame(columns)[OPENINGS]


def people_of(draw: np.random.Generator) -> People:
    """People ready in one cell to three, mobile in one region or two; most cells have too many, some too few."""
    number = draw.integers(1, 4, PERSONS)
    able = np.repeat(np.arange(PERSONS), number)
    cell = len(CELLS) - 1 - skewed(draw, len(CELLS), len(able))
    mobile = np.repeat(np.arange(PERSONS), draw.integers(1, 3, PERSONS))
    return People(
        pd.DataFrame(
            {
                "people_group": np.arange(PERSONS),
                "accepts_challenged": draw.random(PERSONS) < 0.3,
                "people": np.ones(PERSONS, dtype=np.int64),
            }
        )[PEOPLE],
        pd.DataFrame(
            {
                "people_group": able,
                "role_family": slugs([family for family, _ in CELLS], cell),
                "level": slugs([level for _, level in CELLS], cell),
                "horizon": slugs(list(HORIZONS), draw.integers(0, 4, len(able))),
            }
        )[ABILITIES],
        pd.DataFrame({"people_group": mobile, "region": slugs(REGIONS, draw.integers(0, 6, len(mobile)))})[MOBILITY],
    )


def holders_of(draw: np.random.Generator) -> pd.DataFrame:
    """Some who hold one of the openings themselves."""
    who, what = (draw.choice(number, HELD, replace=False) for number in (PERSONS, OPENED))
    return pd.DataFrame({"people_group": who, "opening_group": what})[HOLDERS]


def skewed(draw: np.random.Generator, below: int, size: int) -> np.ndarray:
    """Numbers below `below`, the low ones more often."""
    return (below * draw.random(size) ** 2).astype(np.int64)


def slugs(known: list[str], places: np.ndarray) -> np.ndarray:
    return np.array(known, dtype=object)[places]


if __name__ == "__main__":
    main()
