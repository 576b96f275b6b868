"""The rows of stored figures that a page looks at, taken out by the database: a page needs a few in a hundred."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from dashboard.models import Snapshot
from dashboard.pages.changes import Compared
from dashboard.pages.places import Cells
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.sentences.headlines import Figures
from dashboard.sentences.names import ALL

MEASURES = ["posts", "demand", "supply", "gap", "cover", "trust", "changes"]
OF_ALL = ["choice", "quality"]
OF_PLACE = ["posts", "demand", "trust", "quality"]
BEFORE = ["posts", "demand", "supply", "cover"]
BELOW = ["posts", "demand", "trust"]

# Data quality is of organisations, and so never filtered.
ROWS = """
SELECT asked.what, figure.measure, figure.slice, made.as_of,
       CASE WHEN figure.measure = 'quality' THEN figure.payload
            ELSE jsonb_path_query_array(figure.payload, asked.rows::jsonpath, %(kind)s::jsonb) END::text
  FROM (VALUES ('own', %(snapshot)s::uuid, %(slices)s::text[], %(measures)s::text[], %(parts)s),
               ('own', %(snapshot)s, ARRAY['all'], %(of_all)s, %(parts)s),
               ('before', %(previous)s, %(slices)s, %(before)s, %(total)s),
               ('before', %(previous)s, ARRAY['all'], %(choice)s, %(total)s),
               ('below', %(snapshot)s, %(places)s, %(below)s, %(total)s)) asked (what, snapshot, slices, measures, rows)
  JOIN dashboard_figure figure ON figure.snapshot_id = asked.snapshot AND figure.edition = %(edition)s
       AND figure.slice = ANY(asked.slices) AND figure.measure = ANY(asked.measures)
  JOIN dashboard_snapshot made ON made.id = figure.snapshot_id
"""


class Rows(NamedTuple):
    """own: measure -> rows of what is looked at and of its parts; before: the rows looked at about a quarter before,
    None without figures then; below: the same of each place below."""

    own: Figures
    before: Compared | None
    below: Cells


def rows_of(
    snapshot: Snapshot, edition: str, focus: Focus, *, at: Place | None = None, below: Sequence[Place] = ()
) -> Rows:
    """What the page of a region (or of a place in it) is made of; nothing is told of a place's figures before. One
    query."""
    slice_ = at.slice if at else "critical" if focus.critical else "all"
    asked = {
        "snapshot": snapshot.pk, "previous": snapshot.previous_id, "edition": edition, "slices": [slice_],
        "kind": json.dumps({"family": focus.role_family, "level": focus.level}),
        "parts": path(family=focus.role_family != ALL, level=focus.level != ALL),
        "total": path(family=True, level=True),
        "measures": OF_PLACE if at else MEASURES, "of_all": [] if at else OF_ALL,
        "before": [] if at else BEFORE, "choice": [] if at else ["choice"],
        "places": [place.slice for place in below], "below": BELOW,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(ROWS, asked)
        found = [(what, measure, name, day, json.loads(rows)) for what, measure, name, day, rows in cursor.fetchall()]
    own, then = ({measure: rows for what, measure, _, _, rows in found if what == part} for part in ("own", "before"))
    since = next((day for what, _, _, day, _ in found if what == "before"), None)
    return Rows(
        own={measure: own.get(measure, []) for measure in (OF_PLACE if at else MEASURES + OF_ALL)},
        before=None if since is None else Compared(since, {name: then.get(name, []) for name in (*BEFORE, "choice")}),
        below={(measure, name): rows for what, measure, name, _, rows in found if what == "below"},
    )


def path(*, family: bool, level: bool) -> str:
    """Which rows of a measure: those of one role family, of one level, of both together, or every one."""
    asked = ["@.role_family == $family"] * family + ["@.level == $level"] * level
    return f"$[*] ? ({' && '.join(asked)})" if asked else "$[*]"
