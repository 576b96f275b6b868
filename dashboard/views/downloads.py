"""The table behind each chart, as a file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.forms import FocusForm
from dashboard.models import Figure
from dashboard.pages.longest import longest_section
from dashboard.pages.page import Page
from dashboard.pages.table import Table
from dashboard.reading import live
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.reading.stored import edition_for, map_of, page_of, place_seen_by, snapshot_asked
from dashboard.views.files import About, answer
from regions.posts.open_longest import open_longest
from talentboard.access import NotFound
from talentboard.audit import Event, record
from talentboard.nhs.filters import say_moment
from talentboard.nhs.words import long_day


@require_GET
@never_cache
def table(request: HttpRequest, region: str, table: str, kind: str, place: str = "", code: str = "") -> HttpResponse:
    """One table of a page of figures, filtered alike: `csv`, or `xlsx` with a sheet on what it rests on. Audited.

    place, code: the kind of a place below the region, and its ODS code
    """
    name = place_seen_by(request.user, region)
    snapshot = snapshot_asked(region, request.GET.get("snapshot", ""))
    if snapshot is None:
        raise NotFound(f"There are no figures of {region} yet.")
    form = FocusForm(request.GET)
    if not form.is_valid():
        raise NotFound("There are no such posts.")
    known = map_of(region, snapshot.as_of)
    at = known.find(place, code) if place else None
    focus = Focus(form.focus.role_family, form.focus.level) if at else form.focus
    edition = edition_for(request.user, region)
    page = page_of(snapshot, edition, focus, place=name, at=at, known=known)
    found = _live(request, region, page, at) if table == "longest" else page.table(table)
    if found is None:
        raise NotFound(f"There is no table {table} of {region}.")
    kept = Event.FULL_FIGURES_READ if edition == Figure.Edition.FULL else Event.FIGURES_DOWNLOADED
    record(kept, by=request.user, about=snapshot, region=region)
    about = _about(found, page)
    return answer(found, page.source, about=about, kind=kind, focus=focus, name=at.name if at else "")


def _live(request: HttpRequest, region: str, page: Page, at: Place | None) -> Table | None:
    """The posts open longest, all of them, read now."""
    kind, code = (at.kind, at.code) if at else ("", "")
    asked = live.posts_asked(request.user, region, page.focus, kind=kind, code=code)
    posts = None if asked is None else open_longest(asked, page.source.as_of)
    return longest_section(posts, page.focus, page.source, narrowed=live.narrowed(at), ready=None).table


def _about(table: Table, page: Page) -> About:
    return (
        ("Table", table.caption),
        ("Page", page.title),
        ("Figures as of", long_day(page.source.as_of)),
        ("Made", say_moment(page.source.made_at)),
        ("Covers", page.covers),
        ("Confidential forecasts", page.confidential),
        *(("Rests on", sentence.plain()) for sentence in page.trust.rests_on),
        *((("Note", table.note),) if table.note else ()),
        ("Snapshot", page.source.snapshot),
    )
