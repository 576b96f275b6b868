"""What regions hold about a person: the roles they have held, and seats on boards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from talentboard.access import Role
from talentboard.clock import today
from talentboard.nhs.words import capital, join_words, long_day
from talentboard.person_file import Deletion, Part, Rows

from .models import BoardMembership, RoleAssignment

HOLDERS = (
    "Posts name their holders in words, as organisations give them in their returns. Those names belong to no account, "
    "so they are not in this file. Your organisation and the regional talent team can show you what they say of you."
)
FORECASTS = (
    "When your post may fall vacant, as your organisation sees it: a forecast is not shown to the post's holder."
)


def part_of(person: Any, whole: bool) -> Part:
    """Roles and seats, and what is not shown of posts. Two queries."""
    roles = list(
        RoleAssignment.objects.filter(user=person)
        .select_related("region", "organisation", "granted_by")
        .order_by("-since")
    )
    seats = list(BoardMembership.objects.filter(user=person).select_related("region").order_by("-since"))
    kept = [Deletion("Roles you have held", "as long as your account is kept")] if roles else []
    return Part(
        key="roles",
        heading="Your roles",
        rows=[rows for rows in (_roles(roles), _seats(seats)) if rows.rows],
        deletions=kept,
        not_shown=[FORECASTS, HOLDERS],
        is_slight=not (roles or seats),
    )


def _roles(roles: list[RoleAssignment]) -> Rows:
    return Rows(
        key="roles",
        heading="Roles you have held",
        columns=("Role", "From", "Last day", "Given by"),
        rows=[
            (capital(held.described()), long_day(held.since), _last_day(held), _who(held.granted_by)) for held in roles
        ],
        data=[
            {
                "role": held.role, "region": held.region_id,
                "organisation": held.organisation.code if held.organisation else None,
                "since": held.since, "until": held.until, "granted_by": _who(held.granted_by),
                "granted_at": held.granted_at,
            }
            for held in roles
        ],
    )  # fmt: skip


def _seats(seats: list[BoardMembership]) -> Rows:
    return Rows(
        key="seats_on_boards",
        heading="Seats on talent boards",
        columns=("Seat", "Board", "From", "Until"),
        rows=[
            (one.seat, one.region.name, long_day(one.since), long_day(one.until) if one.until else "Still so")
            for one in seats
        ],
        data=[{"seat": one.seat, "region": one.region_id, "since": one.since, "until": one.until} for one in seats],
    )


def titles_on(asked: Iterable[tuple[UUID, dt.date]]) -> Mapping[tuple[UUID, dt.date], str]:
    """In which roles people acted on days: "regional team", "HR director and board member". One query."""
    wanted = set(asked)
    held = RoleAssignment.objects.filter(user__in={person for person, _ in wanted}).order_by("since", "pk")
    roles = [(one.user_id, one.since, one.until, Role(one.role).in_words) for one in held]
    return {
        (person, day): join_words(
            dict.fromkeys(
                words
                for holder, since, until, words in roles
                if holder == person and since <= day and (until is None or until > day)
            )
        )
        for person, day in wanted
    }


def _last_day(held: RoleAssignment) -> str:
    if held.last_day is None:
        return "Still held"
    return long_day(held.last_day) if held.last_day < today() else f"{long_day(held.last_day)}, to come"


def _who(person: Any) -> str:
    return person.name if person else "The operator of the site"
