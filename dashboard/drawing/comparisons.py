"""Drawing the charts that compare: what every new snapshot shows at once, and what a page found missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from celery import Task, shared_task

from dashboard.drawing.kept_charts import chart_kept, keep_chart
from dashboard.models import Figure, Snapshot
from dashboard.pages.look_ahead import LEVELS
from dashboard.pages.trend import marks_of
from dashboard.reading.focus import Focus
from dashboard.reading.look_ahead import figures_ahead, name_of_ahead
from dashboard.reading.over_time import name_of_series, series_of
from dashboard.reading.side_by_side import Which, name_of_sides, sides_of, snapshots_of
from dashboard.reading.trend import DEFAULT, Asked
from dashboard.sentences.look_ahead import finding_ahead
from dashboard.sentences.names import HORIZONS
from dashboard.sentences.nation import nation_finding
from dashboard.sentences.trend import trend_finding
from talentboard.access import NATION
from talentboard.nhs.words import long_day


def ask_for(task: Task, *arguments: Any) -> None:
    """Have a chart drawn soon. Where Valkey is away, nothing happens: the page does without it."""
    try:
        task.apply_async(args=list(arguments), queue="quick", retry=False, expires=600)
    except task.OperationalError:
        return


def draw_comparisons(snapshot: Snapshot) -> None:
    """Draw what the pages that compare show first: the measure they begin with over time, in both editions; of
    England, and of a region with figures of the same day, the regions side by side."""
    if Snapshot.objects.newest(snapshot.region) != snapshot:
        return
    for edition in Figure.Edition.values:
        draw_series_of(snapshot, edition, DEFAULT)
    england = Snapshot.objects.newest(NATION, snapshot.as_of)
    if england is not None:
        draw_sides(england, snapshots_of(england.as_of), Figure.Edition.OPEN, Focus())
    if snapshot == england:
        draw_look_ahead_of(england)


@shared_task(name="dashboard.draw_nation", ignore_result=True)
def draw_nation(snapshot: str, edition: str, role_family: str, level: str, critical: bool) -> None:
    """Draw the regions side by side unless that has been done meanwhile."""
    england = Snapshot.objects.complete().get(pk=snapshot, region=NATION)
    focus, which = Focus(role_family, level, critical), snapshots_of(england.as_of)
    if not chart_kept(england, edition, name_of_sides(england, which, focus)):
        draw_sides(england, which, edition, focus)


@shared_task(name="dashboard.draw_series", ignore_result=True)
def draw_series(snapshot: str, edition: str, measure: str, role_family: str, level: str, every: str) -> None:
    """Draw a measure over time unless that has been done meanwhile."""
    newest = Snapshot.objects.complete().get(pk=snapshot)
    draw_series_of(newest, edition, Asked(measure, role_family, level, every), only_if_missing=True)


@shared_task(name="dashboard.draw_look_ahead", ignore_result=True)
def draw_look_ahead(snapshot: str) -> None:
    """Draw the look-ahead of chairs and chief executives unless that has been done meanwhile."""
    england = Snapshot.objects.complete().get(pk=snapshot, region=NATION)
    if not all(chart_kept(england, Figure.Edition.FULL, name_of_ahead(england, level)) for level in LEVELS):
        draw_look_ahead_of(england)


def draw_sides(england: Snapshot, which: Sequence[Which], edition: str, focus: Focus) -> None:
    """The small multiples of the regions, in the order of the gap now. Nothing where none has posts."""
    from dashboard.charts.nation import nation_chart

    _, sides = sides_of(england, which, edition, focus)
    if not any(side.per_100() is not None for side in sides):
        return
    without = f"no figures for\n{long_day(england.as_of)}"
    panels = [
        (side.name, tuple(side.per_100(horizon) for horizon in HORIZONS), "no posts" if side.snapshot else without)
        for side in sides
    ]
    drawn = nation_chart(panels, finding=nation_finding(sides))
    keep_chart(england, edition, name_of_sides(england, which, focus), drawn)


def draw_series_of(newest: Snapshot, edition: str, asked: Asked, *, only_if_missing: bool = False) -> None:
    """A measure over time. Nothing where there is only one point."""
    from dashboard.charts.trend import trend_chart

    series = series_of(newest, edition, asked)
    name = name_of_series(series)
    if len(series.known) < 2 or (only_if_missing and chart_kept(newest, edition, name)):
        return
    drawn = trend_chart(marks_of(series), series.measure.meaning, finding=trend_finding(series))
    keep_chart(newest, edition, name, drawn)


def draw_look_ahead_of(england: Snapshot) -> None:
    """England's chairs, and its chief executives, as the full figures have them."""
    from dashboard.charts import demand_chart

    figures = figures_ahead(england, [])[0].figures or {}
    for level in LEVELS:
        finding, focus = finding_ahead(figures, level), Focus(level=level)
        if focus.total(figures.get("demand", ())):
            drawn = demand_chart(figures["demand"], figures["supply"], focus, finding=finding, name=f"ahead-{level}")
            keep_chart(england, Figure.Edition.FULL, name_of_ahead(england, level), drawn)
