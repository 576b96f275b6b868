"""Who is ready when, membership by membership, from section 3 of the measures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from .days import HORIZONS, reaches
from .rows import Row, World, by


@dataclass
class Member:
    """One active membership on the day. `horizon`: of the readiness decided; none when developing or undecided."""

    membership: Row
    pool: Row
    person: Row
    mobile: set[str]
    decision: Row | None
    horizon: str | None

    @property
    def who(self) -> Any:
        return self.person["id"]

    @property
    def cells(self) -> set[tuple[str, str]]:
        return {(family, self.pool["level"]) for family in self.pool["role_families"]}


def members_on(world: World, region: str, day: dt.date) -> list[Member]:
    """The memberships of the region's pools whose newest state by the day is active."""
    pools = {row["id"]: row for row in world["pools"] if region in ("england", row["region_id"])}
    people = {row["id"]: row for row in world["candidates"]}
    bands = {row["code"]: row["months_to"] for row in world["bands"]}
    mobility = by(world["mobilities"], "candidate_id")
    states, decisions = by(world["states"], "of_id"), by(world["decisions"], "membership_id")
    found = []
    for membership in world["memberships"]:
        if membership["pool_id"] not in pools:
            continue
        state = newest(states.get(membership["id"], []), day, when="effective_on")
        if state is None or state["to_state"] != "active":
            continue
        decision = newest(decisions.get(membership["id"], []), day, when="decided_on")
        member = Member(
            membership=membership,
            pool=pools[membership["pool_id"]],
            person=people[membership["candidate_id"]],
            mobile={row["region_id"] for row in mobility.get(membership["candidate_id"], [])},
            decision=decision,
            horizon=horizon_of_band(bands[decision["band_id"]]) if decision else None,
        )
        found.append(member)
    return found


def newest(rows: list[Row], day: dt.date, *, when: str) -> Row | None:
    """The newest row effective by the day; of two of one day the one recorded later."""
    return max((row for row in rows if row[when] <= day), key=lambda row: (row[when], row["id"]), default=None)


def horizon_of_band(months_to: int | None) -> str | None:
    """By the upper bound in months: 0, up to 12, up to 36, up to 60; above, or without a bound, none."""
    if months_to is None:
        return None
    for bound, horizon in zip((0, 12, 36, 60), HORIZONS, strict=True):
        if months_to <= bound:
            return horizon
    return None


def ready_by(members: list[Member], horizon: str) -> set[Any]:
    """The distinct people with a membership ready by a horizon."""
    return {member.who for member in members if reaches(member.horizon, horizon)}


def ready_in(members: list[Member], horizon: str) -> set[Any]:
    """The distinct people whose earliest readiness is in a horizon."""
    earlier = HORIZONS[: HORIZONS.index(horizon)]
    return ready_by(members, horizon) - {who for before in earlier for who in ready_by(members, before)}
