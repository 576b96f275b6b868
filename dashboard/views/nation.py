"""The nation's first page: the regions side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.drawing.comparisons import ask_for, draw_nation
from dashboard.drawing.kept_charts import chart_kept
from dashboard.forms import FocusForm
from dashboard.models import Snapshot
from dashboard.pages.nation import REGIONS, TABLES, blocks_of_nation, per_100_table, regions_table
from dashboard.pages.page import Source, query, said_of_confidential
from dashboard.pages.table import Table
from dashboard.reading.focus import Focus
from dashboard.reading.side_by_side import Which, name_of_sides, sides_of, snapshots_of
from dashboard.reading.sides import Side
from dashboard.reading.stored import edition_for, snapshot_asked, source_of
from dashboard.sentences.names import label_of
from dashboard.sentences.nation import findings_of_nation, lead_of_nation, trust_of_nation
from dashboard.views.files import answer
from talentboard.access import NATION, NotFound, Permission, permitted, require
from talentboard.nhs.filters import say_moment
from talentboard.nhs.words import long_day

NAME = "England"
AS_ONE = "England as one: its posts, people and forecasts together"


@require_GET
@never_cache
def nation(request: HttpRequest) -> HttpResponse:
    """The regions as of the day of England's newest figures, or of those that `?snapshot=` names."""
    require(request.user, Permission.READ_FIGURES, about=NATION)
    form, number = FocusForm(request.GET), request.GET.get("snapshot", "")
    snapshot = snapshot_asked(NATION, number)
    may_make = permitted(request.user, Permission.MAKE_FIGURES, region=NATION)
    around = {"region": NATION, "place": NAME, "title": title(form.focus), "may_make": may_make, "crumbs": []}
    if snapshot is None:
        return render(request, "dashboard/no_figures.html", around)
    edition = edition_for(request.user, NATION)
    which = snapshots_of(snapshot.as_of)
    england, sides = sides_of(snapshot, which, edition, form.focus)
    chart = _chart(snapshot, edition, which, form.focus)
    newest = Snapshot.objects.newest(NATION) if number else snapshot
    said = _said(england, sides, form.focus, source_of(snapshot, edition, NAME), chart)
    newer = {"newer": newest if newest != snapshot else None, "form": form, "focus": form.focus}
    return render(
        request, "dashboard/nation.html", around | said | newer | {"source": source_of(snapshot, edition, NAME)}
    )


@require_GET
@never_cache
def nation_file(request: HttpRequest, sides: str, kind: str) -> HttpResponse:
    """One table of it as `csv` or `xlsx`."""
    require(request.user, Permission.READ_FIGURES, about=NATION)
    form = FocusForm(request.GET)
    snapshot = snapshot_asked(NATION, request.GET.get("snapshot", ""))
    if snapshot is None or not form.is_valid() or sides not in TABLES:
        raise NotFound("There is no such table.")
    edition = edition_for(request.user, NATION)
    england, regions = sides_of(snapshot, snapshots_of(snapshot.as_of), edition, form.focus)
    source = source_of(snapshot, edition, NAME)
    found = (
        regions_table(england, regions, form.focus, as_of=snapshot.as_of)
        if sides == REGIONS
        else per_100_table(england, regions)
    )
    return answer(found, source, about=_about(found, source, england, regions, form.focus), kind=kind, focus=form.focus)


def title(focus: Focus) -> str:
    """ "England: the regions side by side"; filtered: "England: digital posts, region by region"."""
    return f"{NAME}: the regions side by side" if focus.is_everything else f"{NAME}: {focus.posts}, region by region"


def _chart(snapshot: Snapshot, edition: str, which: list[Which], focus: Focus) -> str:
    """The drawn picture; where it is not there, a worker is asked for it."""
    chart = chart_kept(snapshot, edition, name_of_sides(snapshot, which, focus))
    if not chart:
        ask_for(draw_nation, str(snapshot.pk), edition, focus.role_family, focus.level, focus.critical)
    return chart


def _said(england: Side, sides: list[Side], focus: Focus, source: Source, chart: str) -> dict:
    """What the template prints of the figures."""
    own = query(focus, source.snapshot)
    return {
        "covers": _covers(focus),
        "confidential": said_of_confidential(source.edition),
        "lead": lead_of_nation(sides, focus, as_of=source.as_of),
        "findings": findings_of_nation(england, sides, focus, as_of=source.as_of),
        "rests_on": trust_of_nation(england, sides),
        "trust_fresh": england.fresh,
        "trust_posts": england.posts,
        "ways_on": [(AS_ONE, f"{reverse('dashboard:as-one')}{own}"), ("Compare over time", "compare/")],
        "mend": [
            ("Which organisations have late returns, and what else to mend", f"quality/?snapshot={source.snapshot}")
        ],
        "blocks": blocks_of_nation(england, sides, focus, as_of=source.as_of, own=own, chart=chart),
        "is_being_drawn": not chart and any(side.per_100() is not None for side in sides),
    }


def _covers(focus: Focus) -> str:
    family, level = label_of("role_family", focus.role_family), label_of("level", focus.level)
    said = f"{family}, {level[:1].lower()}{level[1:]}"
    return f"{said}, critical posts" if focus.critical else said


def _about(table: Table, source: Source, england: Side, sides: list[Side], focus: Focus):
    return [
        ("Table", table.caption),
        ("Page", title(focus)),
        ("Figures as of", long_day(source.as_of)),
        ("Made", say_moment(source.made_at)),
        ("Covers", _covers(focus)),
        ("Confidential forecasts", said_of_confidential(source.edition)),
        *(("Rests on", sentence.plain()) for sentence in trust_of_nation(england, sides)),
        *((("Note", table.note),) if table.note else ()),
        ("Snapshot of England", source.snapshot),
        *((f"Snapshot of {side.name}", str(side.snapshot or "none of this day")) for side in sides),
    ]
