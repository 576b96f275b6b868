"""Mails about roles: whoever may grant one hears of every one that is granted or ended."""

from typing import Any

from django.db.models import Q

from regions.actions.roles import ENDED, GRANTED
from regions.models import RoleAssignment
from talentboard.access import Role
from talentboard.access.table import GRANTED_BY
from talentboard.clock import today
from talentboard.events import subscribe
from talentboard.notifications import mail


def subscribe_to_roles() -> None:
    subscribe(GRANTED, role_was_granted)
    subscribe(ENDED, role_was_ended)


def role_was_granted(*, held: RoleAssignment, by: Any) -> None:
    """To the person, and to the other leads. What the operator of the command line does is audited, not mailed."""
    if getattr(by, "is_operator", False):
        return
    mail([held.user.email], "people/mail/role_given.txt", held=held, by=by)
    mail(other_leads(held, by=by), "people/mail/role_granted.txt", held=held, by=by)


def role_was_ended(*, held: RoleAssignment, by: Any) -> None:
    """To the other leads, and to the person where the account is still open."""
    if getattr(by, "is_operator", False):
        return
    if held.user.is_active:
        mail([held.user.email], "people/mail/role_taken.txt", held=held, by=by)
    mail(other_leads(held, by=by), "people/mail/role_ended.txt", held=held, by=by)


def other_leads(held: RoleAssignment, *, by: Any) -> list[str]:
    """Addresses of everybody else who may grant this role where it is held, without the person it is about."""
    leads = (
        RoleAssignment.objects.as_of(today())
        .filter(Q(region=held.region_id) | Q(region=None), role__in=GRANTED_BY[Role(held.role)], user__is_active=True)
        .exclude(user__in=[held.user_id, by.pk])
    )
    return sorted(set(leads.values_list("user__email", flat=True)))
