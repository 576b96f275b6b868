"""What the figures rest on, organisation by organisation, from section 8 of the measures."""

from __future__ import annotations

import datetime as dt
from typing import Any

from .days import months_after, on
from .measures import Part, over
from .people import Member
from .posts import Standing
from .rows import Row, World, by

FRESH = 100
STALE = 90


def newest_return(world: World, organisation: Row, day: dt.date) -> tuple[str | None, int | None]:
    """The state of the newest quarter begun by the day, and the age of the newest return signed off, in days."""
    returns = [row for row in world["returns"] if row["organisation_id"] == organisation["id"]]
    begun = [row for row in returns if first_day(row) <= day]
    newest = max(begun, key=first_day, default=None)
    signed = [row["as_of"] for row in returns if row["state"] == "signed-off" and row["as_of"] <= day]
    return newest and newest["state"], (day - max(signed)).days if signed else None


def first_day(row: Row) -> dt.date:
    """Of the quarter: the first is April to June of the financial year's first calendar year."""
    month = (4, 7, 10, 1)[row["quarter"] - 1]
    return dt.date(row["year"] + (row["quarter"] == 4), month, 1)


def is_fresh(age: int | None) -> bool:
    return age is not None and age <= FRESH


def open_over_a_year(post: Standing, occupancies: list[Row], day: dt.date) -> bool:
    """Whether the spell without a holder that counts, up to the day, is longer than twelve months.

    It begins where the last such holder ended; without one, with the first thing recorded: nothing is known before.
    """
    if not post.open:
        return False
    known = [row for row in occupancies if row["since"] <= day]
    ended = [row["until"] for row in known if holds(row)]
    began = max(ended) if ended else min((row["since"] for row in known), default=None)
    return began is not None and months_after(began, 12) < day


def holds(row: Row) -> bool:
    """Whether an occupancy makes a post filled."""
    return row["kind"] in ("substantive", "secondment-in") or (
        row["kind"] != "vacant" and row["returns_on"] is not None
    )


def corrections(world: World, posts: list[Standing], *, full: bool, day: dt.date) -> int:
    """Occupancies and live forecasts of the day that nobody has signed for; confidential ones in the full edition."""
    theirs = {post.post["id"] for post in posts}
    held = [row for row in world["occupancies"] if on(row, day)]
    live = [
        row
        for row in world["forecasts"]
        if on(row, day, since="as_of", until="ended_on") and (full or not row["confidential"])
    ]
    return sum(row["post_id"] in theirs and not row["signed_off"] for row in held + live)


def of_posts(world: World, posts: list[Standing], day: dt.date, *, full: bool) -> dict[str, Any]:
    occupancies = by(world["occupancies"], "post_id")
    established = [post for post in posts if post.established]
    forecasts = [post.forecast for post in posts if post.forecast]
    return {
        "stale_forecasts": sum((day - forecast["as_of"]).days > STALE for forecast in forecasts),
        "overdue_forecasts": sum(post.overdue for post in posts),
        "posts_without_occupancy": sum(post.holding is None for post in established),
        "open_over_a_year": sum(open_over_a_year(post, occupancies.get(post.post["id"], []), day) for post in posts),
        "corrections_not_signed_off": corrections(world, posts, full=full, day=day),
    }


def quality(
    world: World, organisations: list[Row], posts: list[Standing], day: dt.date, *, full: bool, past_end: int | None
) -> list[dict[str, Any]]:
    """One row an organisation, and `all`. past_end: memberships past their end; none below a region."""
    rows, ages, resting, every = [], [], 0, 0
    for organisation in organisations:
        theirs = [post for post in posts if post.organisation["id"] == organisation["id"]]
        count = sum(post.established for post in theirs)
        state, age = newest_return(world, organisation, day)
        fresh = count if is_fresh(age) else 0
        ages, resting, every = [*ages, age], resting + fresh, every + count
        row = {"organisation": organisation["code"], "return_state": state, "return_age_days": age, "posts": count}
        row |= of_posts(world, theirs, day, full=full)
        rows.append(row | {"memberships_past_end": None, "confidence": fresh / count if count else None})
    known = [age for age in ages if age is not None]
    total = {"organisation": "all", "return_state": None, "return_age_days": max(known, default=None), "posts": every}
    total |= of_posts(world, posts, day, full=full)
    return [*rows, total | {"memberships_past_end": past_end, "confidence": resting / every if every else None}]


def past_end(members: list[Member], day: dt.date) -> int:
    """Memberships that are active still, on or after the day they end."""
    return sum(member.membership["ends"] <= day for member in members)


def trust(world: World, part: Part, day: dt.date) -> list[dict[str, Any]]:
    """How many of a row's posts rest on fresh returns, and how many of its readiness decisions are of twelve months."""
    ages = [newest_return(world, post.organisation, day)[1] for post in part.established]
    decided = [member.decision["decided_on"] for member in part.members if member.horizon]
    fresh, recent = sum(map(is_fresh, ages)), sum(months_after(decided_on, 12) >= day for decided_on in decided)
    values = {
        "posts": len(ages),
        "posts_fresh": fresh,
        "posts_confidence": over(fresh, len(ages)),
        "decisions": len(decided),
        "decisions_fresh": recent,
        "supply_confidence": over(recent, len(decided)),
    }
    return [part.key | values]
