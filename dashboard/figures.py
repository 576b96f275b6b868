"""From facts to figures: every measure of every slice, in both editions. Pure: frames in, JSON rows out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from .frames import Edition, Facts
from .metrics import rows
from .metrics.choice import CRITICAL, choice
from .metrics.cover import cover
from .metrics.demand import demand
from .metrics.gap import gap
from .metrics.matching.reach import HOLDERS, OPENINGS
from .metrics.posts import posts
from .metrics.quality import quality
from .metrics.supply import supply
from .metrics.trust import trust

NATION = "england"
Told = Callable[[str], None]


class Made(NamedTuple):
    """One figure: its edition, measure and slice, and its rows."""

    edition: str
    measure: str
    slice: str
    payload: list[dict[str, Any]]


def figures(facts: Facts, *, tell: Told = lambda doing: None) -> Iterator[Made]:
    """All figures of a snapshot: the region whole, its critical posts, and its systems and organisations."""
    for edition, seen in (("open", facts.open), ("full", facts.full)):
        for name, critical_only in (("all", False), ("critical", True)):
            tell(f"{name} posts, {edition} edition")
            for measure, frame in of_people_and_posts(facts, seen, critical_only=critical_only):
                yield Made(edition, measure, name, rows.plain(frame))
        tell(f"quality, {edition} edition")
        past_end = facts.memberships_past_end
        yield Made(edition, "quality", "all", rows.plain(quality(seen.organisations, memberships_past_end=past_end)))
    if facts.region != NATION:
        yield from of_places(facts, tell=tell)


def of_people_and_posts(facts: Facts, seen: Edition, *, critical_only: bool) -> Iterator[tuple[str, pd.DataFrame]]:
    """Posts, demand, supply, gap, cover, trust, and the choice ladder: of all posts or of the critical ones alone."""
    counted, forecasts = facts.posts, seen.forecasts
    openings = seen.openings
    if critical_only:
        counted, forecasts, openings = (critical_ones(frame) for frame in (counted, forecasts, openings))
    grid = rows.grid(counted, forecasts, facts.member_cells)
    supplied = supply(facts.supply, grid=grid)
    standing = posts(counted, grid=grid, supply=supplied)
    wanted = demand(counted, forecasts, grid=grid)
    yield "posts", standing
    yield "demand", wanted
    yield "supply", supplied
    yield "gap", gap(wanted, supplied, standing)
    yield "cover", cover(openings[OPENINGS], facts.known_people, holders(facts, openings), grid=grid)
    yield "trust", trust(counted, facts.decisions, grid=grid)
    if not critical_only:
        ladder = choice(seen.critical[CRITICAL], facts.known_people, holders(facts, seen.critical), grid=grid)
        yield "choice", ladder


def critical_ones(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of critical posts; none of an empty frame, whose columns have no type."""
    return frame[frame["critical"].astype(bool)]


def holders(facts: Facts, openings: pd.DataFrame) -> pd.DataFrame:
    """HOLDERS: members who hold one of these posts firmly."""
    held = openings[openings["held"] != ""]
    return facts.people[facts.people["held"] != ""].merge(held, on="held")[HOLDERS]


def of_places(facts: Facts, *, tell: Told) -> Iterator[Made]:
    """Posts, demand and quality of every system and organisation; supply, gap and cover would point at people.

    Where nothing is kept in confidence both editions say the same, and it is computed once.
    """
    for kind in ("system", "organisation"):
        for code in sorted(set(facts.open.organisations[kind]) - {""}):
            tell(f"{kind} {code}")
            counted = of_place(facts.posts, kind, code)
            told, made = None, []
            for edition, seen in (("open", facts.open), ("full", facts.full)):
                forecasts, known = of_place(seen.forecasts, kind, code), of_place(seen.organisations, kind, code)
                if told is None or not (forecasts.equals(told[0]) and known.equals(told[1])):
                    told, made = (forecasts, known), figures_of_place(counted, forecasts, known)
                yield from (Made(edition, measure, f"{kind}:{code}", payload) for measure, payload in made)


def of_place(frame: pd.DataFrame, kind: str, code: str) -> pd.DataFrame:
    """The rows of one system or organisation, numbered from 0."""
    return frame[frame[kind] == code].reset_index(drop=True)


def figures_of_place(
    counted: pd.DataFrame, forecasts: pd.DataFrame, known: pd.DataFrame
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Measure and rows, of the posts, forecasts and organisations of one place."""
    grid = rows.grid(counted, forecasts)
    frames = (
        ("posts", posts(counted, grid=grid, supply=None)),
        ("demand", demand(counted, forecasts, grid=grid)),
        ("trust", trust(counted, None, grid=grid)),
        ("quality", quality(known, memberships_past_end=None)),
    )
    return [(measure, rows.plain(frame)) for measure, frame in frames]
