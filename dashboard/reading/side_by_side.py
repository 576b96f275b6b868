"""The regions side by side: of each its newest snapshot of one day, and the rows of what is looked at."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from dashboard.drawing.kept_charts import name_of_chart
from dashboard.models import Snapshot
from dashboard.reading.focus import Focus, by_horizon
from dashboard.reading.sides import Side, in_order
from dashboard.sentences.trust import FRESH_DAYS
from talentboard.access import NATION

Which = tuple[str, str, UUID | None]
"""The slug and name of a region, and its newest snapshot of the day."""

MEASURES = ["posts", "gap", "cover", "trust"]
SNAPSHOTS = """
SELECT region.slug, region.name, newest.id
  FROM regions_region region
  LEFT JOIN LATERAL (SELECT made.id FROM dashboard_snapshot made
                      WHERE made.region = region.slug AND made.as_of = %s AND made.state = 'complete'
                      ORDER BY made.made_at DESC LIMIT 1) newest ON true
 ORDER BY region."order", region.slug
"""
ROWS = """
SELECT figure.snapshot_id, figure.measure,
       jsonb_path_query_array(figure.payload, '$[*] ? (@.role_family == $family && @.level == $level)',
                              jsonb_build_object('family', %(role_family)s::text, 'level', %(level)s::text))::text
  FROM dashboard_figure figure
 WHERE figure.snapshot_id = ANY(%(snapshots)s) AND figure.edition = %(edition)s
   AND (figure.slice = %(slice)s AND figure.measure = ANY(%(measures)s)
        OR figure.slice = 'all' AND figure.measure = 'choice')
 UNION ALL
SELECT figure.snapshot_id, 'returns',
       jsonb_build_array(jsonb_build_object('returns', count(*), 'fresh_returns', count(*) FILTER (
           WHERE (known->>'return_age_days')::int <= %(fresh_days)s)))::text
  FROM dashboard_figure figure, jsonb_array_elements(figure.payload) AS known
 WHERE figure.snapshot_id = ANY(%(snapshots)s) AND figure.edition = %(edition)s
   AND figure.slice = 'all' AND figure.measure = 'quality' AND known->>'organisation' <> 'all'
 GROUP BY figure.snapshot_id
"""


def sides_of(england: Snapshot, which: Sequence[Which], edition: str, focus: Focus) -> tuple[Side, list[Side]]:
    """England, and its regions in the order of the gap per 100 posts now. One query.

    england: the nation's snapshot; which: those of the regions, from `snapshots_of` its day
    """
    rows = _rows([england.pk, *(snapshot for _, _, snapshot in which if snapshot)], edition, focus)
    regions = [_side(slug, name, snapshot, rows.get(snapshot)) for slug, name, snapshot in which]
    return _side(NATION, "England", england.pk, rows.get(england.pk)), in_order(regions)


def name_of_sides(england: Snapshot, which: Sequence[Which], focus: Focus) -> str:
    """The name under which their chart is kept."""
    return name_of_chart("regions", focus, england.pk, *(snapshot for _, _, snapshot in which))


def snapshots_of(day: dt.date) -> list[Which]:
    """Slug, name and newest snapshot of the day of each region, in the order of the map. One query."""
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOTS, [day])
        return cursor.fetchall()


def _rows(snapshots: list[UUID], edition: str, focus: Focus) -> dict[UUID, dict[str, list[dict[str, Any]]]]:
    asked = {
        "snapshots": snapshots, "edition": edition, "role_family": focus.role_family, "level": focus.level,
        "slice": "critical" if focus.critical else "all", "measures": MEASURES, "fresh_days": FRESH_DAYS,
    }  # fmt: skip
    found: dict[UUID, dict[str, list[dict[str, Any]]]] = {snapshot: {} for snapshot in snapshots}
    with connection.cursor() as cursor:
        cursor.execute(ROWS, asked)
        for snapshot, measure, rows in cursor.fetchall():
            found[snapshot][measure] = json.loads(rows)
    return found


def _side(slug: str, name: str, snapshot: UUID | None, figures: Mapping[str, list[dict]] | None) -> Side:
    if snapshot is None or figures is None:
        return Side(slug, name, None)
    cover = by_horizon(figures.get("cover", ())).get("now", {})
    rungs = {row["rung"]: int(row["critical_posts"]) for row in figures.get("choice", ())}
    posts, trust, returns = (_first(figures, measure) for measure in ("posts", "trust", "returns"))
    return Side(
        slug, name, snapshot,
        **{column: int(posts.get(column) or 0) for column in ("posts", "vacant", "covered")},
        opened=int(posts.get("open") or 0),
        gaps=by_horizon(figures.get("gap", ())),
        **{column: int(cover.get(column) or 0) for column in ("filled", "openings")},
        nobody=rungs.get("none", 0), critical=sum(rungs.values()),
        fresh=int(trust.get("posts_fresh") or 0),
        **{column: int(returns.get(column) or 0) for column in ("returns", "fresh_returns")},
    )  # fmt: skip


def _first(figures: Mapping[str, list[dict]], measure: str) -> dict[str, Any]:
    rows = figures.get(measure) or [{}]
    return rows[0]
