"""What every page of figures begins with, in one statement: which figures, whether they are drawn, and open posts."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from dashboard.drawing.fragments import Body, drawn_body, name_of_body, template_version
from dashboard.models import Snapshot
from dashboard.reading.focus import Focus
from regions.posts.open_longest import IN_ORDER, LISTED, OPEN, Asked, OpenPost
from talentboard.access import NATION

NATION_NAME = "England"
# Written out, because building it cost more than running it; posts with it, because asking twice costs more than both.
FOUND = f"""
WITH RECURSIVE found AS (
    SELECT (SELECT region.name FROM regions_region region WHERE region.slug = %(region)s) AS place,
           newest.id AS newest, newest.as_of AS newest_day, made.id, made.as_of, made.made_at, made.previous_id,
           fragment.id IS NOT NULL AS is_drawn
      FROM (SELECT) always
      LEFT JOIN LATERAL (SELECT snapshot.id, snapshot.as_of FROM dashboard_snapshot snapshot
                          WHERE snapshot.region = %(region)s AND snapshot.state = 'complete'
                          ORDER BY snapshot.as_of DESC, snapshot.made_at DESC LIMIT 1) newest ON true
      LEFT JOIN dashboard_snapshot made ON made.id = coalesce(%(asked)s::uuid, newest.id)
           AND made.region = %(region)s AND made.state = 'complete'
      LEFT JOIN dashboard_fragment fragment ON fragment.snapshot_id = made.id AND fragment.edition = %(edition)s
           AND fragment.name = %(name)s AND fragment.template_version = %(version)s
),
asked AS (SELECT as_of AS day FROM found),{OPEN}
SELECT found.*, {LISTED} FROM found LEFT JOIN first ON true ORDER BY {IN_ORDER}
"""  # noqa: S608 (put together of constants)
NO_POSTS = Asked(None)
OF_FOUND = 8  # columns; those of a post follow


class Found(NamedTuple):
    """What a page of figures is made of: the region's name (None where there is no such region), the figures asked for,
    and the drawn body where it is kept.

    newest: id and as-of day of the region's newest figures; None where there are none
    posts: those open on the day of the figures; None for somebody who may not read posts
    """

    place: str | None
    newest: tuple[UUID, dt.date] | None
    snapshot: Snapshot | None
    body: Body | None
    posts: tuple[OpenPost, ...] | None


def found(
    region: str, edition: str, focus: Focus, *, posts: Asked | None, slice_: str = "", asked: UUID | None = None
) -> Found:
    """The newest figures of a region, or those asked for, with the drawn body if there is one. One query.

    posts: which of them the reader may see, if any; slice_: that of a system or an organisation
    """
    name, version = name_of_body(focus, slice_), template_version()
    wanted = {"region": region, "asked": asked, "edition": edition, "name": name, "version": version}
    with connection.cursor() as cursor:
        cursor.execute(FOUND, wanted | (posts or NO_POSTS).values)
        rows = cursor.fetchall()
    place, newest, newest_day, made, as_of, made_at, previous, is_drawn = rows[0][:OF_FOUND]
    snapshot = None
    if made:
        snapshot = Snapshot(pk=made, region=region, as_of=as_of, made_at=made_at, previous_id=previous)
    return Found(
        place=NATION_NAME if region == NATION else place,
        newest=(newest, newest_day) if newest else None,
        snapshot=snapshot,
        body=drawn_body(made, edition, name, version) if is_drawn else None,
        posts=None if posts is None else tuple(OpenPost(*row[OF_FOUND:]) for row in rows if row[OF_FOUND]),
    )
