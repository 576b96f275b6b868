"""Which packs somebody may see. A chief executive and a chair read those of the region of their organisation."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet

from talentboard.access import NotFound, Permission, require, scopes_of
from talentboard.access.table import grants

from .models import BoardPack, PackState


def lets(user: Any, permission: Permission, region: str) -> bool:
    """Whether a role held in a region, in an organisation of it, or in the nation lets somebody."""
    return any(scope.lies_in(region) and grants(scope.role, permission) for scope in scopes_of(user))


def packs_seen_by(user: Any, region: str) -> QuerySet[BoardPack]:
    """The packs of a region that somebody may see: every revision, or the published ones alone.

    Raises NotFound outside a person's reach, NotPermitted inside it.
    """
    packs = BoardPack.objects.filter(region=region).select_related("snapshot")
    if lets(user, Permission.READ_PACKS, region):
        return packs
    if not lets(user, Permission.READ_PUBLISHED_PACKS, region):
        require(user, Permission.READ_PUBLISHED_PACKS, about=region)
    return packs.filter(state=PackState.PUBLISHED)


def pack_seen_by(user: Any, region: str, pack_id: uuid.UUID) -> BoardPack:
    """One of them. Raises NotFound for any other."""
    found = packs_seen_by(user, region).select_related("since").filter(pk=pack_id).first()
    if found is None:
        raise NotFound(f"There is no such pack of {region}.")
    return found


def regions_read(user: Any) -> frozenset[str]:
    """The regions whose packs somebody may read; `england` means all."""
    wanted = (Permission.READ_PUBLISHED_PACKS, Permission.READ_PACKS)
    return frozenset(
        scope.region for scope in scopes_of(user) if any(grants(scope.role, permission) for permission in wanted)
    )


def role_of(user: Any, region: str) -> str:
    """In whose name somebody comments: "Regional lead". Never a person's name."""
    roles = (s.role for s in scopes_of(user) if s.lies_in(region) and grants(s.role, Permission.KEEP_PACKS))
    role = next(iter(sorted(roles)), None)
    return role.label if role else "Regional team"
