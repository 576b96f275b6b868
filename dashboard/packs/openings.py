"""Who opened a pack: read from the audit, which is the only place that keeps it."""

from __future__ import annotations

from django.db.models import QuerySet

from talentboard.audit import Event
from talentboard.audit.models import AuditEvent

from .models import BoardPack

MOST = 100


def openings_of(pack: BoardPack) -> QuerySet[AuditEvent]:
    """The lines of those who opened it, the newest first, with who they are. One query."""
    lines = AuditEvent.objects.filter(kind=Event.PACK_OPENED, about_kind="boardpack", about_id=str(pack.pk))
    return lines.select_related("by").order_by("-id")
