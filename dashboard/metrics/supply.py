"""How many people are ready, and by when?"""

import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.time import HORIZONS

SUPPLY = ["role_family", "level", "horizon", "supply"]
READY_BY = ["role_family", "level", "horizon", "ready_by"]


def supply(counted: pd.DataFrame, *, grid: rows.Grid) -> pd.DataFrame:
    """Distinct people by the role family and level of their pools.

    counted: SUPPLY *with totals*, counted row by row from active members: in any one row (a cell, (family, `all`),
        (`all`, level), (`all`, `all`)) a person counts once, at the earliest band held there. Cells may add up to more
        than their total, so no total can be made here
    returns: SUPPLY, one row of the grid and horizon
    """
    return rows.complete(rows.declared(counted, SUPPLY).astype({"supply": "int64"}), grid, by={"horizon": HORIZONS})


def ready_by(supplied: pd.DataFrame) -> pd.DataFrame:
    """Distinct people ready by each horizon: the sum from `now`, since each counts once a row.

    supplied: as `supply` returns it;   returns: READY_BY, the same rows
    """
    added = supplied.groupby(rows.CELL, sort=False)["supply"].cumsum()
    return supplied.assign(ready_by=added)[READY_BY]
