"""Reading the full figures of chairs and chief executives, for the national look-ahead alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from dashboard.drawing.kept_charts import name_of_chart
from dashboard.models import Figure, Snapshot
from dashboard.pages.look_ahead import LEVELS, Ahead
from dashboard.reading.side_by_side import Which
from talentboard.access import NATION

ROWS = """
SELECT figure.snapshot_id, figure.measure,
       jsonb_path_query_array(figure.payload,
                              '$[*] ? (@.role_family == "all" && (@.level == $one || @.level == $other))',
                              jsonb_build_object('one', %(levels)s::text[][1], 'other', %(levels)s::text[][2]))::text
  FROM dashboard_figure figure
 WHERE figure.snapshot_id = ANY(%(snapshots)s) AND figure.edition = %(edition)s AND figure.slice = 'all'
   AND figure.measure IN ('posts', 'demand', 'supply')
"""


def figures_ahead(england: Snapshot, which: Sequence[Which]) -> list[Ahead]:
    """England first, then its regions in the order of the map, each with the rows of both levels. One query.

    Full figures: whoever calls this has asked whether the reader may see them.
    """
    snapshots = [england.pk, *(snapshot for _, _, snapshot in which if snapshot)]
    found: dict[UUID, dict[str, list[dict]]] = {snapshot: {} for snapshot in snapshots}
    asked = {"snapshots": snapshots, "edition": Figure.Edition.FULL, "levels": list(LEVELS)}
    with connection.cursor() as cursor:
        cursor.execute(ROWS, asked)
        for snapshot, measure, rows in cursor.fetchall():
            found[snapshot][measure] = json.loads(rows)
    regions = [Ahead(slug, name, found[snapshot] if snapshot else None) for slug, name, snapshot in which]
    return [Ahead(NATION, "England", found[england.pk]), *regions]


def name_of_ahead(england: Snapshot, level: str) -> str:
    """The name under which the chart of a level is kept."""
    return name_of_chart(f"ahead {level}", england.pk)
