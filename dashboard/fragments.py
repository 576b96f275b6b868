"""Parts of pages drawn once from a snapshot and kept with it: a cache, rebuilt at will.

Drawn in the worker, where charts can be drawn; a page that finds no fragment is put together without pictures.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from dashboard.focus import Focus
from dashboard.forms import FocusForm, focus_asked
from dashboard.jobs import name_of
from dashboard.models import Figure, Fragment, Snapshot
from dashboard.pages.region import RegionPage
from dashboard.reading import page_of

if TYPE_CHECKING:
    from dashboard.charts.picture import Pictures
    from dashboard.sentences.headlines import Figures

SOURCES = (
    "dashboard/charts", "dashboard/sentences", "dashboard/pages", "dashboard/focus.py", "dashboard/forms.py",
    "dashboard/fragments.py", "dashboard/reading.py", "talentboard/nhs", "templates/dashboard/region",
    "templates/components",
)  # fmt: skip
DRAWN_AT_ONCE = (Focus(), Focus(critical=True))


@functools.cache
def template_version() -> str:
    """A digest of everything that decides how a fragment looks; it changes whenever one could."""
    known = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for name in SOURCES:
        at = root / name
        for path in sorted(at.rglob("*") if at.is_dir() else [at]):
            if path.suffix in {".py", ".html", ".json"}:
                known.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return known.hexdigest()[:16]


def draw(snapshot: Snapshot, *, focuses: Iterable[Focus] = DRAWN_AT_ONCE) -> None:
    """Draw what the pages of a snapshot show, in both editions, and keep it."""
    place = name_of(snapshot.region)
    made = []
    for edition in Figure.Edition.values:
        for focus in focuses:
            page = page_of(snapshot, edition, focus, place=place, pictures=pictures_of)
            made.append(_fragment(snapshot, edition, focus, body(page)))
    Fragment.objects.bulk_create(
        made,
        update_conflicts=True,
        update_fields=["html"],
        unique_fields=["snapshot", "edition", "name", "template_version"],
    )


def body_kept(snapshot: Snapshot, edition: str, focus: Focus) -> str | None:
    """The drawn body of a region's page, or None where it has not been drawn by this version. One query."""
    kept = Fragment.objects.filter(
        snapshot=snapshot, edition=edition, name=name_of_body(focus), template_version=template_version()
    )
    return kept.values_list("html", flat=True).first()


def body(page: RegionPage) -> str:
    """The body of a region's page, from the title to the last table."""
    form = FocusForm(focus_asked(page.focus))
    return render_to_string("dashboard/region/body.html", {"page": page, "form": form})


def name_of_body(focus: Focus) -> str:
    """The name under which a body is kept."""
    return f"region {focus.role_family} {focus.level} {'critical' if focus.critical else 'all'}"


def pictures_of(figures: Figures, focus: Focus) -> dict[str, Pictures]:
    """The charts of a page by the key of their section. What has nothing to show is said in words instead."""
    from dashboard import charts
    from dashboard.sentences import findings, headlines

    made = {}
    if focus.total(figures["gap"]):
        made["gap"] = charts.gap_chart(figures["gap"], focus, finding=findings.gap_finding(figures, focus))
    if sum(headlines.critical_posts(figures, focus).values()):
        made["choice"] = charts.choice_chart(figures["choice"], focus, finding=findings.choice_finding(figures, focus))
    if any(row["openings"] for row in focus.total(figures["cover"])):
        made["cover"] = charts.cover_chart(figures["cover"], focus, finding=findings.cover_finding(figures, focus))
    if headlines.has_forecasts(figures, focus):
        finding = findings.demand_finding(figures, focus)
        made["demand"] = charts.demand_chart(figures["demand"], figures["supply"], focus, finding=finding)
    return made


def _fragment(snapshot: Snapshot, edition: str, focus: Focus, html: str) -> Fragment:
    return Fragment(
        snapshot=snapshot,
        edition=edition,
        name=name_of_body(focus),
        template_version=template_version(),
        html=html,
    )
