"""What stands beside the marks of a chart, and again in its description."""

from collections.abc import Mapping
from typing import Any

from talentboard.nhs.words import between, count, percent, plural, whole


def gap_said(gap: int) -> str:
    """A gap over a panel: "short by 16", "3 to spare", "in balance"."""
    if gap > 0:
        return f"short by {count(gap)}"
    return f"{count(-gap)} to spare" if gap < 0 else "in balance"


def demand_said(horizon: str, row: Mapping[str, Any]) -> str:
    """Beside a bar of demand: "38 open, certain", "23 expected (20 to 26) of 33 forecast"."""
    posts = int(row["demand_count"])
    if horizon == "now":
        return f"{count(posts)} open, certain" if posts else "None open"
    if not posts:
        return "None forecast"
    likely = between(int(row["low"]), int(row["high"]))
    return f"{count(whole(row['demand_expected']))} expected ({likely}) of {count(posts)} forecast"


def ready_said(people: int) -> str:
    """Beside a bar of supply: "22 people ready"."""
    return f"{plural(people, 'person', 'people')} ready" if people else "Nobody ready"


def cover_said(filled: int, openings: int) -> str:
    """Beside a bar of cover: "17 of 38 filled (45%)"."""
    return f"{count(filled)} of {count(openings)} filled ({percent(filled, openings)})" if openings else "No posts open"


def rung_said(posts: int, total: int) -> str:
    """Beside a rung of the choice ladder: "14 posts, 18%"."""
    return f"{plural(posts, 'post')}, {percent(posts, total)}"
