"""Single rows of stored figures, taken out by the database: of the figures before, and of many slices at once."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection

from dashboard.models import Snapshot
from dashboard.pages.changes import Compared
from dashboard.pages.places import Cells
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.sentences.headlines import Figures

BEFORE = ["posts", "demand", "supply", "cover"]
BELOW = ["posts", "demand", "trust"]

# Of the figures before, the same posts; of the places, their own slices of the figures themselves.
CELLS = """
SELECT made.id = %(snapshot)s, figure.measure, figure.slice, made.as_of,
       jsonb_path_query_array(figure.payload, '$[*] ? (@.role_family == $family && @.level == $level)',
                              jsonb_build_object('family', %(role_family)s::text, 'level', %(level)s::text))::text
  FROM dashboard_figure figure JOIN dashboard_snapshot made ON made.id = figure.snapshot_id
 WHERE figure.edition = %(edition)s
   AND (made.id = %(previous)s AND (figure.slice = %(slice)s AND figure.measure = ANY(%(before)s)
                                    OR figure.slice = 'all' AND figure.measure = 'choice')
        OR made.id = %(snapshot)s AND figure.slice = ANY(%(places)s) AND figure.measure = ANY(%(below)s))
"""


def cells_of(snapshot: Snapshot, edition: str, focus: Focus, places: Sequence[Place]) -> tuple[Compared | None, Cells]:
    """The figures about a quarter before, if any, and those of each place: the rows looked at alone. One query."""
    asked = {
        "snapshot": snapshot.pk, "previous": snapshot.previous_id, "edition": edition,
        "role_family": focus.role_family, "level": focus.level, "slice": "critical" if focus.critical else "all",
        "places": [place.slice for place in places], "before": BEFORE, "below": BELOW,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CELLS, asked)
        found = cursor.fetchall()
    below = {(measure, slice_): json.loads(rows) for own, measure, slice_, _, rows in found if own}
    then: Figures = {measure: json.loads(rows) for own, measure, _, _, rows in found if not own}
    since = next((day for own, _, _, day, _ in found if not own), None)
    if since is None:
        return None, below
    return Compared(since, {name: then.get(name, []) for name in (*BEFORE, "choice")}), below
