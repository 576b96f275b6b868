"""When a role may be granted and ended."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from regions.models import Organisation, Region, RoleAssignment
from talentboard.access import NotAllowed, Role
from talentboard.access.table import HELD_IN_NATION, HELD_IN_ORGANISATIONS, HELD_IN_REGIONS
from talentboard.accounts.models import User
from talentboard.clock import today
from talentboard.nhs.words import long_day

Place = Region | Organisation | None  # the nation without one


def can_be_held_in(role: Role, place: Place) -> None:
    """Each role is held in a region, in the nation, in either, or in an organisation."""
    if role in HELD_IN_ORGANISATIONS:
        if not isinstance(place, Organisation):
            raise NotAllowed(f"{role.label} is a role in an organisation. Choose the organisation.")
    elif isinstance(place, Region):
        if role not in HELD_IN_REGIONS:
            raise NotAllowed(f"{role.label} is a role for the whole of England. Choose England.")
    elif role not in HELD_IN_NATION:
        raise NotAllowed(f"{role.label} is a role in a region. Choose the region.")
    elif place is not None:
        raise NotAllowed(f"{role.label} is not a role in an organisation. Choose a region, or England.")


def can_grant(person: User, role: Role, place: Place, *, by: Any, since: dt.date, until: dt.date | None) -> None:
    """To somebody else with an open account, from today on, once at a time."""
    can_be_held_in(role, place)
    if person.pk == by.pk:
        raise NotAllowed("Nobody grants a role to themselves. Ask another lead or the national team.")
    if not person.is_active:
        raise NotAllowed(f"The account of {person.name} is closed. A system administrator can open it again.")
    if until is not None and until <= since:
        raise NotAllowed("The last day must be the first day or later.")
    if since < today() and not getattr(by, "is_operator", False):
        raise NotAllowed("A role starts today or later.")
    for held in held_in(place, person.role_assignments.filter(role=role)):
        if (until is None or held.since < until) and (held.until is None or since < held.until):
            end = f" until {long_day(held.last_day)}" if held.until else ""
            raise NotAllowed(f"{person.name} already holds this role{end}.")


def held_in(place: Place, roles: QuerySet[RoleAssignment]) -> QuerySet[RoleAssignment]:
    """Those held in just that place."""
    if isinstance(place, Organisation):
        return roles.filter(organisation=place)
    return roles.filter(region=place, organisation=None)


def can_end(held: RoleAssignment, *, by: Any) -> None:
    """Not over yet, and never one's own: so no region loses its only lead by a slip."""
    if held.user_id == by.pk:
        raise NotAllowed("Nobody ends their own role. Ask another lead or the national team.")
    if held.until is not None and held.until <= today():
        raise NotAllowed(f"This role ended on {long_day(held.until)}.")
