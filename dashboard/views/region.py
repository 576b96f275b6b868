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
from talentboard.access import NATION, Permission, permitted

ROWS = 30


@require_GET
@never_cache
def region(request: HttpRequest, region: str) -> HttpResponse:
    """Figures of the newest snapshot, or of the one that `?snapshot=` names, filtered as the address says."""
    place = place_seen_by(request.user, region)
    form = FocusForm(request.GET)
    focus = form.focus
    asked = request.GET.get("snapshot", "")
    snapshot = snapshot_asked(region, asked)
    context = {
        "region": region,
        "place": place,
        "title": title(place, focus),
        "form": form,
        "unfiltered": query(Focus(), asked) if asked else "",
        "is_filtered": not focus.is_everything,
        "may_make": permitted(request.user, Permission.MAKE_FIGURES, region=region),
        "may_see_nation": region != NATION and permitted(request.user, Permission.READ_FIGURES, region=NATION),
    }
    if snapshot is None:
        return render(request, "dashboard/no_figures.html", context)
    context["newer"] = Snapshot.objects.newest(region) if asked else snapshot
    context["snapshot"] = snapshot
    edition = edition_for(request.user, region)
    context["body"] = fragments.body_kept(snapshot, edition, focus)
    if context["body"] is None:
        ask_to_draw(snapshot, focus)
        context["body"] = fragments.body(page_of(snapshot, edition, focus, place=place))
        context["is_being_drawn"] = request.headers.get("HX-Request") != "true"
    return render(request, "dashboard/region.html", context)


@require_GET
@never_cache
def dates(request: HttpRequest, region: str) -> HttpResponse:
    """Every day for which there are figures, with the newest snapshot of each first."""
    place = place_seen_by(request.user, region)
    snapshots = Snapshot.objects.complete().filter(region=region).order_by("-as_of", "-made_at")
    page = Paginator(snapshots, ROWS).get_page(request.GET.get("page"))
    return render(request, "dashboard/dates.html", {"region": region, "place": place, "page": page})
