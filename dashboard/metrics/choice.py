"""How much choice would there be for each critical post?"""

import numpy as np
import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.matching.reach import OPENINGS, People, reach

CRITICAL = [*OPENINGS[:-1], "critical_posts"]
RUNGS = ("none", "one", "choice", "spoilt")
CHOICE = ["role_family", "level", "rung", "critical_posts"]


def choice(critical: pd.DataFrame, people: People, holders: pd.DataFrame, *, grid: rows.Grid) -> pd.DataFrame:
    """The choice ladder: critical posts by how many distinct people could fill them, ready by the post's own horizon.

    critical: CRITICAL, *all* critical posts, alike ones together; a post in `holders` in a group of one. horizon: of
        the live forecast; `now` when open, and when filled without one (who could step in tomorrow), where a forecast
        of 60 months ahead or more counts as none; never null
    people, holders: as for `cover`; the holders of the posts in `critical`
    returns: CHOICE, one row of the grid and rung: 0 people `none`, 1 `one`, 2 `choice`, 3 or more `spoilt`
    Raises ValueError for a post without a horizon, and as `matching.reach.reach` does.
    """
    if critical["horizon"].isna().any():
        raise ValueError("A critical post without a vacancy to come is measured at now.")
    posts = rows.declared(critical, CRITICAL).rename(columns={"critical_posts": "openings"})
    within = reach(posts, people, holders)
    openings, bars = within.openings, within.bars
    barred = bars.where(bars.horizon <= openings.horizon[bars.opening])
    able = within.able[openings.horizon, openings.klass]
    able -= np.bincount(barred.opening, minlength=len(able))
    rung = np.asarray(RUNGS, dtype=object)[np.clip(able, 0, len(RUNGS) - 1)]
    counted = posts[rows.CELL].assign(rung=rung, critical_posts=openings.number)
    return rows.added_up(counted, grid, by={"rung": RUNGS})[CHOICE]
