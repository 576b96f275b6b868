"""The posts behind what has changed since the figures about a quarter before, for whoever may read posts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.changes.listing import changed_posts
from dashboard.forms import FocusForm
from dashboard.models import Snapshot
from dashboard.pages.changed_posts import file_of_changed, sections_of_changed
from dashboard.pages.page import query, said_of_confidential
from dashboard.reading.stored import edition_for, place_seen_by, snapshot_asked, source_of
from dashboard.views.files import answer
from regions.reach import reach
from talentboard.access import NotFound, Permission
from talentboard.audit import Event, record
from talentboard.nhs.words import long_day

UP = "../"


@require_GET
@never_cache
def changes(request: HttpRequest, region: str) -> HttpResponse:
    """Which posts opened, were filled or were forecast between the two days, read now and for this reader."""
    name, snapshot, form = _asked(request, region)
    context = {"region": region, "place": name, "crumbs": [(name, reverse("dashboard:region", args=[region]))]}
    if snapshot is None or snapshot.previous is None:
        return render(request, "dashboard/changes.html", context)
    posts, whole, source = _read(request, region, name, snapshot, form)
    record(Event.POSTS_READ, by=request.user, region=region, ref="changes", changed=[])
    return render(
        request,
        "dashboard/changes.html",
        context
        | {
            "since": snapshot.previous.as_of,
            "as_of": snapshot.as_of,
            "focus": form.focus,
            "sections": sections_of_changed(posts, form.focus, source, whole=whole),
            "query": query(form.focus, str(snapshot.pk)),
        },
    )


@require_GET
@never_cache
def changes_file(request: HttpRequest, region: str, kind: str) -> HttpResponse:
    """The same posts as a file."""
    name, snapshot, form = _asked(request, region)
    if snapshot is None or snapshot.previous is None:
        raise NotFound(f"There is nothing to compare the figures of {region} with yet.")
    posts, whole, source = _read(request, region, name, snapshot, form)
    record(Event.POSTS_READ, by=request.user, region=region, ref=f"changes, {kind} file", changed=[])
    about = [("Posts that changed from", long_day(snapshot.previous.as_of)), ("Until", long_day(snapshot.as_of)),
             ("Read", "as kept when the file was made"),
             ("Confidential forecasts", said_of_confidential(source.edition))]  # fmt: skip
    return answer(file_of_changed(posts, source, whole=whole), source, about=about, kind=kind, focus=form.focus)


def _asked(request: HttpRequest, region: str) -> tuple[str, Snapshot | None, FocusForm]:
    """The region's name, the figures asked for, and which posts. NotFound where the address cannot be understood."""
    name = place_seen_by(request.user, region)
    form = FocusForm(request.GET)
    if not form.is_valid():
        raise NotFound("There are no such posts.")
    return name, snapshot_asked(region, request.GET.get("snapshot", "")), form


def _read(request: HttpRequest, region: str, name: str, snapshot: Snapshot, form: FocusForm):
    here = reach(request.user, Permission.READ_POSTS).within(region)
    posts = changed_posts(here, snapshot.as_of, since=snapshot.previous.as_of, focus=form.focus)
    source = source_of(snapshot, edition_for(request.user, region), name, up=UP)
    return posts, here.permits(Permission.READ_FORECASTS), source
