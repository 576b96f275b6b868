"""Where does demand outrun supply?"""

import numpy as np
import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.time import HORIZONS

GAP = [
    "role_family", "level", "horizon", "demand_count", "demand_expected", "supply",
    "gap", "gap_expected", "cumulative_gap", "gap_per_100",
]  # fmt: skip

_WANTED = ["role_family", "level", "horizon", "demand_count", "demand_expected"]
_THERE = ["role_family", "level", "horizon", "supply"]
_POSTS = ["role_family", "level", "posts"]


def gap(demand: pd.DataFrame, supply: pd.DataFrame, posts: pd.DataFrame, *, grid: rows.Grid) -> pd.DataFrame:
    """Vacancies less people ready for them; positive = short of people.

    demand: role_family, level, horizon, demand_count, demand_expected
    supply: role_family, level, horizon, supply
    posts: role_family, level, posts
    returns: GAP, one row of the grid and horizon. gap = demand_count - supply; gap_expected with the expected demand;
        cumulative_gap sums the gap from `now`; gap_per_100 = 100 x gap / posts, null without posts. What is missing
        is 0
    Raises ValueError when anything stands in a row that the grid does not have.
    """
    by = {"horizon": HORIZONS}
    result = rows.complete(rows.declared(demand, _WANTED), grid, by=by)
    result["supply"] = rows.complete(rows.declared(supply, _THERE), grid, by=by)["supply"]
    result["gap"] = result["demand_count"] - result["supply"]
    result["gap_expected"] = result["demand_expected"] - result["supply"]
    result["cumulative_gap"] = result["gap"].to_numpy().reshape(-1, len(HORIZONS)).cumsum(axis=1).ravel()
    number = rows.complete(rows.declared(posts, _POSTS), grid)["posts"]
    result["gap_per_100"] = rows.rate(100 * result["gap"], pd.Series(np.repeat(number.to_numpy(), len(HORIZONS))))
    return rows.declared(result, GAP)
