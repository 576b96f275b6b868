"""How many openings could be filled, when one person fills one post?"""

import numpy as np
import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.matching.flow import bars_by, filled, stock_of
from dashboard.metrics.matching.reach import People, Reach, reach
from dashboard.metrics.time import HORIZONS

COVER = ["role_family", "level", "horizon", "openings", "gross", "filled", "unfilled", "netted_cover"]

_BY = {"horizon": HORIZONS}


def cover(openings: pd.DataFrame, people: People, holders: pd.DataFrame, *, grid: rows.Grid) -> pd.DataFrame:
    """Netted cover, cumulative: openings and people ready by each horizon; every row the graph of that row only.

    openings: `matching.reach.OPENINGS`: posts open (`now`) or with a live forecast, alike ones together, by all of role
        family, level, region, challenged and horizon; a post in `holders` in a group of one
    people: active members in groups, see `matching.reach.People`
    holders: `matching.reach.HOLDERS`: substantive or seconded holders of posts among the openings
    returns: COVER, one row of the grid and horizon. gross = openings that somebody could fill; filled = the size of an
        exact maximum matching; unfilled = openings - filled; netted_cover = filled / openings, null without openings
    Raises ValueError as `matching.reach.reach` does.
    """
    within = reach(openings[openings["horizon"].notna()], people, holders)
    sides = pd.concat([_sides(within, by) for by in range(len(HORIZONS))], ignore_index=True)
    result = rows.added_up(sides, grid, by=_BY)
    result["filled"] = rows.complete(_filled(within), grid, by=_BY)["filled"]
    result["unfilled"] = result["openings"] - result["filled"]
    result["netted_cover"] = rows.rate(result["filled"], result["openings"])
    return result[COVER]


def _sides(within: Reach, by: int) -> pd.DataFrame:
    """Openings, and openings with an edge, of each cell by a horizon: role_family, level, horizon, openings, gross."""
    openings, stock, bars = within.openings, stock_of(within, by=by), bars_by(within, by=by)
    able = within.able[by]
    barred = np.bincount(bars.opening, minlength=len(openings.klass))
    forsaken = np.flatnonzero((barred > 0) & (barred == able[openings.klass]))
    gross = np.where(able > 0, stock, 0) - np.bincount(openings.klass[forsaken], minlength=len(stock))
    cell = openings.cell_of(np.arange(len(stock)))
    counts = {
        name: np.bincount(cell, weights=number, minlength=len(openings.cells)).astype(np.int64)
        for name, number in (("openings", stock), ("gross", gross))
    }
    frame = pd.DataFrame(openings.cells, columns=rows.CELL, dtype=object)
    return frame.assign(horizon=HORIZONS[by], **counts)


def _filled(within: Reach) -> pd.DataFrame:
    """What can be filled by each horizon, cells and totals: role_family, level, horizon, filled."""
    cells = within.openings.cells
    found: list[tuple[str, str, str, int]] = []
    for rows_of in (
        cells,
        [(family, rows.ALL) for family, _ in cells],
        [(rows.ALL, level) for _, level in cells],
        [(rows.ALL, rows.ALL)] * len(cells),
    ):
        number = {row: place for place, row in enumerate(dict.fromkeys(rows_of))}
        row_of_cell = np.array([number[row] for row in rows_of], dtype=np.int64)
        for by, horizon in enumerate(HORIZONS):
            size = filled(within, by=by, row_of_cell=row_of_cell)
            found += [(*row, horizon, int(size[place])) for row, place in number.items()]
    return pd.DataFrame(found, columns=[*rows.CELL, *_BY, "filled"]).astype({"filled": "int64"})
