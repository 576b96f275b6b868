"""Reading one measure over the snapshots of two years.

Of each quarter (or month) one snapshot stands for it: of its last day that has figures, which is the quarter's end
where figures were made of that, the newest one that has been made of that day.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.db import connection

from dashboard.drawing.kept_charts import name_of_chart
from dashboard.models import Snapshot
from dashboard.reading.trend import MEASURES, Asked, Point, Rows, Series
from regions.models.quarter import Quarter
from talentboard.clock import LONDON
from talentboard.months import add_months

YEARS = 2
CHOSEN = """
SELECT DISTINCT ON (date_trunc(%(every)s, made.as_of)) made.id, made.as_of, made.made_at
  FROM dashboard_snapshot made
 WHERE made.region = %(region)s AND made.state = 'complete' AND made.as_of BETWEEN %(first)s AND %(last)s
 ORDER BY date_trunc(%(every)s, made.as_of), made.as_of DESC, made.made_at DESC
"""
ROWS = """
SELECT figure.snapshot_id, figure.measure,
       jsonb_path_query_array(figure.payload, '$[*] ? (@.role_family == $family && @.level == $level)',
                              jsonb_build_object('family', %(role_family)s::text, 'level', %(level)s::text))::text
  FROM dashboard_figure figure
 WHERE figure.snapshot_id = ANY(%(snapshots)s) AND figure.edition = %(edition)s AND figure.slice = 'all'
   AND figure.measure = ANY(%(measures)s)
"""
Chosen = tuple[UUID, dt.date, dt.datetime]


def series_of(newest: Snapshot, edition: str, asked: Asked) -> Series:
    """The series that ends with a snapshot's day. Two queries, whatever the number of points."""
    measure = MEASURES[asked.measure]
    chosen = chosen_for(newest, asked.every)
    rows = _rows([snapshot for snapshot, _, _ in chosen], edition, asked, [*measure.stored, "trust"])
    of_period = {period_of(one[1], asked.every): one for one in chosen}
    points = [_point(name, of_period.get(start), rows, asked) for start, name in periods(newest.as_of, asked.every)]
    first = next((place for place, point in enumerate(points) if point.as_of), 0)
    return Series(measure, asked, tuple(points[first:]), is_cut=first > 0)


def name_of_series(series: Series) -> str:
    """The name under which its chart is kept."""
    asked = series.asked
    of = (asked.measure, asked.role_family, asked.level, asked.every)
    return name_of_chart("trend", *of, *(point.snapshot for point in series.points))


def chosen_for(newest: Snapshot, every: str) -> list[Chosen]:
    """The snapshot of each quarter or month that has one, the oldest first. One query."""
    first = periods(newest.as_of, every)[0][0]
    with connection.cursor() as cursor:
        asked = {"every": every, "region": newest.region, "first": first, "last": newest.as_of}
        cursor.execute(CHOSEN, asked)
        return cursor.fetchall()


def periods(last: dt.date, every: str) -> list[tuple[dt.date, str]]:
    """First day and name of each quarter or month of two years, up to that of a day."""
    months = 3 if every == "quarter" else 1
    newest = period_of(last, every)
    starts = [add_months(newest, -months * before) for before in range(12 * YEARS // months, -1, -1)]
    return [(start, str(Quarter.of(start)) if every == "quarter" else f"{start:%B %Y}") for start in starts]


def period_of(day: dt.date, every: str) -> dt.date:
    """The first day of the quarter or month that a day lies in."""
    return Quarter.of(day).first_day if every == "quarter" else day.replace(day=1)


def _point(period: str, chosen: Chosen | None, rows: dict[UUID, Rows], asked: Asked) -> Point:
    if chosen is None:
        return Point(period)
    snapshot, as_of, made_at = chosen
    known = rows.get(snapshot, {})
    trust: Any = (known.get("trust") or [{}])[0]
    fresh, posts = (int(trust.get(column) or 0) for column in ("posts_fresh", "posts"))
    value = MEASURES[asked.measure].read(known)
    return Point(period, as_of, made_at.astimezone(LONDON), snapshot, value, fresh, posts)


def _rows(snapshots: list[UUID], edition: str, asked: Asked, measures: list[str]) -> dict[UUID, Rows]:
    found: dict[UUID, dict[str, list[dict]]] = {snapshot: {} for snapshot in snapshots}
    given = {"snapshots": snapshots, "edition": edition, "role_family": asked.role_family, "level": asked.level}
    with connection.cursor() as cursor:
        cursor.execute(ROWS, given | {"measures": measures})
        for snapshot, measure, rows in cursor.fetchall():
            found[snapshot][measure] = json.loads(rows)
    return found
