"""The records of an act, locked, for somebody who may merge what a region keeps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pools.actions.import_members.saving import lock
from pools.models import Candidate
from pools.reach import candidates
from regions.models import Region
from regions.reach import reach
from talentboard.access import NotFound, Permission, require
from talentboard.retention.models import LegalHold


def taken(*ids: UUID, region: Region, by: Any) -> list[Candidate]:
    """These records as they are now, locked until the transaction ends; nobody loads members meanwhile.

    Raises NotFound for one that is not of the region, NotPermitted for whoever may not change its members.
    """
    require(by, Permission.CHANGE_MEMBERS, about=region)
    lock()
    here = reach(by, Permission.CHANGE_MEMBERS).within(region.slug)
    locked = Candidate.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",))
    found = {person.pk: person for person in locked.select_related("kept_by", "employer", "current_post__organisation")}
    of_here = set(candidates(here).filter(pk__in=ids).values_list("pk", flat=True))
    if missing := [pk for pk in ids if pk not in of_here]:
        raise NotFound(f"{missing} is not of {region.slug}.")
    return [found[pk] for pk in ids]


def is_held(person: Candidate) -> bool:
    """Whether a legal hold is on a record."""
    return LegalHold.objects.open().filter(about_kind="candidate", about_id=str(person.pk)).exists()


def author(by: Any) -> Any:
    return by if getattr(by, "pk", None) else None
