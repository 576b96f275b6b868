"""In which scopes a person holds which roles, and whether that suffices.

The lowest app that knows roles registers `scopes_of`; everything here asks it once for each user object.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from .refusals import NotFound, NotPermitted
from .table import Permission, Role, grants

NATION = "england"


@dataclass(frozen=True, slots=True)
class Scope:
    """A role held somewhere. `region` is a slug, or `england` for the nation."""

    role: Role
    region: str

    def reaches(self, region: str | None) -> bool:
        """Whether a region (None: anywhere) lies in this scope. The nation reaches every region."""
        return region is None or self.region in {NATION, region}


class Located(Protocol):
    """A thing that lies in a region: its slug, or `england`."""

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
    """The region slugs (or `england`, meaning all) in which a person has a permission."""
    return frozenset(scope.region for scope in scopes_of(user) if grants(scope.role, permission))


def permitted(user: Any, permission: Permission, *, region: str | None = None) -> bool:
    """Whether a person has a permission in a region (None: anywhere at all)."""
    return any(scope.reaches(region) for scope in scopes_of(user) if grants(scope.role, permission))


def in_reach(user: Any, region: str) -> bool:
    """Whether any role of theirs reaches the region at all."""
    return any(scope.reaches(region) for scope in scopes_of(user))


def require(user: Any, permission: Permission, *, about: Located | str) -> None:
    """May you? Raises NotFound outside a person's reach, NotPermitted inside it without the role.

    about: a thing that lies in a region, or a region's slug, or `england`. The operator of the command line
    (`talentboard.accounts.operator`) may do what the commands' documentation names.
    """
    if getattr(user, "is_operator", False):
        return
    region = about if isinstance(about, str) else about.access_region
    if permitted(user, permission, region=region):
        return
    if not in_reach(user, region):
        raise NotFound(f"Nothing in {region} for this person.")
    raise NotPermitted(f"Your role does not let you {permission.value} here.")
