"""The page of a region: where demand outruns supply, for whom, when, and how sure we are."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard import fragments
from dashboard.drawing import ask_to_draw
from dashboard.focus import Focus
from dashboard.forms import FocusForm
from dashboard.models import Snapshot
from dashboard.pages.region import query, title
from dashboard.reading import edition_for, page_of, place_seen_by, snapshot_asked
from talentboard.access import NATION, Permission, permitted, require

ROWS = 30


@require_GET
@never_cache
def region(request: HttpRequest, region: str) -> HttpResponse:
    """Figures of the newest snapshot, or of the one that `?snapshot=` names, filtered as the address says."""
    require(request.user, Permission.READ_FIGURES, about=region)
    if not request.GET and (kept := fragments.newest_kept(region, edition_for(request.user, region), Focus())):
        body, place = kept
        context = _around(request, region, place, Focus()) | {"body": body}
        return render(request, "dashboard/region.html", context)
    return _asked(request, region)


def _asked(request: HttpRequest, region: str) -> HttpResponse:
    """Whatever else than the newest figures, drawn and not filtered."""
    place = place_seen_by(request.user, region)
    form = FocusForm(request.GET)
    focus, number = form.focus, request.GET.get("snapshot", "")
    snapshot = snapshot_asked(region, number)
    context = _around(request, region, place, focus) | {"form": form}
    if snapshot is None:
        return render(request, "dashboard/no_figures.html", context)
    if number:
        newest = Snapshot.objects.newest(region)
        context["newer"] = newest if newest != snapshot else None
        context["unfiltered"] = query(Focus(), number)
    edition = edition_for(request.user, region)
    if not form.is_valid():
        context["body"] = fragments.body(page_of(snapshot, edition, focus, place=place), form=form)
        return render(request, "dashboard/region.html", context)
    context["body"] = fragments.body_kept(snapshot, edition, focus)
    if context["body"] is None:
        ask_to_draw(snapshot, focus)
        context["body"] = fragments.body(page_of(snapshot, edition, focus, place=place))
        context["is_being_drawn"] = request.headers.get("HX-Request") != "true"
    return render(request, "dashboard/region.html", context)


def _around(request: HttpRequest, region: str, place: str, focus: Focus) -> dict:
    """What stands around the figures, for this reader."""
    return {
        "region": region,
        "place": place,
        "title": title(place, focus),
        "unfiltered": "",
        "is_filtered": not focus.is_everything,
        "may_make": permitted(request.user, Permission.MAKE_FIGURES, region=region),
        "may_see_nation": region != NATION and permitted(request.user, Permission.READ_FIGURES, region=NATION),
    }


@require_GET
@never_cache
def dates(request: HttpRequest, region: str) -> HttpResponse:
    """Every day for which there are figures, with the newest snapshot of each first."""
    place = place_seen_by(request.user, region)
    snapshots = Snapshot.objects.complete().filter(region=region).order_by("-as_of", "-made_at")
    page = Paginator(snapshots, ROWS).get_page(request.GET.get("page"))
    return render(request, "dashboard/dates.html", {"region": region, "place": place, "page": page})
