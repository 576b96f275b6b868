"""Where does demand outrun supply?"""

import pandas as pd

from dashboard.metrics import rows

GAP = [
    "role_family", "level", "horizon", "demand_count", "demand_expected", "supply",
    "gap", "gap_expected", "cumulative_gap", "gap_per_100",
]  # fmt: skip

_KEYS = ["role_family", "level", "horizon"]


def gap(demand: pd.DataFrame, supply: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """Vacancies less people ready for them; positive = short of people.

    demand: role_family, level, horizon, demand_count, demand_expected     one row of the grid and horizon, in order
    supply: role_family, level, horizon, supply                            one row of the grid and horizon
    posts: role_family, level, posts                                       one row of the grid
    returns: GAP, the rows of `demand`. gap = demand_count - supply; gap_expected with the expected demand;
        cumulative_gap sums the gap from `now`; gap_per_100 = 100 x gap / posts, null without posts. A missing row is 0
    """
    result = demand[[*_KEYS, "demand_count", "demand_expected"]].merge(
        supply[[*_KEYS, "supply"]], on=_KEYS, how="left", validate="1:1"
    )
    result = result.merge(posts[[*rows.CELL, "posts"]], on=rows.CELL, how="left", validate="m:1")
    result[["supply", "posts"]] = result[["supply", "posts"]].fillna(0).astype("int64")
    result["gap"] = result["demand_count"] - result["supply"]
    result["gap_expected"] = result["demand_expected"] - result["supply"]
    result["cumulative_gap"] = result.groupby(rows.CELL, sort=False)["gap"].cumsum()
    result["gap_per_100"] = rows.rate(100 * result["gap"], result["posts"])
    return result[GAP]
