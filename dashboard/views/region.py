"""The page of a region: where demand outruns supply, for whom, when, and how sure we are; and those below it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.drawing import fragments
from dashboard.drawing.found import found as find
from dashboard.drawing.missing import ask_to_draw
from dashboard.forms import FocusForm
from dashboard.pages.longest import SHOWN
from dashboard.pages.page import query, title
from dashboard.pages.place import SENIOR_POSTS
from dashboard.reading import live
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.reading.stored import (
    edition_for,
    map_of,
    number_asked,
    page_of,
    place_seen_by,
    snapshots_seen_by,
    source_of,
    way_up,
)
from talentboard.access import NATION, NotFound, Permission, permitted, require
from talentboard.clock import today
from talentboard.framing import framed

ROWS = 30
AS_ONE = "As one"


@require_GET
@never_cache
def region(request: HttpRequest, region: str) -> HttpResponse:
    """Figures of the newest snapshot, or of the one that `?snapshot=` names, filtered as the address says."""
    return _shown(request, region)


@require_GET
@never_cache
def place(request: HttpRequest, region: str, kind: str, code: str) -> HttpResponse:
    """A system (`kind`) or an organisation of the region by its ODS code: posts and demand, never people."""
    return _shown(request, region, kind, code)


def _shown(request: HttpRequest, region: str, kind: str = "", code: str = "") -> HttpResponse:
    """A page of figures: its body as it is kept, or put together now and asked to be drawn."""
    require(request.user, Permission.READ_FIGURES, about=region)
    form = FocusForm(request.GET) if request.GET else None
    focus = form.focus if form else Focus()
    focus = Focus(focus.role_family, focus.level) if kind else focus
    number, edition = number_asked(request.GET.get("snapshot", "")), edition_for(request.user, region)
    posts = live.posts_asked(request.user, region, focus, kind=kind, code=code, most=SHOWN)
    found = find(region, edition, focus, posts=posts, slice_=f"{kind}:{code}" if kind else "", asked=number)
    snapshot, name = found.snapshot, found.place
    if name is None or (snapshot is None and number):
        raise NotFound(f"There is no such snapshot of {region}.")
    known = map_of(region, snapshot.as_of if snapshot else today()) if kind else None
    at = known.find(kind, code) if known else None
    crumbs = _crumbs(request, region, name, focus, at, number=number)
    may_make = permitted(request.user, Permission.MAKE_FIGURES, region=region)
    if snapshot is None:
        context = {"region": region, "place": name, "title": _title(name, focus, at), "crumbs": crumbs}
        return render(request, "dashboard/no_figures.html", context | {"may_make": may_make})
    body, understood = found.body, form is None or form.is_valid()
    is_kept = body is not None and understood
    if body is None or not understood:
        page = page_of(snapshot, edition, focus, place=name, at=at, known=known)
        body = fragments.Body.of(fragments.body(page, form=None if understood else form))
        if understood:
            ask_to_draw(snapshot, focus, at)
    source = source_of(snapshot, edition, name, up=way_up(region, at))
    longest = live.longest_drawn(found.posts, focus, source, at=at, ready=None if at else body.ready)
    return framed(
        request,
        "dashboard/region.html",
        (body.before, longest, body.after),
        put_in={"title": _title(name, focus, at), "path": request.path, "address": request.get_full_path()},
        said={
            "region": region,
            "crumbs": crumbs,
            "newer": found.newest[1] if number and found.newest and found.newest[0] != snapshot.pk else None,
            "may_make": may_make and not at,
            "is_being_drawn": not is_kept and understood and request.headers.get("HX-Request") != "true",
        },
        form=None if understood else form,
    )


def _title(name: str, focus: Focus, at: Place | None) -> str:
    return title(at.said, focus, SENIOR_POSTS) if at else title(name, focus)


def _crumbs(
    request: HttpRequest, region: str, name: str, focus: Focus, at: Place | None, *, number: UUID | None
) -> tuple[tuple[str, str], ...]:
    """The pages above, for this reader."""
    sees_nation = permitted(request.user, Permission.READ_FIGURES, region=NATION)
    kept = query(Focus(), str(number)) if number else ""
    crumbs = [("Nation", reverse("dashboard:region", args=[NATION]))] if sees_nation else []
    if at or not focus.is_everything:
        own = reverse("dashboard:as-one") if region == NATION else reverse("dashboard:region", args=[region])
        crumbs.append((AS_ONE if region == NATION else name, own + kept))
    for up in (at.system if at else None, at if not focus.is_everything else None):
        if up:
            crumbs.append((up.name, reverse(f"dashboard:{up.kind}", args=[region, up.code]) + kept))
    return tuple(crumbs)


@require_GET
@never_cache
def dates(request: HttpRequest, region: str) -> HttpResponse:
    """Every day for which there are figures, with the newest snapshot of each first."""
    place = place_seen_by(request.user, region)
    page = Paginator(snapshots_seen_by(request.user, region), ROWS).get_page(request.GET.get("page"))
    return render(request, "dashboard/dates.html", {"region": region, "place": place, "page": page})
