"""Parts of pages drawn once from a snapshot and kept with it: a cache, rebuilt at will.

Drawn in the worker, where charts can be drawn; a page that finds no fragment is put together without pictures.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dashboard.forms import FocusForm, focus_asked
from dashboard.jobs import name_of
from dashboard.models import Figure, Fragment, Snapshot
from dashboard.pages.longest import Ready, parted
from dashboard.pages.page import Page
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.reading.stored import page_of
from talentboard.compressing import Piece

if TYPE_CHECKING:
    from dashboard.charts.picture import Pictures
    from dashboard.sentences.headlines import Figures

SOURCES = (
    "dashboard/charts", "dashboard/drawing", "dashboard/forms.py", "dashboard/pages", "dashboard/reading",
    "dashboard/sentences", "dashboard/templatetags", "talentboard/nhs", "templates/dashboard/region",
    "templates/components",
)  # fmt: skip
DRAWN_AT_ONCE = (Focus(), Focus(critical=True))


@dataclass(frozen=True, slots=True)
class Body:
    """A drawn body on either side of the posts open longest, and what it says of people there."""

    before: Piece
    ready: Ready
    after: Piece

    @classmethod
    def of(cls, html: str) -> Body:
        before, ready, after = parted(html)
        return cls(Piece.of(before), ready, Piece.of(after))


@functools.cache
def template_version() -> str:
    """A digest of everything that decides how a fragment looks; it changes whenever one could."""
    known = hashlib.sha256()
    root = Path(__file__).resolve().parents[2]
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
            made.append(_fragment(snapshot, edition, name_of_body(focus, at.slice if at else ""), body(page)))
    Fragment.objects.bulk_create(
        made,
        update_conflicts=True,
        update_fields=["html"],
        unique_fields=["snapshot", "edition", "name", "template_version"],
    )


def body_kept(snapshot: Snapshot, edition: str, focus: Focus, at: Place | None = None) -> str | None:
    """The drawn body of a region's or place's page, or None where this version has not drawn it. One query."""
    name = name_of_body(focus, at.slice if at else "")
    kept = Fragment.objects.filter(snapshot=snapshot, edition=edition, name=name, template_version=template_version())
    return kept.values_list("html", flat=True).first()


@functools.lru_cache(maxsize=64)
def drawn_body(snapshot: UUID, edition: str, name: str, version: str) -> Body:
    """A kept body, read once in each process: nothing of what it is kept by ever changes, and it holds no reader."""
    kept = Fragment.objects.filter(snapshot=snapshot, edition=edition, name=name, template_version=version)
    return Body.of(kept.values_list("html", flat=True).get())


def body(page: Page, *, form: FocusForm | None = None) -> str:
    """The body of a page of figures, from the title to the last table. form: a filter that cannot be understood."""
    fields = fields_of(form, page.is_of_a_place) if form else fields_kept(page.focus, page.is_of_a_place)
    return render_to_string("dashboard/region/body.html", {"page": page, "form": form, "fields": fields})


@functools.lru_cache(maxsize=256)
def fields_kept(focus: Focus, is_of_a_place: bool) -> SafeString:
    """The fields of a filter that is understood, by all that they say."""
    return fields_of(FocusForm(focus_asked(focus)), is_of_a_place)


def fields_of(form: FocusForm, is_of_a_place: bool) -> SafeString:
    return render_to_string("dashboard/region/fields.html", {"form": form, "is_of_a_place": is_of_a_place})


def name_of_body(focus: Focus, slice_: str = "") -> str:
    """The name under which a body is kept. slice_: that of a system or an organisation."""
    return f"{slice_ or 'region'} {focus.role_family} {focus.level} {'critical' if focus.critical else 'all'}"


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
