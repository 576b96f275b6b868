"""Who holds an office in an organisation: its HR directors, chief executives and chairs with an open account."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from regions.models import RoleAssignment
from talentboard.access import Role

Holders = dict[UUID, list[RoleAssignment]]


def holders(organisations: Iterable[UUID], roles: Collection[Role], day: dt.date) -> Holders:
    """The roles held on a day by people with an open account, with these, by the organisation's id. One query.

    Somebody who holds two of the roles in one organisation is named once, with the first of them.
    """
    order = [role.value for role in roles]
    held = (
        RoleAssignment.objects.as_of(day)
        .filter(organisation__in=organisations, role__in=order, user__is_active=True)
        .select_related("user")
    )
    found: Holders = defaultdict(list)
    for one in sorted(held, key=lambda one: (order.index(one.role), one.user.sort_key)):
        if all(one.user_id != other.user_id for other in found[one.organisation_id]):
            found[one.organisation_id].append(one)
    return found
