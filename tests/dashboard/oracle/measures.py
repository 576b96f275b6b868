"""Each measure of sections 2 to 4, row by row and person by person, from its words alone.

A row is made for every combination of role family and level that has a post or a member, and for its totals, where a
role family or level is `all`. Rows are dicts, as they are printed.
"""

from __future__ import annotations

from typing import Any

from .chances import distribution, lowest_reaching
from .days import HORIZONS, reaches
from .matching import most_filled, people_for
from .people import Member, ready_by, ready_in
from .posts import Standing

RUNGS = ("none", "one", "choice", "spoilt")


class Part:
    """The posts and members of one row."""

    def __init__(self, cell: tuple[str, str], posts: list[Standing], members: list[Member]) -> None:
        self.key = {"role_family": cell[0], "level": cell[1]}
        self.posts = [post for post in posts if within(post.cell, cell)]
        self.established = [post for post in self.posts if post.established]
        self.open = [post for post in self.posts if post.open]
        self.members = [member for member in members if any(within(one, cell) for one in member.cells)]

    def demand(self, horizon: str) -> list[Standing]:
        return [post for post in self.posts if post.horizon == horizon]


def within(cell: tuple[str, str], row: tuple[str, str]) -> bool:
    """Whether a combination belongs to a row."""
    return row[0] in ("all", cell[0]) and row[1] in ("all", cell[1])


def parts(posts: list[Standing], members: list[Member]) -> list[Part]:
    """Every row there is."""
    cells = {post.cell for post in posts if post.established or post.horizon}
    cells |= {cell for member in members for cell in member.cells}
    families, levels = {family for family, _ in cells}, {level for _, level in cells}
    rows = cells | {(family, "all") for family in families} | {("all", level) for level in levels} | {("all", "all")}
    return [Part(row, posts, members) for row in sorted(rows)]


def over(number: float, base: float) -> float | None:
    """A share, or none without a base."""
    return number / base if base else None


def posts(part: Part, *, people: bool) -> list[dict[str, Any]]:
    """people: whether supply may be computed here (never below a region)."""
    vacant = sum(post.vacant for post in part.open)
    absences = [post for post in part.established if post.filled and post.holding["returns_on"] is not None]
    row = {
        "posts": len(part.established),
        "vacant": vacant,
        "covered": len(part.open) - vacant,
        "open": len(part.open),
        "covered_absence": len(absences),
        "vacancy_rate": over(len(part.open), len(part.established)),
        "strict_vacancy_rate": over(vacant, len(part.established)),
        "spoilt_for_choice_ratio": over(len(ready_by(part.members, "now")), len(part.open)) if people else None,
    }
    return [part.key | row]


def demand(part: Part) -> list[dict[str, Any]]:
    rows = []
    for horizon in HORIZONS:
        chances = [post.chance for post in part.demand(horizon)]
        spread = distribution(chances)
        values = {
            "demand_count": len(chances),
            "demand_expected": sum(chances),
            "low": lowest_reaching(spread, 0.1),
            "high": lowest_reaching(spread, 0.9),
        }
        rows.append(part.key | {"horizon": horizon} | values)
    return rows


def supply(part: Part) -> list[dict[str, Any]]:
    return [part.key | {"horizon": horizon, "supply": len(ready_in(part.members, horizon))} for horizon in HORIZONS]


def gap(part: Part) -> list[dict[str, Any]]:
    rows, cumulative = [], 0
    for needed, ready in zip(demand(part), supply(part), strict=True):
        short = needed["demand_count"] - ready["supply"]
        cumulative += short
        values = {
            "demand_count": needed["demand_count"],
            "demand_expected": needed["demand_expected"],
            "supply": ready["supply"],
            "gap": short,
            "gap_expected": needed["demand_expected"] - ready["supply"],
            "cumulative_gap": cumulative,
            "gap_per_100": over(100 * short, len(part.established)),
        }
        rows.append(part.key | {"horizon": needed["horizon"]} | values)
    return rows


def cover(part: Part) -> list[dict[str, Any]]:
    rows = []
    for horizon in HORIZONS:
        openings = [post for post in part.posts if reaches(post.horizon, horizon)]
        people = [people_for(post, part.members, by=horizon) for post in openings]
        filled = most_filled(people)
        values = {
            "openings": len(openings),
            "gross": sum(bool(anybody) for anybody in people),
            "filled": filled,
            "unfilled": len(openings) - filled,
            "netted_cover": over(filled, len(openings)),
        }
        rows.append(part.key | {"horizon": horizon} | values)
    return rows


def choice(part: Part) -> list[dict[str, Any]]:
    """The ladder of the row's critical posts, each measured at its own horizon, or tomorrow."""
    rungs = [
        RUNGS[min(3, len(people_for(post, part.members, by=post.horizon or "now")))]
        for post in part.established
        if post.post["critical"]
    ]
    return [part.key | {"rung": rung, "critical_posts": rungs.count(rung)} for rung in RUNGS]
