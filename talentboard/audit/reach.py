"""Which lines of the audit somebody may read."""

from typing import Any

from django.db.models import QuerySet

from talentboard.access import NATION, NotPermitted, Permission, regions_with

from .models import AuditEvent


def audited_regions(user: Any) -> frozenset[str]:
    """The slugs of the regions that somebody audits; `england` means all. Raises NotPermitted when that is none."""
    regions = regions_with(user, Permission.READ_AUDIT)
    if not regions:
        raise NotPermitted(f"Your role does not let you {Permission.READ_AUDIT.value}.")
    return regions


def lines_of(user: Any) -> QuerySet[AuditEvent]:
    """The lines of those regions, with who did it, newest first; all lines for an auditor of the nation."""
    regions = audited_regions(user)
    lines = AuditEvent.objects.select_related("by").order_by("-id")
    return lines if NATION in regions else lines.filter(region__in=regions)
