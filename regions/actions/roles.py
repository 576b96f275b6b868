"""What is done with roles: grant, end; and close an account with all its roles."""

import datetime as dt
from typing import Any

from django.db import transaction

from regions import policies
from regions.access import require_to_end, require_to_grant
from regions.models import Organisation, Region, RoleAssignment
from talentboard.access import Role
from talentboard.accounts import actions as accounts
from talentboard.accounts.models import User
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.events import publish

GRANTED = "role granted"
ENDED = "role ended"


@transaction.atomic
def grant_role(
    person: User,
    role: Role | str,
    *,
    place: policies.Place,
    by: Any,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> RoleAssignment:
    """Give somebody a role in a region or an organisation, or in the nation without one. The other leads get a mail.

    since: the first day, today when left out. until: the first day without it; none: until it is ended.
    """
    role, since = Role(role), since or today()
    require_to_grant(by, role, place)
    person = User.objects.select_for_update().get(pk=person.pk)
    policies.can_grant(person, role, place, by=by, since=since, until=until)

    held = RoleAssignment.objects.create(
        user=person,
        role=role,
        region=place if isinstance(place, Region) else None,
        organisation=place if isinstance(place, Organisation) else None,
        since=since,
        until=until,
        granted_by=_account(by),
    )
    record(Event.ROLE_GRANTED, about=held, by=by)
    publish(GRANTED, held=held, by=by)
    return held


@transaction.atomic
def end_role(held: RoleAssignment, *, by: Any) -> RoleAssignment:
    """Take a role away from today on; one that has not begun never begins. The other leads get a mail."""
    held = RoleAssignment.objects.select_for_update().get(pk=held.pk)
    require_to_end(by, held)
    policies.can_end(held, by=by)

    _end(held, by=by)
    publish(ENDED, held=held, by=by)
    return held


@transaction.atomic
def close_account(person: User, *, by: Any) -> User:
    """Close an account; its roles end with it, so that opening it again gives nobody a role."""
    closed = accounts.close(person, by=by)

    for held in closed.role_assignments.select_for_update().exclude(until__lte=today()):
        _end(held, by=by)
        publish(ENDED, held=held, by=by)
    return closed


def _end(held: RoleAssignment, *, by: Any) -> None:
    held.until = max(held.since, today())
    held.ended_by = _account(by)
    held.save(update_fields=["until", "ended_by"])
    record(Event.ROLE_ENDED, about=held, by=by)


def _account(by: Any) -> User | None:
    return by if getattr(by, "pk", None) else None
