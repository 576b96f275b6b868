"""How many posts are open, or will be, and how sure are we?"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.metrics import rows
from dashboard.metrics.chances import interval
from dashboard.metrics.rows import Ints
from dashboard.metrics.time import HORIZONS, NOW

POSTS = ["role_family", "level", "vacant", "covered"]
FORECASTS = ["role_family", "level", "horizon", "probability", "forecasts"]
DEMAND_COUNTED = ["role_family", "level", "horizon", "demand_count", "demand_expected"]
DEMAND = [*DEMAND_COUNTED, "low", "high"]

_WHOLE = 10**12
"""Probabilities are added as whole numbers of 1e-12: the sum is exact and does not depend on the order of rows."""


class _Likely(NamedTuple):
    """Live forecasts by row, horizon and probability, in this order.

    key: the place of the row x 4 + that of the horizon;   parts: the probability in 1e-12;   number: of forecasts
    """

    key: Ints
    parts: Ints
    number: Ints


def demand(posts: pd.DataFrame, forecasts: pd.DataFrame, *, grid: rows.Grid) -> pd.DataFrame:
    """Posts that are open or forecast to fall vacant, by horizon, with the 80 % interval of the number of vacancies.

    posts: POSTS, one row a cell without totals; the open ones are the demand of `now`, certain
    forecasts: FORECASTS, live forecasts (overdue ones under `0-1`) of posts not open, counted by probability (0, 1]
    returns: DEMAND, one row of the grid and horizon. demand_expected = sum of probabilities; low and high as in
        `chances`, a total from all events of the total; per horizon, not cumulative
    """
    likely = _likely(forecasts, grid)
    result = _counted(posts, likely, grid)
    certain = result["demand_count"].where(result["horizon"] == NOW, 0).to_numpy()
    low, high = certain.copy(), certain.copy()
    _set_intervals(likely, low, high)
    return rows.declared(result.assign(low=low, high=high), DEMAND)


def counted(posts: pd.DataFrame, forecasts: pd.DataFrame, *, grid: rows.Grid) -> pd.DataFrame:
    """As `demand`, without the interval: all that the gap needs. Returns DEMAND_COUNTED."""
    return _counted(posts, _likely(forecasts, grid), grid)


def _likely(forecasts: pd.DataFrame, grid: rows.Grid) -> list[_Likely]:
    """Forecasts of the cells, and of each kind of totals."""
    live = rows.declared(forecasts, FORECASTS)
    horizon = rows.coded(live["horizon"], HORIZONS[1:]) + 1
    parts = (live["probability"].to_numpy(dtype=float) * _WHOLE).round().astype(np.int64)
    if ((parts < 1) | (parts > _WHOLE)).any():
        raise ValueError("A probability is above 0 and at most 1.")
    number = live["forecasts"].to_numpy(dtype=np.int64)
    return [_together(rows_of * len(HORIZONS) + horizon, parts, number) for rows_of in grid.places_with_totals(live)]


def _together(key: Ints, parts: Ints, number: Ints) -> _Likely:
    """The same in order, with those of one key and probability added up."""
    order = np.lexsort((parts, key))
    key, parts, number = key[order], parts[order], number[order]
    first = np.flatnonzero(_is_new(key) | _is_new(parts))
    return _Likely(key[first], parts[first], np.add.reduceat(number, first) if len(first) else number)


def _is_new(sorted_keys: Ints) -> NDArray[np.bool_]:
    """Whether each differs from the one before it."""
    return np.append(True, sorted_keys[1:] != sorted_keys[:-1])[: len(sorted_keys)]


def _counted(posts: pd.DataFrame, likely: list[_Likely], grid: rows.Grid) -> pd.DataFrame:
    standing = rows.declared(posts, POSTS)
    opened = (standing["vacant"] + standing["covered"]).to_numpy(dtype=np.int64)
    result = grid.frame({"horizon": HORIZONS})
    count, parts = np.zeros(len(result), dtype=np.int64), np.zeros(len(result), dtype=np.int64)
    for rows_of in grid.places_with_totals(standing):
        np.add.at(count, rows_of * len(HORIZONS), opened)
    parts += count * _WHOLE
    for kind in likely:
        np.add.at(count, kind.key, kind.number)
        np.add.at(parts, kind.key, kind.parts * kind.number)
    return result.assign(demand_count=count, demand_expected=parts / _WHOLE)


def _set_intervals(likely: list[_Likely], low: Ints, high: Ints) -> None:
    """Where there are forecasts, their interval. Where the same is forecast it is worked out once."""
    known: dict[tuple[bytes, bytes], tuple[int, int]] = {}
    for kind in likely:
        begins = np.flatnonzero(_is_new(kind.key)).tolist()
        for begin, end in pairwise([*begins, len(kind.key)]):
            parts, number = kind.parts[begin:end], kind.number[begin:end]
            same = parts.tobytes(), number.tobytes()
            if same not in known:
                known[same] = interval(dict(zip((parts / _WHOLE).tolist(), number.tolist(), strict=True)))
            low[kind.key[begin]], high[kind.key[begin]] = known[same]
