"""What became of each post between two days, post by post."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from .chances import distribution, lowest_reaching
from .measures import within
from .posts import Standing, posts_on
from .quality import holds
from .rows import Row, World, by

NAMES = (
    "open_before", "opened", "opened_forecast", "filled", "filled_forecast", "came", "went", "newly_forecast",
    "forecast_ended",
)  # fmt: skip


@dataclass
class Two:
    """A post on both days, in whatever region; `then`, `now`: None where it was no post of any. With it those that it
    continues."""

    then: Standing | None
    now: Standing | None
    theirs: list[Any]


def changes(world: World, region: str, day: dt.date, since: dt.date, *, full: bool, critical: bool) -> list[dict]:
    """The rows of the measure: of all posts, or of the critical ones."""
    pairs = [
        two for two in both_days(world, day, since, full=full) if is_here(two.then, region) or is_here(two.now, region)
    ]
    named = [(called(two, region), flags(world, two, region, since, full=full), due(two, region, day)) for two in pairs]
    if critical:
        named = [one for one in named if one[0]["critical"]]
    cells = {(post["role_family"], post["level"]) for post, _, _ in named}
    rows = cells | {(family, "all") for family, _ in cells} | {("all", level) for _, level in cells} | {("all", "all")}
    return [row_of(row, named) for row in sorted(rows)]


def row_of(row: tuple[str, str], named: list[tuple[Row, dict[str, bool], float | None]]) -> dict[str, Any]:
    theirs = [one for one in named if within((one[0]["role_family"], one[0]["level"]), row)]
    chances = [chance for _, _, chance in theirs if chance is not None]
    spread = distribution(chances)
    return {
        "role_family": row[0],
        "level": row[1],
        **{name: sum(flag[name] for _, flag, _ in theirs) for name in NAMES},
        "due": len(chances),
        "due_expected": float(sum(chances)),
        "due_low": lowest_reaching(spread, 0.1),
        "due_high": lowest_reaching(spread, 0.9),
    }


def both_days(world: World, day: dt.date, since: dt.date, *, full: bool) -> list[Two]:
    """Every post there is or was, the ones that it continues with it."""
    then = {standing.post["id"]: standing for standing in posts_on(world, "england", since, full=full)}
    now = {standing.post["id"]: standing for standing in posts_on(world, "england", day, full=full)}
    first = {row["id"]: row["continues_id"] for row in world["posts"]}

    def origin(post: Any) -> Any:
        return origin(first[post]) if first[post] else post

    lines: dict[Any, list[Any]] = {}
    for post in first:
        lines.setdefault(origin(post), []).append(post)
    return [Two(standing_of(line, then), standing_of(line, now), line) for line in lines.values()]


def standing_of(line: list[Any], standings: dict[Any, Standing]) -> Standing | None:
    """The one that is established on the day; else the one that will be first."""
    there = [standings[post] for post in line if post in standings]
    order = sorted(there, key=lambda one: (not one.established, one.post["established_from"]))
    return order[0] if order else None


def is_here(standing: Standing | None, region: str) -> bool:
    return standing is not None and region in ("england", standing.region)


def called(two: Two, region: str) -> Row:
    """The post as it is now, or as it was where it is no post of here any more."""
    standing = two.now if is_here(two.now, region) else two.then
    assert standing is not None
    return standing.post


def flags(world: World, two: Two, region: str, since: dt.date, *, full: bool) -> dict[str, bool]:
    then, now = two.then, two.now
    here_then, here_now = is_here(then, region), is_here(now, region)
    open_then, open_now = bool(then and then.open), bool(now and now.open)
    filled_now = bool(now and now.filled)
    told_then, told_now = bool(then and then.forecast), bool(now and now.forecast)
    opened, filled = here_now and open_now and not open_then, here_then and open_then and filled_now
    return {
        "open_before": here_then and open_then,
        "opened": opened,
        "opened_forecast": opened and told_then,
        "filled": filled,
        "filled_forecast": filled and foreseen(world, two, since, full=full),
        "came": here_now and open_now and open_then and not here_then,
        "went": here_then and open_then and not filled_now and not (here_now and open_now),
        "newly_forecast": here_now and told_now and not told_then,
        "forecast_ended": here_then and told_then and not open_now and not told_now,
    }


def due(two: Two, region: str, day: dt.date) -> float | None:
    """The probability of a forecast of the earlier day that was for a day up to now."""
    then = two.then
    if then is None or not is_here(then, region) or then.forecast is None or then.forecast["expected_on"] > day:
        return None
    return float(then.forecast["probability"])


def foreseen(world: World, two: Two, since: dt.date, *, full: bool) -> bool:
    """Whether a forecast was in force on the last day on which somebody who counts held it."""
    spells = [row for post in two.theirs for row in by(world["occupancies"], "post_id").get(post, [])]
    known = [row for row in spells if row["since"] <= since]
    left = [row["until"] for row in known if holds(row) and row["until"] is not None]
    opened = max(left) if left else min((row["since"] for row in known), default=None)
    told = [row for post in two.theirs for row in by(world["forecasts"], "post_id").get(post, [])]
    return opened is not None and any(
        row["as_of"] < opened and (row["ended_on"] is None or row["ended_on"] >= opened)
        for row in told
        if full or not row["confidential"]
    )
