"""Charts that compare figures of several snapshots, kept with the newest of them: a cache, rebuilt at will.

The name of a chart holds a digest of everything that it is drawn from, so one of other figures is never shown.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from dashboard.drawing.fragments import template_version
from dashboard.models import Fragment, Snapshot

if TYPE_CHECKING:
    from dashboard.charts.picture import Pictures


def name_of_chart(kind: str, *drawn_from: Any) -> str:
    """The name under which a chart is kept: its kind, and a digest of what it is drawn from."""
    return f"{kind} {hashlib.sha256(' '.join(map(str, drawn_from)).encode()).hexdigest()[:24]}"


def chart_kept(snapshot: Snapshot, edition: str, name: str) -> str:
    """The drawn chart as HTML; empty where this version has not drawn it. One query."""
    kept = Fragment.objects.filter(
        snapshot=snapshot, edition=edition, name=name, template_version=template_version()
    ).values_list("html", flat=True)
    return kept.first() or ""


def keep_chart(snapshot: Snapshot, edition: str, name: str, pictures: Pictures) -> None:
    """Keep a drawn chart, in place of the one of that name."""
    html = render_to_string("dashboard/region/pictures.html", {"pictures": pictures})
    Fragment.objects.update_or_create(
        snapshot=snapshot, edition=edition, name=name, template_version=template_version(), defaults={"html": html}
    )
