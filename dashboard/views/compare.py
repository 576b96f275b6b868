"""One measure of a region (or England) over two years."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.drawing.comparisons import ask_for, draw_series
from dashboard.drawing.kept_charts import chart_kept
from dashboard.forms import TrendForm
from dashboard.models import Snapshot
from dashboard.pages.page import Source, said_of_confidential
from dashboard.pages.trend import block_of_trend, trend_table
from dashboard.reading.focus import Focus
from dashboard.reading.over_time import name_of_series, series_of
from dashboard.reading.stored import edition_for, place_seen_by, snapshot_asked, source_of
from dashboard.reading.trend import DEFAULT, EVERY, Asked, Series
from dashboard.sentences.names import ALL
from dashboard.sentences.trend import findings_of_trend, lead_of_trend, trust_of_trend
from dashboard.views.files import answer
from talentboard.access import NotFound
from talentboard.nhs.words import long_day


@require_GET
@never_cache
def compare(request: HttpRequest, region: str) -> HttpResponse:
    """What the address asks for, up to the newest figures or to those that `?snapshot=` names."""
    name = place_seen_by(request.user, region)
    form = TrendForm(request.GET)
    snapshot = snapshot_asked(region, request.GET.get("snapshot", ""))
    around = {"region": region, "place": name, "title": f"{name}: over time", "crumbs": _crumbs(region, name)}
    if snapshot is None:
        return render(request, "dashboard/no_figures.html", around)
    edition, asked = edition_for(request.user, region), form.asked
    series = series_of(snapshot, edition, asked)
    chart = _chart(snapshot, edition, series)
    block = block_of_trend(series, own=query_of(asked, snapshot), chart=chart)
    source = source_of(snapshot, edition, name)
    said = _said(series, source) | {"blocks": [block], "is_being_drawn": block.draws and not chart}
    return render(
        request, "dashboard/compare.html", around | said | {"form": form, "title": title(name, asked, series)}
    )


@require_GET
@never_cache
def compare_file(request: HttpRequest, region: str, kind: str) -> HttpResponse:
    """The same as a file."""
    name = place_seen_by(request.user, region)
    form = TrendForm(request.GET)
    snapshot = snapshot_asked(region, request.GET.get("snapshot", ""))
    if snapshot is None or not form.is_valid():
        raise NotFound("There is no such table.")
    edition, asked = edition_for(request.user, region), form.asked
    series = series_of(snapshot, edition, asked)
    source, focus = source_of(snapshot, edition, name), Focus(asked.role_family, asked.level)
    return answer(trend_table(series), source, about=_about(series, source, focus), kind=kind, focus=focus)


def query_of(asked: Asked, snapshot: Snapshot) -> str:
    """What is asked, as an address holds it, always with the same figures as its end."""
    chosen = {name: value for name, value in asdict(asked).items() if value != ALL and value != getattr(DEFAULT, name)}
    return f"?{urlencode(chosen | {'snapshot': str(snapshot.pk)})}"


def title(name: str, asked: Asked, series: Series) -> str:
    """ "East: posts open over time"; filtered: "East: digital posts, vacancy rate over time"."""
    focus = Focus(asked.role_family, asked.level)
    measure = series.measure.name[:1].lower() + series.measure.name[1:]
    return f"{name}: {'' if focus.is_everything else f'{focus.posts}, '}{measure} over time"


def _chart(snapshot: Snapshot, edition: str, series: Series) -> str:
    """The drawn picture; where it is not there, a worker is asked for it."""
    if len(series.known) < 2:
        return ""
    chart, asked = chart_kept(snapshot, edition, name_of_series(series)), series.asked
    if not chart:
        ask_for(draw_series, str(snapshot.pk), edition, asked.measure, asked.role_family, asked.level, asked.every)
    return chart


def _crumbs(region: str, name: str) -> list[tuple[str, str]]:
    return [(name, reverse("dashboard:region", args=[region]))]


def _said(series: Series, source: Source) -> dict:
    newest = series.points[-1]
    return {
        "source": source,
        "covers": Focus(series.asked.role_family, series.asked.level).posts,
        "every": EVERY[series.asked.every].lower(),
        "confidential": said_of_confidential(source.edition),
        "lead": lead_of_trend(series, place=source.place),
        "findings": [(sentence, False) for sentence in findings_of_trend(series)],
        "rests_on": trust_of_trend(series),
        "trust_fresh": newest.fresh,
        "trust_posts": newest.posts,
        "first": series.points[0],
    }


def _about(series: Series, source: Source, focus: Focus) -> list[tuple[str, str]]:
    return [
        ("Table", f"{series.measure.name} over time"),
        ("What it is", series.measure.note),
        ("Figures up to", long_day(source.as_of)),
        ("One row for", EVERY[series.asked.every].lower()),
        ("Posts", focus.posts),
        ("Confidential forecasts", said_of_confidential(source.edition)),
        *(("Rests on", sentence.plain()) for sentence in trust_of_trend(series)),
        *(("Said", sentence.plain()) for sentence in findings_of_trend(series)),
    ]
