"""How many posts are there, and how many of them are open?"""

import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.time import NOW

COUNTED = ["role_family", "level", "posts", "vacant", "covered", "covered_absence"]
POSTS = [
    "role_family", "level", "posts", "vacant", "covered", "open", "covered_absence",
    "vacancy_rate", "strict_vacancy_rate", "spoilt_for_choice_ratio",
]  # fmt: skip


def posts(counted: pd.DataFrame, *, grid: rows.Grid, supply: pd.DataFrame | None) -> pd.DataFrame:
    """Posts established on the day, how many are open, and the rates.

    counted: COUNTED, one row a cell without totals. A post counts once, for its lead organisation. `vacant` = nobody
        holds it; `covered` = an interim or acting holder with nobody to return; `covered_absence` = filled, the holder
        of a post to which somebody returns
    supply: role_family, level, horizon, supply, with totals (people cannot be added up); None below a region
    returns: POSTS, one row of the grid. open = vacant + covered; vacancy_rate = open / posts; strict = vacant / posts;
        spoilt_for_choice_ratio = distinct people ready now / open. A rate without its denominator is null
    """
    whole = rows.declared(counted, COUNTED).astype(dict.fromkeys(COUNTED[2:], "int64"))
    result = rows.added_up(whole, grid)
    result["open"] = result["vacant"] + result["covered"]
    result["vacancy_rate"] = rows.rate(result["open"], result["posts"])
    result["strict_vacancy_rate"] = rows.rate(result["vacant"], result["posts"])
    result["spoilt_for_choice_ratio"] = float("nan")
    if supply is not None:
        ready = rows.declared(supply[supply["horizon"] == NOW], [*rows.CELL, "supply"])
        result["spoilt_for_choice_ratio"] = rows.rate(rows.complete(ready, grid)["supply"], result["open"])
    return rows.declared(result, POSTS)
