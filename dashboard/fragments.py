"""Parts of pages drawn once from a snapshot and kept with it: a cache, rebuilt at will.

Drawn in the worker, where charts can be drawn; a page that finds no fragment is put together without pictures.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db import connection
from django.template.loader import render_to_string

from dashboard.focus import Focus
from dashboard.forms import FocusForm, focus_asked
from dashboard.jobs import name_of
from dashboard.models import Figure, Fragment, Snapshot
from dashboard.pages.page import Page
from dashboard.places import Place
from dashboard.reading import page_of
from talentboard.access import NATION

if TYPE_CHECKING:
    from dashboard.charts.picture import Pictures
    from dashboard.sentences.headlines import Figures

SOURCES = (
    "dashboard/charts", "dashboard/sentences", "dashboard/pages", "dashboard/cells.py", "dashboard/focus.py",
    "dashboard/forms.py", "dashboard/fragments.py", "dashboard/places.py", "dashboard/reading.py", "talentboard/nhs",
    "templates/dashboard/region", "templates/components",
)  # fmt: skip
NATION_NAME = "England"
# The most opened page of the product, in one statement; written out, because building it cost more than running it.
NEWEST_KEPT = """
SELECT fragment.html, (SELECT region.name FROM regions_region region WHERE region.slug = %s),
       newest.id, newest.as_of, newest.made_at
  FROM dashboard_fragment fragment JOIN dashboard_snapshot newest ON newest.id = fragment.snapshot_id
 WHERE fragment.edition = %s AND fragment.name = %s AND fragment.template_version = %s
   AND fragment.snapshot_id = (SELECT snapshot.id FROM dashboard_snapshot snapshot
                                WHERE snapshot.region = %s AND snapshot.state = 'complete'
                                ORDER BY snapshot.as_of DESC, snapshot.made_at DESC LIMIT 1)
"""
DRAWN_AT_ONCE = (Focus(), Focus(critical=True))


class Kept(NamedTuple):
    """The drawn body of a region's newest figures, the region's name, and which figures they are."""

    html: str
    place: str
    pk: UUID
    as_of: dt.date
    made_at: dt.datetime


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


def draw(snapshot: Snapshot, *, focuses: Iterable[Focus] = DRAWN_AT_ONCE, at: Place | None = None) -> None:
    """Draw what the pages of a snapshot (or of one of its places) show, in both editions, and keep it."""
    place = name_of(snapshot.region)
    made = []
    for edition in Figure.Edition.values:
        for focus in focuses:
            page = page_of(snapshot, edition, focus, place=place, at=at, pictures=pictures_of)
            made.append(_fragment(snapshot, edition, name_of_body(focus, at), body(page)))
    Fragment.objects.bulk_create(
        made,
        update_conflicts=True,
        update_fields=["html"],
        unique_fields=["snapshot", "edition", "name", "template_version"],
    )


def body_kept(snapshot: Snapshot, edition: str, focus: Focus, at: Place | None = None) -> str | None:
    """The drawn body of a region's or place's page, or None where this version has not drawn it. One query."""
    kept = Fragment.objects.filter(
        snapshot=snapshot, edition=edition, name=name_of_body(focus, at), template_version=template_version()
    )
    return kept.values_list("html", flat=True).first()


def newest_kept(region: str, edition: str, focus: Focus) -> Kept | None:
    """The drawn body of a region's newest figures: the quick way in. One query.

    None where there are no figures, or where those have not been drawn by this version.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_KEPT, [region, edition, name_of_body(focus), template_version(), region])
        found = cursor.fetchone()
    if found is None:
        return None
    html, place, *which = found
    return Kept(html, NATION_NAME if region == NATION else place, *which)


def body(page: Page, *, form: FocusForm | None = None) -> str:
    """The body of a page of figures, from the title to the last table. form: a filter that cannot be understood."""
    asked = form or FocusForm(focus_asked(page.focus))
    return render_to_string("dashboard/region/body.html", {"page": page, "form": asked})


def name_of_body(focus: Focus, at: Place | None = None) -> str:
    """The name under which a body is kept."""
    return f"{at.slice if at else 'region'} {focus.role_family} {focus.level} {'critical' if focus.critical else 'all'}"


def pictures_of(figures: Figures, focus: Focus, at: Place | None = None) -> dict[str, Pictures]:
    """The charts of a page by the key of their section. What has nothing to show is said in words instead."""
    if at:
        return _pictures_of_place(figures, focus)
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


def _pictures_of_place(figures: Figures, focus: Focus) -> dict[str, Pictures]:
    from dashboard import charts
    from dashboard.sentences import headlines, places

    made = {}
    if headlines.number(focus.total(figures["posts"]), "posts"):
        finding = places.posts_finding(figures, focus)
        made["posts"] = charts.posts_chart(figures["posts"], focus, finding=finding)
    if headlines.has_forecasts(figures, focus):
        finding = places.demand_finding_of_place(figures, focus)
        made["demand"] = charts.demand_chart(figures["demand"], None, focus, finding=finding)
    return made


def _fragment(snapshot: Snapshot, edition: str, name: str, html: str) -> Fragment:
    return Fragment(
        snapshot=snapshot,
        edition=edition,
        name=name,
        template_version=template_version(),
        html=html,
    )
