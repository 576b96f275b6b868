"""Where roles are kept: the scopes that access asks for."""

from collections.abc import Iterator
from typing import Any

from talentboard.access import NATION, Role, Scope
from talentboard.clock import today

from .models import RoleAssignment


def scopes_of(user: Any) -> Iterator[Scope]:
    """The scopes a person holds today. One query."""
    held = RoleAssignment.objects.filter(user=user).as_of(today()).order_by("since", "id")
    for role, region in held.values_list("role", "region_id"):
        yield Scope(role=Role(role), region=region or NATION)
