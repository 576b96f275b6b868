"""Every figure that a snapshot of a region should hold, computed the slow way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from . import measures
from .days import on
from .measures import Part, parts
from .people import Member, members_on
from .posts import Standing, posts_on
from .quality import past_end, quality, trust
from .rows import Row, World

Figures = dict[tuple[str, str, str], list[dict[str, Any]]]
Measured = Iterator[tuple[str, list[dict[str, Any]]]]


def expected(world: World, region: str, day: dt.date) -> Figures:
    """The rows of every figure, by edition, measure and slice."""
    found: Figures = {}
    members = members_on(world, region, day)
    organisations = placed(world, region, day)
    for edition, full in (("open", False), ("full", True)):
        posts = posts_on(world, region, day, full=full)
        critical = [post for post in posts if post.post["critical"]]
        for part, chosen in (("all", posts), ("critical", critical)):
            for measure, rows in of_region(world, chosen, members, day):
                found[edition, measure, part] = rows
        del found[edition, "choice", "critical"]
        here = [organisation for organisation, _ in organisations]
        found[edition, "quality", "all"] = quality(world, here, posts, day, full=full, past_end=past_end(members, day))
        if region != "england":
            for place, inside, theirs in places(organisations, posts):
                for measure, rows in of_place(world, inside, theirs, day, full=full):
                    found[edition, measure, place] = rows
    return found


def placed(world: World, region: str, day: dt.date) -> list[tuple[Row, str | None]]:
    """The organisations placed in the region on the day, by code, with the code of their system."""
    codes = {row["id"]: row["code"] for row in world["systems"]}
    homes = {row["organisation_id"]: row for row in world["placements"] if on(row, day)}
    here = [row for row in world["organisations"] if row["id"] in homes]
    inside = [row for row in here if region in ("england", homes[row["id"]]["region_id"])]
    return [(row, codes.get(homes[row["id"]]["system_id"])) for row in sorted(inside, key=lambda row: row["code"])]


def places(
    organisations: list[tuple[Row, str | None]], posts: list[Standing]
) -> Iterator[tuple[str, list[Row], list[Standing]]]:
    """Each system and organisation: its slice, its organisations, and the posts that they lead."""
    for organisation, _ in organisations:
        theirs = [post for post in posts if post.organisation["id"] == organisation["id"]]
        yield f"organisation:{organisation['code']}", [organisation], theirs
    for system in {system for _, system in organisations if system}:
        inside = [organisation for organisation, code in organisations if code == system]
        yield f"system:{system}", inside, [post for post in posts if post.system == system]


def of_region(world: World, posts: list[Standing], members: list[Member], day: dt.date) -> Measured:
    rows = parts(posts, members)
    yield "posts", each(rows, lambda part: measures.posts(part, people=True))
    yield "demand", each(rows, measures.demand)
    yield "supply", each(rows, measures.supply)
    yield "gap", each(rows, measures.gap)
    yield "cover", each(rows, measures.cover)
    yield "choice", each(rows, measures.choice)
    yield "trust", each(rows, lambda part: trust(world, part, day))


def of_place(world: World, organisations: list[Row], posts: list[Standing], day: dt.date, *, full: bool) -> Measured:
    """Posts, demand and quality, and never anything of people."""
    rows = parts(posts, [])
    yield "posts", each(rows, lambda part: measures.posts(part, people=False))
    yield "demand", each(rows, measures.demand)
    yield "trust", each(rows, lambda part: trust(world, part, day))
    yield "quality", quality(world, organisations, posts, day, full=full, past_end=None)


def each(rows: list[Part], measure: Any) -> list[dict[str, Any]]:
    return [row for part in rows for row in measure(part)]
