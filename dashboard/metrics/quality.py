"""How good is what we were told, organisation by organisation?"""

import numpy as np
import pandas as pd

from dashboard.metrics import rows

FRESH_RETURN_DAYS = 100

COUNTS = [
    "stale_forecasts", "overdue_forecasts", "posts_without_occupancy", "open_over_a_year", "corrections_not_signed_off",
]  # fmt: skip
ORGANISATIONS = ["organisation", "return_state", "return_age_days", "posts", *COUNTS]
QUALITY = ["organisation", "return_state", "return_age_days", "posts", *COUNTS, "memberships_past_end", "confidence"]


def quality(organisations: pd.DataFrame, *, memberships_past_end: int | None, parts: int | None = None) -> pd.DataFrame:
    """What is missing, old or odd, for each organisation and for all.

    organisations: ORGANISATIONS, one row each. return_state: of the newest quarter begun on or before the day, or
        null; return_age_days: the day less the as-of day of the newest signed-off return, null when there is none;
        posts: those it leads; the COUNTS
    memberships_past_end: memberships past their end and still active; None below a region
    parts: how many, where the organisations are in parts (of each part at least the row `all` is returned)
    returns: QUALITY, by ODS code, then `all` (counts added; the greatest age; no state; the memberships, which no
        organisation has). confidence = share of posts resting on a return at most 100 days old, null without posts
    """
    known = rows.declared(organisations, ORGANISATIONS).sort_values("organisation", ignore_index=True)
    part = np.zeros(len(known), dtype=np.int64) if parts is None else known[rows.PART].to_numpy(dtype=np.int64)
    age = pd.to_numeric(known["return_age_days"]).to_numpy(dtype=float, na_value=np.nan)
    counts = known[["posts", *COUNTS]].to_numpy(dtype=np.int64)
    counts = np.column_stack([counts, np.where(age <= FRESH_RETURN_DAYS, counts[:, 0], 0)])
    totals = np.zeros((parts or 1, counts.shape[1]), dtype=np.int64)
    np.add.at(totals, part, counts)
    greatest = np.full(len(totals), np.nan)
    np.fmax.at(greatest, part, age)

    each, nothing = len(known), [None] * len(totals)
    result = pd.DataFrame(np.concatenate([counts, totals]), columns=["posts", *COUNTS, "fresh"])
    result[rows.PART] = np.concatenate([part, np.arange(len(totals))])
    result["organisation"] = _texts([*known["organisation"], *[rows.ALL] * len(totals)])
    result["return_state"] = _texts([*known["return_state"], *nothing])
    result["return_age_days"] = pd.Series(np.concatenate([age, greatest])).astype("Int64")
    result["memberships_past_end"] = pd.Series([None] * each + [memberships_past_end] * len(totals), dtype="Int64")
    result["confidence"] = rows.rate(result["fresh"], result["posts"])
    in_order = result.sort_values(rows.PART, kind="stable", ignore_index=True)
    return rows.declared(in_order if parts is not None else in_order.drop(columns=rows.PART), QUALITY)


def _texts(values: list[str | None]) -> pd.Series:
    return pd.Series(values, dtype=object)
