"""Who may fill which post, and how many at once, person by person, from section 4 of the measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .days import reaches
from .people import Member
from .posts import Standing

HOLDS = ("substantive", "secondment-in")


def may_fill(member: Member, post: Standing, *, by: str) -> bool:
    """Whether this membership makes its person a possible holder of the post by a horizon."""
    return (
        reaches(member.horizon, by)
        and post.cell in member.cells
        and post.region in member.mobile
        and (member.person["accepts_challenged"] or not post.challenged)
        and not holds_already(member, post)
    )


def holds_already(member: Member, post: Standing) -> bool:
    """Whether the person is the post's substantive or seconded holder."""
    theirs = member.person["current_post_id"] == post.post["id"]
    return theirs and post.holding is not None and post.holding["kind"] in HOLDS


def people_for(post: Standing, members: Iterable[Member], *, by: str) -> set[Any]:
    """The distinct people who may fill a post by a horizon."""
    return {member.who for member in members if may_fill(member, post, by=by)}


def most_filled(candidates: list[set[Any]]) -> int:
    """The size of a maximum matching: each post with the people who may fill it, one augmenting path at a time."""
    fills: dict[Any, int] = {}

    def seat(post: int, tried: set[Any]) -> bool:
        for person in candidates[post]:
            if person in tried:
                continue
            tried.add(person)
            if person not in fills or seat(fills[person], tried):
                fills[person] = post
                return True
        return False

    return sum(seat(post, set()) for post in range(len(candidates)))
