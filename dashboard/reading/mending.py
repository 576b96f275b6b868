"""Reading data quality for a page: the stored figures of organisations, who they are, and what mends them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse

from dashboard.models import Snapshot
from dashboard.pages.mending import Body, Link
from dashboard.sentences.names import ALL
from regions.models import Placement, Return, RoleAssignment
from regions.posts.to_mend import LONG_OPEN, NOBODY, OF_FORECASTS
from regions.reach import Reach, reach
from talentboard.access import Permission, Role, permitted
from talentboard.clock import today

NEEDED = (Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE)


@dataclass(frozen=True)
class Read:
    """The organisations, the worst first, and the row of all of them. systems: code and name of each they are in."""

    bodies: list[Body]
    all: Mapping[str, Any]
    systems: list[tuple[str, str]]


def read_quality(snapshot: Snapshot, edition: str) -> Read:
    """The stored figures of a snapshot and whose they are. Two queries."""
    stored = snapshot.figures.filter(edition=edition, measure="quality", slice="all").values_list("payload", flat=True)
    rows = {str(row["organisation"]): row for row in stored.first() or []}
    bodies, systems = [], {}
    for placed in (
        Placement.objects.as_of(snapshot.as_of)
        .select_related("organisation", "system")
        .filter(organisation__code__in=rows)
    ):
        if placed.system:
            systems[placed.system.code] = placed.system.name
        bodies.append(
            Body(
                placed.organisation_id, placed.organisation.code, placed.organisation.name, placed.region_id,
                placed.system.code if placed.system else "", placed.system.name if placed.system else "",
                rows[placed.organisation.code],
            )
        )  # fmt: skip
    ordered = sorted(systems.items(), key=lambda pair: pair[1].casefold())
    return Read(worst_first(bodies), rows.get(ALL, {}), ordered)


def worst_first(bodies: Sequence[Body]) -> list[Body]:
    """Late returns first, those without any before the oldest; then by how much there is to mend."""

    def order(body: Body) -> tuple[float, int, str]:
        return (-(float("inf") if body.age is None else body.age if body.is_late else 0), -body.to_mend, body.name)

    return sorted(bodies, key=order)


def with_links(bodies: Sequence[Body], user: Any, region: str) -> list[Body]:
    """Each with the lists behind its numbers and with what mends it, as far as this reader may go. Two queries."""
    here = reach(user, Permission.READ_POSTS).within(region)
    offered = lists_for(here)
    returns = _returns(user, region, bodies)
    named = _named(bodies) if permitted(user, Permission.GRANT_ROLES, region=region) else {}
    return [
        replace(
            body,
            lists=offered,
            links=tuple(_links(body, user, returns.get(body.pk), named)),
        )
        for body in bodies
    ]


def lists_for(here: Reach) -> frozenset[str]:
    """Which lists somebody may read who reads posts here: those of forecasts only where they read them in full."""
    return frozenset({NOBODY, LONG_OPEN, *(OF_FORECASTS if here.permits(Permission.READ_FORECASTS) else ())})


def _links(body: Body, user: Any, found: Return | None, named: Mapping[UUID, set[str]]) -> Iterator[Link]:
    """The return, the upload, a role to grant: each where it would mend something and the reader may go there."""
    if found is not None:
        yield Link(f"Return for {found.period}", reverse("regions:return", args=[body.region, found.pk]))
    if body.is_late and permitted(user, Permission.CHANGE_POSTS, region=body.region):
        yield Link("Upload its posts", reverse("uploads:upload", args=[body.region]))
    may_grant = body.pk in named and permitted(user, Permission.GRANT_ROLES, region=body.region)
    for role in NEEDED:
        if may_grant and role not in named[body.pk]:
            address = f"{reverse('people:grant')}?role={role}&place={body.code}"
            yield Link(f"Grant the role of {role.in_words}", address)


def _returns(user: Any, region: str, bodies: Sequence[Body]) -> dict[UUID, Return]:
    """The newest return of each organisation with something to say in it, where the reader reads returns."""
    if not permitted(user, Permission.READ_RETURN, region=region):
        return {}
    late = [body.pk for body in bodies if body.has_something]
    found = reach(user, Permission.READ_RETURN).within(region).returns().filter(organisation__in=late)
    newest = found.order_by("organisation_id", "-year", "-quarter").distinct("organisation_id")
    return {one.organisation_id: one for one in newest}


def _named(bodies: Sequence[Body]) -> dict[UUID, set[str]]:
    """The roles held today in each organisation whose return is late."""
    late = {body.pk: set() for body in bodies if body.is_late}
    held = RoleAssignment.objects.as_of(today()).filter(organisation__in=late, role__in=NEEDED)
    for organisation, role in held.values_list("organisation", "role"):
        late[organisation].add(role)
    return late
