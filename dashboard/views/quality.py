"""Data quality: what is stale, overdue, missing or not signed off, by organisation, and the posts behind it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.forms import QualityForm
from dashboard.models import Snapshot
from dashboard.pages.mending import TITLES, Body, file_of_quality, list_to_mend
from dashboard.pages.page import Source, said_of_confidential
from dashboard.reading.focus import Focus
from dashboard.reading.mending import Read, lists_for, read_quality, with_links
from dashboard.reading.stored import edition_for, place_seen_by, snapshot_asked, source_of
from dashboard.sentences.mending import findings_of_mending, lead_of_mending, trust_of_mending
from dashboard.views.files import answer
from regions.posts.to_mend import posts_to_mend
from regions.reach import Reach, reach
from talentboard.access import NotFound, NotPermitted, Permission, permitted
from talentboard.audit import Event, record
from talentboard.nhs.filters import say_moment
from talentboard.nhs.words import capital, long_day

ROWS = 30


@require_GET
@never_cache
def quality(request: HttpRequest, region: str) -> HttpResponse:
    """The organisations with something to mend, the worst first, as of the newest figures or of those asked for."""
    name = place_seen_by(request.user, region)
    snapshot = snapshot_asked(region, request.GET.get("snapshot", ""))
    crumbs = [(name, reverse("dashboard:region", args=[region]))]
    around = {"region": region, "place": name, "title": f"{name}: data quality", "crumbs": crumbs}
    if snapshot is None:
        return render(request, "dashboard/no_figures.html", around)
    edition = edition_for(request.user, region)
    read = read_quality(snapshot, edition)
    form = QualityForm(request.GET, systems=read.systems)
    bodies = chosen(read, form)
    shown = bodies if form.shows_all else [body for body in bodies if body.has_something]
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    source = source_of(snapshot, edition, name)
    context = _said(read, bodies, form, source) | {
        "form": form,
        "page": page,
        "as_of": snapshot.as_of,
        "bodies": [(body, body.since(snapshot.as_of)) for body in with_links(page.object_list, request.user, region)],
        "own": own_query(form, snapshot),
        "members": _members(request, region, form, read),
    }
    return render(request, "dashboard/quality.html", around | context)


@require_GET
@never_cache
def quality_file(request: HttpRequest, region: str, kind: str) -> HttpResponse:
    """Every organisation as a file, with the same filter."""
    name = place_seen_by(request.user, region)
    snapshot = snapshot_asked(region, request.GET.get("snapshot", ""))
    if snapshot is None:
        raise NotFound("There are no figures yet.")
    edition = edition_for(request.user, region)
    read = read_quality(snapshot, edition)
    form = QualityForm(request.GET, systems=read.systems)
    if not form.is_valid():
        raise NotFound("There is no such table.")
    bodies, source = chosen(read, form), source_of(snapshot, edition, name)
    table = file_of_quality(bodies, {} if form.system_asked else read.all)
    about = [
        ("Table", table.caption),
        ("Figures as of", long_day(source.as_of)),
        ("Made", say_moment(source.made_at)),
        ("Confidential forecasts", said_of_confidential(edition)),
        *(("Says", sentence.plain()) for sentence in findings_of_mending(bodies, past_end=_past_end(read, form))),
        ("Snapshot", source.snapshot),
    ]
    return answer(table, source, about=about, kind=kind, focus=Focus(), name=form.system_name)


@require_GET
@never_cache
def to_mend(request: HttpRequest, region: str, what: str) -> HttpResponse:
    """The posts behind a number, of all or of `?organisation=`, read now for whoever reads posts. Audited."""
    here, snapshot, codes = _asked(request, region, what)
    posts = posts_to_mend(here, what, snapshot.as_of, organisations=codes)
    record(Event.POSTS_READ, by=request.user, region=region, ref=f"quality, {what}", changed=[])
    page = Paginator(posts, ROWS).get_page(request.GET.get("page"))
    name = place_seen_by(request.user, region)
    own = f"?{request.GET.urlencode()}" if request.GET else ""
    return render(
        request,
        "dashboard/to_mend.html",
        {
            "region": region,
            "title": f"{name}: {TITLES[what]}",
            "what": TITLES[what],
            "number": len(posts),
            "organisation": posts[0].organisation if codes and posts else "",
            "as_of": snapshot.as_of,
            "page": page,
            "table": list_to_mend(page.object_list, what, region, day=snapshot.as_of),
            "own": own,
            "crumbs": [
                (name, reverse("dashboard:region", args=[region])),
                ("Data quality", f"{reverse('dashboard:quality', args=[region])}?snapshot={snapshot.pk}"),
            ],
        },
    )


@require_GET
@never_cache
def to_mend_file(request: HttpRequest, region: str, what: str, kind: str) -> HttpResponse:
    """The same posts as a file."""
    here, snapshot, codes = _asked(request, region, what)
    posts = posts_to_mend(here, what, snapshot.as_of, organisations=codes)
    record(Event.POSTS_READ, by=request.user, region=region, ref=f"quality, {what}, {kind} file", changed=[])
    edition = edition_for(request.user, region)
    source = source_of(snapshot, edition, place_seen_by(request.user, region))
    about = [
        ("Posts", capital(TITLES[what])),
        ("As they were on", long_day(snapshot.as_of)),
        ("Read", "as kept when the file was made"),
        ("Confidential forecasts", said_of_confidential(edition)),
    ]
    return answer(list_to_mend(posts, what, region, day=snapshot.as_of), source, about=about, kind=kind, focus=Focus())


def chosen(read: Read, form: QualityForm) -> list[Body]:
    """The organisations of the system asked for, or all."""
    return [body for body in read.bodies if not form.system_asked or body.system == form.system_asked]


def own_query(form: QualityForm, snapshot: Snapshot) -> str:
    """The filter and the snapshot, as an address holds them."""
    return f"?{f'system={form.system_asked}&' if form.system_asked else ''}snapshot={snapshot.pk}"


def _asked(request: HttpRequest, region: str, what: str) -> tuple[Reach, Snapshot, list[str] | None]:
    """Where the reader reads posts, the figures, and the organisations asked for. NotPermitted where a list says more
    of forecasts than the reader may see."""
    place_seen_by(request.user, region)
    if what not in TITLES:
        raise NotFound("There is no such list.")
    here = reach(request.user, Permission.READ_POSTS).within(region)
    if what not in lists_for(here):
        raise NotPermitted(f"Your role does not let you {Permission.READ_FORECASTS.value} here.")
    snapshot = snapshot_asked(region, request.GET.get("snapshot", ""))
    if snapshot is None:
        raise NotFound("There are no figures yet.")
    return here, snapshot, request.GET.getlist("organisation") or None


def _said(read: Read, bodies: list[Body], form: QualityForm, source: Source) -> dict:
    past_end = _past_end(read, form)
    posts = sum(body.posts for body in bodies)
    return {
        "source": source,
        "confidential": said_of_confidential(source.edition),
        "lead": lead_of_mending(bodies, place=form.system_name or source.place, past_end=past_end),
        "findings": [(sentence, False) for sentence in findings_of_mending(bodies, past_end=past_end)],
        "rests_on": trust_of_mending(bodies),
        "trust_posts": posts,
        "trust_fresh": posts - sum(body.posts for body in bodies if body.is_late),
        "fine": sum(not body.has_something for body in bodies),
    }


def _past_end(read: Read, form: QualityForm) -> int:
    """Memberships past their end: known of the whole alone."""
    return 0 if form.system_asked else int(read.all.get("memberships_past_end") or 0)


def _members(request: HttpRequest, region: str, form: QualityForm, read: Read) -> str:
    """The list of members, for those who may read names, where a membership is past its end."""
    if _past_end(read, form) and permitted(request.user, Permission.READ_NAMES, region=region):
        return reverse("pools:members", args=[region])
    return ""
