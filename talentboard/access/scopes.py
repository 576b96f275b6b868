"""In which scopes a person holds which roles, and whether that suffices.

The lowest app that knows roles registers `scopes_of`; everything here asks it once for each user object.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from .refusals import NotFound, NotPermitted
from .table import Permission, Role, grants

NATION = "england"


@dataclass(frozen=True, slots=True)
class Scope:
    """A role held somewhere. `region` is a slug, or `england` for the nation.

    organisation: the id of the only one in which it is held; `region` is then where that belongs today.
    """

    role: Role
    region: str
    organisation: uuid.UUID | None = None

    def reaches(self, region: str | None, organisation: uuid.UUID | None = None) -> bool:
        """Whether a region (None: anywhere), or a thing of an organisation in it, lies in this scope.

        The nation reaches every region. What is held in an organisation reaches its things alone, never a region.
        """
        if self.organisation is not None:
            return region is None or self.organisation == organisation
        return region is None or self.region in {NATION, region}

    def lies_in(self, region: str) -> bool:
        """Whether it has anything to do with a region: it reaches it, or an organisation there."""
        return self.region == region or self.reaches(region)


class Located(Protocol):
    """A thing that lies in a region (its slug, or `england`); and, where it has `access_organisation`, in one of its
    organisations."""

    @property
    def access_region(self) -> str: ...


ScopesOf = Callable[[Any], Iterable[Scope]]
_registered: list[ScopesOf] = []


def register_scopes(function: ScopesOf) -> None:
    """Tell access where roles are kept."""
    _registered[:] = [function]


def scopes_of(user: Any) -> tuple[Scope, ...]:
    """The scopes a person holds today; nobody and closed accounts hold none. Read once for each user object."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return ()
    if not hasattr(user, "_scopes"):
        user._scopes = tuple(_registered[0](user)) if _registered else ()
    return user._scopes


def regions_with(user: Any, permission: Permission) -> frozenset[str]:
    """The region slugs (or `england`, meaning all) in the whole of which a person has a permission."""
    scopes = scopes_of(user)
    return frozenset(scope.region for scope in scopes if scope.organisation is None and grants(scope.role, permission))


def organisations_with(user: Any, permission: Permission, *, region: str | None = None) -> frozenset[uuid.UUID]:
    """The ids of the organisations (of a region, or of any) in which alone a person has a permission."""
    return frozenset(
        scope.organisation
        for scope in scopes_of(user)
        if scope.organisation and region in (None, scope.region) and grants(scope.role, permission)
    )


def permitted(
    user: Any, permission: Permission, *, region: str | None = None, organisation: uuid.UUID | None = None
) -> bool:
    """Whether a person has a permission in a region, or in an organisation of it (None: anywhere at all)."""
    return any(scope.reaches(region, organisation) for scope in scopes_of(user) if grants(scope.role, permission))


def in_reach(user: Any, region: str, organisation: uuid.UUID | None = None) -> bool:
    """Whether any role of theirs reaches the region at all; of an organisation's thing, whether one reaches that."""
    if organisation is None:
        return any(scope.lies_in(region) for scope in scopes_of(user))
    return any(scope.reaches(region, organisation) for scope in scopes_of(user))


def require(user: Any, permission: Permission, *, about: Located | str) -> None:
    """May you? Raises NotFound outside a person's reach, NotPermitted inside it without the role.

    about: a thing that lies in a region or in one of its organisations, or the slug of a whole region, or `england`.
    The operator of the command line (`talentboard.accounts.operator`) may do what the commands' documentation names.
    """
    if getattr(user, "is_operator", False):
        return
    region = about if isinstance(about, str) else about.access_region
    organisation = getattr(about, "access_organisation", None)
    if permitted(user, permission, region=region, organisation=organisation):
        return
    if not in_reach(user, region, organisation):
        raise NotFound(f"Nothing in {region} for this person.")
    raise NotPermitted(f"Your role does not let you {permission.value} here.")
