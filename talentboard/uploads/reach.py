"""Whose uploads somebody may see: their own, for a region in which they may still send files of that kind."""

import uuid
from typing import Any

from talentboard.access import NotFound, require

from .kinds import Kind, every_kind, kinds_for
from .models import Upload, UploadQuerySet


def kinds_open_to(user: Any, region: str) -> list[Kind]:
    """What somebody may upload for a region (its slug). Raises as `require` when that is nothing."""
    kinds = kinds_for(user, region)
    if not kinds:
        require(user, every_kind()[0].permission, about=region)
    return kinds


def uploads_of(user: Any, region: str) -> UploadQuerySet:
    """What somebody has sent for a region. Raises as `require` where they may upload nothing."""
    kinds = [kind.slug for kind in kinds_open_to(user, region)]
    return Upload.objects.of(user, region).filter(kind__in=kinds)


def upload_of(user: Any, region: str, upload_id: uuid.UUID) -> Upload:
    """One of them. Raises NotFound for anybody else's, and as `uploads_of`."""
    found = uploads_of(user, region).filter(pk=upload_id).first()
    if found is None:
        raise NotFound("There is no such upload for this person.")
    return found
