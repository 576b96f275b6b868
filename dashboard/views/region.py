"""The page of a region: where demand outruns supply, for whom, when, and how sure we are; and those below it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard import fragments, live
from dashboard.drawing import ask_to_draw
from dashboard.focus import Focus
from dashboard.forms import FocusForm
from dashboard.models import Snapshot
from dashboard.pages.page import LONGEST, Source, query, title
from dashboard.places import Place
from dashboard.reading import UP, asked_place, edition_for, page_of, place_seen_by, snapshot_asked, source_of
from talentboard.access import NATION, Permission, permitted, require

ROWS = 30
SENIOR_POSTS = "senior posts"


@require_GET
@never_cache
def region(request: HttpRequest, region: str) -> HttpResponse:
    """Figures of the newest snapshot, or of the one that `?snapshot=` names, filtered as the address says."""
    require(request.user, Permission.READ_FIGURES, about=region)
    edition = edition_for(request.user, region)
    if not request.GET and (kept := fragments.newest_kept(region, edition, Focus())):
        source = source_of(kept, edition, kept.place)
        context = _around(request, region, kept.place, Focus()) | _with_live(
            request, region, kept.html, source, Focus()
        )
        return render(request, "dashboard/region.html", context)
    return _asked(request, region)


@require_GET
@never_cache
def place(request: HttpRequest, region: str, kind: str, code: str) -> HttpResponse:
    """A system (`kind`) or an organisation of the region by its ODS code: posts and demand, never people."""
    return _asked(request, region, kind, code)


def _asked(request: HttpRequest, region: str, kind: str = "", code: str = "") -> HttpResponse:
    """Whatever else than a region's newest figures, drawn and not filtered."""
    name = place_seen_by(request.user, region)
    form = FocusForm(request.GET)
    number = request.GET.get("snapshot", "")
    snapshot = snapshot_asked(region, number)
    at = asked_place(region, snapshot, kind, code) if kind else None
    focus = Focus(form.focus.role_family, form.focus.level) if at else form.focus
    context = _around(request, region, name, focus, at, number=number) | {"form": form}
    if snapshot is None:
        return render(request, "dashboard/no_figures.html", context)
    if number:
        newest = Snapshot.objects.newest(region)
        context["newer"] = newest if newest != snapshot else None
    edition = edition_for(request.user, region)
    source = source_of(snapshot, edition, name, up=UP if at else "")
    body = fragments.body_kept(snapshot, edition, focus, at) if form.is_valid() else None
    if body is None:
        page = page_of(snapshot, edition, focus, place=name, at=at)
        body = fragments.body(page, form=None if form.is_valid() else form)
        if form.is_valid():
            ask_to_draw(snapshot, focus, at)
            context["is_being_drawn"] = request.headers.get("HX-Request") != "true"
    return render(request, "dashboard/region.html", context | _with_live(request, region, body, source, focus, at))


def _with_live(
    request: HttpRequest, region: str, body: str, source: Source, focus: Focus, at: Place | None = None
) -> dict:
    """The body, with what is read for this reader alone between its two parts."""
    before, _, after = body.partition(LONGEST)
    return {"body": before, "after": after, "longest": live.longest(request.user, region, focus, source, at=at)}


def _around(
    request: HttpRequest, region: str, name: str, focus: Focus, at: Place | None = None, *, number: str = ""
) -> dict:
    """What stands around the figures, for this reader."""
    sees_nation = region != NATION and permitted(request.user, Permission.READ_FIGURES, region=NATION)
    kept = query(Focus(), number) if number else ""
    crumbs = [("Nation", reverse("dashboard:region", args=[NATION]))] if sees_nation else []
    if at or not focus.is_everything:
        crumbs.append((name, reverse("dashboard:region", args=[region]) + kept))
    for up in (at.system if at else None, at if not focus.is_everything else None):
        if up:
            crumbs.append((up.name, reverse(f"dashboard:{up.kind}", args=[region, up.code]) + kept))
    return {
        "region": region,
        "place": name,
        "at": at,
        "title": title(at.name, focus, SENIOR_POSTS) if at else title(name, focus),
        "crumbs": crumbs,
        "may_make": permitted(request.user, Permission.MAKE_FIGURES, region=region),
    }


@require_GET
@never_cache
def dates(request: HttpRequest, region: str) -> HttpResponse:
    """Every day for which there are figures, with the newest snapshot of each first."""
    place = place_seen_by(request.user, region)
    snapshots = Snapshot.objects.complete().filter(region=region).order_by("-as_of", "-made_at")
    page = Paginator(snapshots, ROWS).get_page(request.GET.get("page"))
    return render(request, "dashboard/dates.html", {"region": region, "place": place, "page": page})
