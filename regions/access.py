"""Where roles are kept: the scopes that access asks for, and who grants which."""

from collections.abc import Iterator
from typing import Any

from talentboard import access
from talentboard.access import NATION, NotPermitted, Permission, Role, Scope
from talentboard.access.table import GRANTED_BY
from talentboard.clock import today
from talentboard.nhs.words import join_words

from .models import RoleAssignment


def scopes_of(user: Any) -> Iterator[Scope]:
    """The scopes a person holds today. One query."""
    held = RoleAssignment.objects.filter(user=user).as_of(today()).order_by("since", "id")
    for role, region in held.values_list("role", "region_id"):
        yield Scope(role=Role(role), region=region or NATION)


def may_grant(user: Any, role: Role, region: str) -> bool:
    """Whether the table lets this person grant and end a role in a region, or `england` for the nation."""
    if getattr(user, "is_operator", False):
        return True
    return any(scope.role in GRANTED_BY[role] and scope.reaches(region) for scope in access.scopes_of(user))


def require_to_grant(user: Any, role: Role, region: str) -> None:
    """Raises NotFound outside their reach, NotPermitted where the role is not theirs to grant."""
    access.require(user, Permission.GRANT_ROLES, about=region)
    if not may_grant(user, role, region):
        granters = join_words((granter.label.lower() for granter in sorted(GRANTED_BY[role])), last="or")
        raise NotPermitted(f"The role of {role.label.lower()} is granted and ended by the {granters}.")
