"""The national look-ahead at chairs and chief executives: full figures, read by the national team alone."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.drawing.comparisons import ask_for, draw_look_ahead
from dashboard.drawing.kept_charts import chart_kept
from dashboard.models import Figure, Snapshot
from dashboard.pages.look_ahead import KEYS, LEVELS, POSTS, block_ahead, list_ahead, table_ahead
from dashboard.pages.page import said_of_confidential
from dashboard.pages.table import Table
from dashboard.reading.focus import Focus
from dashboard.reading.look_ahead import figures_ahead, name_of_ahead
from dashboard.reading.side_by_side import snapshots_of
from dashboard.reading.stored import snapshot_asked, source_of
from dashboard.sentences.look_ahead import RECORDED, WHO_ELSE, lead_ahead, posts_said
from dashboard.views.files import answer
from regions.posts.look_ahead import posts_ahead
from regions.reach import reach
from talentboard.access import NATION, NotFound, Permission, require
from talentboard.audit import Event, record
from talentboard.nhs.filters import say_moment
from talentboard.nhs.words import long_day

ROWS = 30
FULL = Figure.Edition.FULL
REF = "look-ahead"


@require_GET
@never_cache
def look_ahead(request: HttpRequest) -> HttpResponse:
    """England's newest figures of these posts by region and horizon, and the posts as they are kept now."""
    require(request.user, Permission.LOOK_AHEAD, about=NATION)
    snapshot = snapshot_asked(NATION, request.GET.get("snapshot", ""))
    around = {"region": NATION, "place": "England", "title": "Chairs and chief executives: look-ahead"}
    crumbs = [("England", reverse("dashboard:nation"))]
    if snapshot is None:
        return render(request, "dashboard/no_figures.html", around | {"crumbs": crumbs})
    record(Event.FULL_FIGURES_READ, by=request.user, region=NATION, ref=REF)
    places = figures_ahead(snapshot, snapshots_of(snapshot.as_of))
    charts = {level: _chart(snapshot, level) for level in LEVELS}
    own = f"?snapshot={snapshot.pk}"
    context = {
        "crumbs": crumbs,
        "source": source_of(snapshot, FULL, "England"),
        "confidential": said_of_confidential(FULL),
        "leads": [lead_ahead(places[0].figures or {}, level) for level in LEVELS],
        "who_else": WHO_ELSE,
        "recorded": RECORDED,
        "blocks": [block_ahead(places, level, own=own, chart=charts[level]) for level in LEVELS],
        "is_being_drawn": not all(charts.values()),
        **_posts(request, snapshot, own),
    }
    return render(request, "dashboard/look_ahead.html", around | context)


@require_GET
@never_cache
def look_ahead_file(request: HttpRequest, ahead: str, kind: str) -> HttpResponse:
    """One table of it, or the posts, as `csv` or `xlsx`."""
    require(request.user, Permission.LOOK_AHEAD, about=NATION)
    snapshot = snapshot_asked(NATION, request.GET.get("snapshot", ""))
    if snapshot is None or ahead not in (POSTS, *KEYS.values()):
        raise NotFound("There is no such table.")
    record(Event.FULL_FIGURES_READ, by=request.user, region=NATION, ref=f"{REF}, {ahead}, {kind} file")
    source = source_of(snapshot, FULL, "England")
    found = _table(request, snapshot, ahead)
    about = [
        ("Table", found.caption),
        ("Figures as of", long_day(source.as_of)),
        ("Made", say_moment(source.made_at)),
        ("Confidential forecasts", said_of_confidential(FULL)),
        ("Who else may see this", WHO_ELSE),
        ("Snapshot", source.snapshot),
    ]
    return answer(found, source, about=about, kind=kind, focus=Focus(), name="chairs and chief executives")


def _table(request: HttpRequest, snapshot: Snapshot, table: str) -> Table:
    if table == POSTS:
        return list_ahead(posts_ahead(request.user, snapshot.as_of), _homes(request, snapshot), day=snapshot.as_of)
    level = next(level for level, key in KEYS.items() if key == table)
    return table_ahead(figures_ahead(snapshot, snapshots_of(snapshot.as_of)), level)


def _posts(request: HttpRequest, snapshot: Snapshot, own: str) -> dict:
    """The list, 30 posts a page, and how many there are."""
    found = list(posts_ahead(request.user, snapshot.as_of))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    table = list_ahead(page.object_list, _homes(request, snapshot), day=snapshot.as_of)
    return {
        "page": page,
        "posts": table,
        "posts_said": posts_said(len(found), sum(bool(post.is_confidential) for post in found)),
        "csv": f"{POSTS}.csv{own}",
        "excel": f"{POSTS}.xlsx{own}",
    }


def _homes(request: HttpRequest, snapshot: Snapshot) -> dict:
    placed = reach(request.user, Permission.LOOK_AHEAD).within(NATION).placements(snapshot.as_of)
    return dict(placed.values_list("organisation", "region__name"))


def _chart(snapshot: Snapshot, level: str) -> str:
    """The drawn picture; where it is not there, a worker is asked for it."""
    chart = chart_kept(snapshot, FULL, name_of_ahead(snapshot, level))
    if not chart:
        ask_for(draw_look_ahead, str(snapshot.pk))
    return chart
