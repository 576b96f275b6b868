"""How many posts are open, or will be, and how sure are we?"""

import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.chances import interval
from dashboard.metrics.time import HORIZONS, NOW

POSTS = ["role_family", "level", "vacant", "covered"]
FORECASTS = ["role_family", "level", "horizon", "probability", "forecasts"]
DEMAND_COUNTED = ["role_family", "level", "horizon", "demand_count", "demand_expected"]
DEMAND = [*DEMAND_COUNTED, "low", "high"]

_KEYS = ["role_family", "level", "horizon"]
_WHOLE = 10**12
"""Probabilities are added as whole numbers of 1e-12: the sum is exact and does not depend on the order of rows."""


def demand(posts: pd.DataFrame, forecasts: pd.DataFrame, *, grid: pd.DataFrame) -> pd.DataFrame:
    """Posts that are open or forecast to fall vacant, by horizon, with the 80 % interval of the number of vacancies.

    posts: POSTS, one row a cell without totals; the open ones are the demand of `now`, certain
    forecasts: FORECASTS, live forecasts (overdue ones under `0-1`) of posts not open, counted by probability (0, 1]
    returns: DEMAND, one row of the grid and horizon. demand_expected = sum of probabilities; low and high as in
        `chances`, a total from all events of the total; per horizon, not cumulative
    """
    likely = _with_totals(forecasts)
    result = _counted(posts, likely, grid)
    certain = result.loc[result["horizon"] == NOW, [*_KEYS, "demand_count"]]
    intervals = [
        (*key, *interval(dict(zip(events["parts"] / _WHOLE, events["forecasts"], strict=True))))
        for key, events in likely.groupby(_KEYS, sort=False)
    ]
    intervals += [(*key, number, number) for *key, number in certain.itertuples(index=False, name=None)]
    both = pd.DataFrame(intervals, columns=[*_KEYS, "low", "high"])
    result[["low", "high"]] = rows.complete(both, grid, by={"horizon": HORIZONS})[["low", "high"]]
    return result[DEMAND]


def counted(posts: pd.DataFrame, forecasts: pd.DataFrame, *, grid: pd.DataFrame) -> pd.DataFrame:
    """As `demand`, without the interval: all that the gap needs. Returns DEMAND_COUNTED."""
    return _counted(posts, _with_totals(forecasts), grid)


def _with_totals(forecasts: pd.DataFrame) -> pd.DataFrame:
    """Live forecasts by row, horizon and probability, totals included: _KEYS, parts, forecasts; in a fixed order."""
    live = rows.declared(forecasts, FORECASTS)
    if not live["horizon"].isin(HORIZONS[1:]).all():
        raise ValueError(f"A forecast's horizon is one of {', '.join(HORIZONS[1:])}.")
    parts = (live["probability"].astype(float) * _WHOLE).round().astype("int64")
    if not parts.between(1, _WHOLE).all():
        raise ValueError("A probability is above 0 and at most 1.")
    numbered = live.drop(columns="probability").assign(parts=parts, forecasts=live["forecasts"].astype("int64"))
    return rows.with_totals(numbered, by=["horizon", "parts"]).sort_values("parts", kind="stable", ignore_index=True)


def _counted(posts: pd.DataFrame, likely: pd.DataFrame, grid: pd.DataFrame) -> pd.DataFrame:
    standing = rows.with_totals(rows.declared(posts, POSTS))
    number = (standing["vacant"] + standing["covered"]).astype("int64")
    opened = standing[rows.CELL].assign(horizon=NOW, demand_count=number, parts=number * _WHOLE)
    expected = likely[_KEYS].assign(demand_count=likely["forecasts"], parts=likely["parts"] * likely["forecasts"])
    both = pd.concat([opened, expected], ignore_index=True).groupby(_KEYS, as_index=False, sort=False).sum()
    result = rows.complete(both, grid, by={"horizon": HORIZONS})
    result["demand_expected"] = result["parts"] / _WHOLE
    return result[DEMAND_COUNTED]
