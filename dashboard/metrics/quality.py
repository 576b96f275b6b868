"""How good is what we were told, organisation by organisation?"""

import pandas as pd

from dashboard.metrics import rows

FRESH_RETURN_DAYS = 100

COUNTS = [
    "stale_forecasts", "overdue_forecasts", "posts_without_occupancy", "open_over_a_year", "corrections_not_signed_off",
]  # fmt: skip
ORGANISATIONS = ["organisation", "return_state", "return_age_days", "posts", *COUNTS]
QUALITY = ["organisation", "return_state", "return_age_days", "posts", *COUNTS, "memberships_past_end", "confidence"]


def quality(organisations: pd.DataFrame, *, memberships_past_end: int | None) -> pd.DataFrame:
    """What is missing, old or odd, for each organisation and for all.

    organisations: ORGANISATIONS, one row each. return_state: of the newest quarter begun on or before the day, or
        null; return_age_days: the day less the as-of day of the newest signed-off return, null when there is none;
        posts: those it leads; the COUNTS
    memberships_past_end: memberships past their end and still active; None below a region
    returns: QUALITY, by ODS code, then `all` (counts added; the greatest age; no state; the memberships, which no
        organisation has). confidence = share of posts resting on a return at most 100 days old, null without posts
    """
    known = rows.declared(organisations, ORGANISATIONS).sort_values("organisation", ignore_index=True)
    whole = {"posts": "int64", "return_age_days": "Int64", **dict.fromkeys(COUNTS, "int64")}
    known = known.astype(whole)
    known["fresh"] = known["posts"].where((known["return_age_days"] <= FRESH_RETURN_DAYS).fillna(False).astype(bool), 0)
    total = (
        known[["posts", "fresh", *COUNTS]]
        .sum()
        .to_frame()
        .T.assign(organisation=rows.ALL, return_state=None, return_age_days=known["return_age_days"].max())
    )
    result = pd.concat([known.astype(object), total.astype(object)], ignore_index=True).astype(
        {**whole, "fresh": "int64"}
    )
    result["memberships_past_end"] = pd.Series([None] * len(known) + [memberships_past_end], dtype="Int64")
    result["confidence"] = rows.rate(result["fresh"], result["posts"])
    return result[QUALITY]
