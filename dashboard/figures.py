"""From facts to figures: every measure of every slice, in both editions. Pure: frames in, JSON rows out.

What is counted by role family and level alone is worked out for all slices and both editions at once, each a *part* of
one frame. Whom a post could be filled by is worked out graph by graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from .frames import Edition, Facts, established, slices
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
COUNTED = ["place", "critical", *rows.CELL, "posts", "vacant", "covered", "covered_absence", "posts_fresh"]
Told = Callable[[str], None]


class Made(NamedTuple):
    """One figure: its edition, measure and slice, and its rows."""

    edition: str
    measure: str
    slice: str
    payload: list[dict[str, Any]]


def figures(facts: Facts, *, tell: Told = lambda doing: None) -> Iterator[Made]:
    """All figures of a snapshot: the region whole, its critical posts, and its systems and organisations."""
    seen = {"open": facts.open, "full": facts.full}
    tell("posts, demand and supply")
    counted = slices.in_whole(dict.fromkeys(seen, established(facts.posts)[COUNTED]))
    forecasts = slices.in_whole({edition: each.forecasts for edition, each in seen.items()})
    member_cells = slices.in_each_of_whole(facts.member_cells)
    grid = rows.grid(counted, forecasts, member_cells, parts=len(slices.WHOLE))
    for measure, frame in of_whole(facts, counted, forecasts, grid):
        for part, payload in zip(slices.WHOLE, rows.plain_parts(frame, len(slices.WHOLE)), strict=True):
            yield Made(part.edition, measure, part.slice, payload)
    for number, (edition, slice) in enumerate(slices.WHOLE):
        tell(f"who could fill {slice} posts, {edition} edition")
        for measure, frame in of_people(facts, seen[edition], slice, grid.of_part(number)):
            yield Made(edition, measure, slice, rows.plain(frame))
    for edition, each in seen.items():
        past_end = facts.memberships_past_end
        known = quality(each.organisations, memberships_past_end=past_end)
        yield Made(edition, "quality", slices.ALL, rows.plain(known))
    if facts.region != NATION:
        tell("systems and organisations")
        yield from of_places(facts)


def of_whole(
    facts: Facts, counted: pd.DataFrame, forecasts: pd.DataFrame, grid: rows.Grid
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Posts, demand, supply, gap and trust, of all posts and of the critical ones, in both editions."""
    supplied = supply(slices.in_each_of_whole(facts.supply), grid=grid)
    standing = posts(counted, grid=grid, supply=supplied)
    wanted = demand(counted, forecasts, grid=grid)
    yield "posts", standing
    yield "demand", wanted
    yield "supply", supplied
    yield "gap", gap(wanted, supplied, standing, grid=grid)
    yield "trust", trust(counted, slices.in_each_of_whole(facts.decisions), grid=grid)


def of_people(facts: Facts, seen: Edition, slice: str, grid: rows.Grid) -> Iterator[tuple[str, pd.DataFrame]]:
    """Netted cover of all posts or of the critical ones; and once, beside all of them, the choice ladder."""
    openings = seen.openings if slice == slices.ALL else slices.critical_ones(seen.openings)
    yield "cover", cover(openings[OPENINGS], facts.known_people, holders(facts, openings), grid=grid)
    if slice == slices.ALL:
        critical = seen.critical
        yield "choice", choice(critical[CRITICAL], facts.known_people, holders(facts, critical), grid=grid)


def holders(facts: Facts, openings: pd.DataFrame) -> pd.DataFrame:
    """HOLDERS: members who hold one of these posts firmly."""
    held = openings[openings["held"].notna()]
    return facts.people[facts.people["held"].notna()].merge(held, on="held")[HOLDERS]


def of_places(facts: Facts) -> Iterator[Made]:
    """Posts, demand and quality of every system and organisation; supply, gap and cover would point at people."""
    places = slices.Places(facts)
    parts = len(places.parts)
    counted = places.laid_out(dict.fromkeys(slices.EDITIONS, established(facts.posts)[COUNTED]))
    forecasts = places.laid_out({"open": facts.open.forecasts, "full": facts.full.forecasts})
    known = places.laid_out({"open": facts.open.organisations, "full": facts.full.organisations})
    grid = rows.grid(counted, forecasts, parts=parts)
    frames = {
        "posts": posts(counted, grid=grid, supply=None),
        "demand": demand(counted, forecasts, grid=grid),
        "trust": trust(counted, None, grid=grid),
        "quality": quality(known, memberships_past_end=None, parts=parts),
    }
    payloads = {measure: rows.plain_parts(frame, parts) for measure, frame in frames.items()}
    for slice in places.slices:
        for edition in slices.EDITIONS:
            number = places.number_of(slices.Part(edition, slice))
            yield from (Made(edition, measure, slice, rows_of[number]) for measure, rows_of in payloads.items())
