"""What do the figures rest on?"""

import pandas as pd

from dashboard.metrics import rows

POSTS = ["role_family", "level", "posts", "posts_fresh"]
DECISIONS = ["role_family", "level", "decisions", "decisions_fresh"]
TRUST = [
    "role_family", "level", "posts", "posts_fresh", "posts_confidence",
    "decisions", "decisions_fresh", "supply_confidence",
]  # fmt: skip


def trust(posts: pd.DataFrame, decisions: pd.DataFrame | None, *, grid: rows.Grid) -> pd.DataFrame:
    """How much of the posts and of the supply rests on something recent.

    posts: POSTS, one row a cell without totals; fresh = the lead organisation's newest signed-off return is at most 100
        days old
    decisions: DECISIONS *with totals*, because a decision in a pool of several families stands in each of their rows;
        those of memberships that count in supply; fresh = decided within 12 months. None below a region: all 0
    returns: TRUST, one row of the grid; the confidences are fresh / all, null without any
    """
    whole = rows.declared(posts, POSTS).astype({"posts": "int64", "posts_fresh": "int64"})
    result = rows.added_up(whole, grid)
    result[["decisions", "decisions_fresh"]] = 0
    if decisions is not None:
        known = rows.declared(decisions, DECISIONS).astype({"decisions": "int64", "decisions_fresh": "int64"})
        counts = rows.complete(known, grid)
        result[["decisions", "decisions_fresh"]] = counts[["decisions", "decisions_fresh"]]
    result["posts_confidence"] = rows.rate(result["posts_fresh"], result["posts"])
    result["supply_confidence"] = rows.rate(result["decisions_fresh"], result["decisions"])
    return rows.declared(result, TRUST)
