"""Which people, roles and regions somebody may see. The region is the way in: what lies outside is not found."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from talentboard.access import NATION, NotFound, NotPermitted, Permission, Role, regions_with
from talentboard.access.table import HELD_IN_NATION, HELD_IN_ORGANISATIONS, HELD_IN_REGIONS
from talentboard.accounts.models import User
from talentboard.clock import today

from .access import may_grant
from .models import Organisation, Placement, Region, RoleAssignment


def accounts_reach(user: Any) -> frozenset[str]:
    """The regions (or `england`) in which somebody sees accounts. NotPermitted where there is none."""
    reach = regions_with(user, Permission.SEE_ACCOUNTS)
    if not reach:
        raise NotPermitted(f"Your role does not let you {Permission.SEE_ACCOUNTS.value}.")
    return reach


def roles_seen_by(user: Any) -> QuerySet[RoleAssignment]:
    """Roles of every time in the regions in reach, in their organisations, and the nation's, which reach every region.

    Each with `home`: the region of its organisation.
    """
    reach = accounts_reach(user)
    placed = Placement.objects.filter(organisation=OuterRef("organisation"), since__lte=today()).order_by("-since")
    roles = (
        RoleAssignment.objects.select_related("region", "organisation", "granted_by", "ended_by")
        .annotate(home=Subquery(placed.values("region")[:1]))
        .order_by("-since", "id")
    )
    if NATION in reach:
        return roles
    return roles.filter(Q(region__in=reach) | Q(home__in=reach) | Q(region=None, organisation=None))


def people_seen_by(user: Any) -> QuerySet[User]:
    """Everybody for whom the nation is in reach; else whoever holds or held a role that is seen."""
    reach = accounts_reach(user)
    people = User.objects.order_by("sort_key", "id")
    if NATION not in reach:
        people = people.filter(Exists(roles_seen_by(user).filter(user=OuterRef("pk"))))
    return people


def with_roles_today(people: QuerySet[User], user: Any) -> QuerySet[User]:
    """Each person with `roles_today`, as far as the reader sees them. One query more, however many people."""
    today_only = roles_seen_by(user).as_of(today()).order_by("role", "region__order", "organisation__sort_key")
    return people.prefetch_related(Prefetch("role_assignments", queryset=today_only, to_attr="roles_today"))


def person_seen_by(user: Any, person_id: uuid.UUID) -> User:
    found = people_seen_by(user).filter(pk=person_id).first()
    if found is None:
        raise NotFound("There is no such person in this reader's reach.")
    return found


def role_seen_by(user: Any, role_id: uuid.UUID) -> RoleAssignment:
    found = roles_seen_by(user).select_related("user").filter(pk=role_id).first()
    if found is None:
        raise NotFound("There is no such role in this reader's reach.")
    return found


def regions_seen_by(user: Any) -> list[Region]:
    """The regions whose pages somebody may open, in the order of the map."""
    reach = regions_with(user, Permission.READ_FIGURES)
    regions = Region.objects.all() if NATION in reach else Region.objects.filter(slug__in=reach)
    return list(regions)


def names_with(role: Role, organisation: Organisation) -> list[str]:
    """Who holds a role in an organisation today, by name."""
    held = RoleAssignment.objects.as_of(today()).filter(role=role, organisation=organisation)
    return list(held.order_by("user__sort_key").values_list("user__name", flat=True))


def grantable_by(user: Any) -> tuple[list[Role], list[Region | None], list[Organisation]]:
    """The roles that somebody grants anywhere, and where they grant one: regions (None: the nation), organisations."""
    places: list[Region | None] = [None, *Region.objects.all()]
    granted = [(role, place) for place in places for role in _roles_of(place) if may_grant(user, role, place)]
    where = [place for place in places if any(place == of for _, of in granted)]
    homes = [place for place in places if place and _grants_in_organisations_of(user, place)]
    organisations = list(
        Organisation.objects.filter(placements__in=Placement.objects.as_of(today()).filter(region__in=homes))
    )
    roles = {role for role, _ in granted} | (HELD_IN_ORGANISATIONS if homes else frozenset())
    return [role for role in Role if role in roles], where, organisations


def _roles_of(place: Region | None) -> frozenset[Role]:
    return HELD_IN_REGIONS if place else HELD_IN_NATION


def _grants_in_organisations_of(user: Any, region: Region) -> bool:
    """Whether somebody grants the roles of organisations in the whole of a region."""
    return all(may_grant(user, role, region) for role in HELD_IN_ORGANISATIONS)
