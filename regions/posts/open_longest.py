"""The posts that have been open longest, as they are kept now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from regions.models import Occupancy
from regions.reach import Reach

# One statement, written out: it stands on the most opened page of the product. Open since: the day on which the last
# holder who counts left, in this post or the one that it continues; without one, the first day anything is known of.
OPEN = """
WITH RECURSIVE open AS (
    SELECT post.id, post.title, post.ref, post.role_family, post.level, post.continues_id, post.organisation_id,
           coalesce(held.kind, '') AS kind
      FROM regions_post post
      JOIN regions_placement placement ON placement.organisation_id = post.organisation_id
           AND placement.since <= %(day)s AND (placement.until IS NULL OR placement.until > %(day)s)
      LEFT JOIN regions_system system ON system.id = placement.system_id
      JOIN regions_organisation organisation ON organisation.id = post.organisation_id
      LEFT JOIN regions_occupancy held ON held.post_id = post.id
           AND held.since <= %(day)s AND (held.until IS NULL OR held.until > %(day)s)
     WHERE post.established_from <= %(day)s AND (post.established_until IS NULL OR post.established_until > %(day)s)
       AND (coalesce(held.kind, 'vacant') = 'vacant'
            OR held.kind IN ('interim', 'acting') AND held.returns_on IS NULL)
       AND (%(everywhere)s OR placement.region_id = ANY(%(slugs)s) OR post.organisation_id = ANY(%(own)s))
       AND (%(role_family)s = '' OR post.role_family = %(role_family)s)
       AND (%(level)s = '' OR post.level = %(level)s) AND (NOT %(critical)s OR post.critical)
       AND (%(system)s = '' OR system.code = %(system)s)
       AND (%(organisation)s = '' OR organisation.code = %(organisation)s)
),
line AS (
    SELECT open.id AS first, open.id, open.continues_id FROM open
    UNION ALL
    SELECT line.first, before.id, before.continues_id
      FROM line JOIN regions_post before ON before.id = line.continues_id
),
fell AS (
    SELECT line.first, coalesce(max(spell.until) FILTER (WHERE spell.kind IN ('substantive', 'secondment-in')
                                                           OR spell.returns_on IS NOT NULL), min(spell.since)) AS since
      FROM line JOIN regions_occupancy spell ON spell.post_id = line.id AND spell.since <= %(day)s GROUP BY 1
),
first AS (
    SELECT open.*, fell.since, organisation.name, organisation.code, count(*) OVER () AS every
      FROM open JOIN regions_organisation organisation ON organisation.id = open.organisation_id
      LEFT JOIN fell ON fell.first = open.id
     ORDER BY fell.since NULLS LAST, organisation.sort_key, open.ref LIMIT %(most)s
)
SELECT first.id, first.title, first.name, first.code, first.role_family, first.level, first.kind, first.since,
       %(day)s - (SELECT max(signed.as_of) FROM regions_return signed
                   WHERE signed.organisation_id = first.organisation_id AND signed.state = 'signed-off'
                     AND signed.as_of <= %(day)s), first.every
  FROM first ORDER BY first.since NULLS LAST, first.name, first.ref
"""


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A post open on the day. No holder's name: how it is covered, since when nobody has held it who counts.

    since: None where nothing is recorded of it; return_age: days since the day of its organisation's newest signed-off
    return, None without one; every: how many posts are open in all
    """

    id: UUID
    title: str
    organisation: str
    code: str
    role_family: str
    level: str
    kind: str
    since: dt.date | None
    return_age: int | None
    every: int

    @property
    def held_by(self) -> str:
        """How it is held: "Interim", "Nobody (vacant)"."""
        if self.kind in ("", Occupancy.Kind.VACANT):
            return "Nobody (vacant)" if self.kind else "Nobody recorded"
        return Occupancy.Kind(self.kind).label


def open_longest(
    here: Reach,
    day: dt.date,
    *,
    role_family: str = "",
    level: str = "",
    critical: bool = False,
    system: str = "",
    organisation: str = "",
    most: int | None = None,
) -> list[OpenPost]:
    """Posts that count here and are open on the day, the longest open first; what is empty narrows nothing. One query.

    here: where somebody may read posts. system, organisation: ODS codes.
    """
    asked = {
        "day": day, "everywhere": here.slugs is None, "slugs": sorted(here.slugs or ()), "own": list(here.own),
        "role_family": role_family, "level": level, "critical": critical, "system": system,
        "organisation": organisation, "most": most,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(OPEN, asked)
        return [OpenPost(*row) for row in cursor.fetchall()]
