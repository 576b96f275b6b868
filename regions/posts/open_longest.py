"""The posts that have been open longest, as they are kept now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from regions.models import Occupancy
from regions.reach import Reach

# Parts of one statement, written out: it stands on the most opened page of the product. `asked` is a row with the day.
# Open since: the day on which the last holder who counts left, in this post or the one that it continues; without one,
# the first day anything is known of.
OPEN = """
open AS (
    SELECT post.id, post.title, post.ref, post.role_family, post.level, post.continues_id, post.organisation_id,
           coalesce(held.kind, '') AS kind, day
      FROM asked
      JOIN regions_post post
           ON post.established_from <= day AND (post.established_until IS NULL OR post.established_until > day)
      JOIN regions_placement placement ON placement.organisation_id = post.organisation_id
           AND placement.since <= day AND (placement.until IS NULL OR placement.until > day)
      LEFT JOIN regions_system system ON system.id = placement.system_id
      JOIN regions_organisation organisation ON organisation.id = post.organisation_id
      LEFT JOIN regions_occupancy held ON held.post_id = post.id
           AND held.since <= day AND (held.until IS NULL OR held.until > day)
     WHERE (coalesce(held.kind, 'vacant') = 'vacant'
            OR held.kind IN ('interim', 'acting') AND held.returns_on IS NULL)
       AND (%(everywhere)s OR placement.region_id = ANY(%(slugs)s) OR post.organisation_id = ANY(%(own)s))
       AND (%(role_family)s = '' OR post.role_family = %(role_family)s)
       AND (%(level)s = '' OR post.level = %(level)s) AND (NOT %(critical)s OR post.critical)
       AND (%(system)s = '' OR system.code = %(system)s)
       AND (%(organisation)s = '' OR organisation.code = %(organisation)s)
),
line AS (
    SELECT open.id AS first, open.continues_id AS id FROM open WHERE open.continues_id IS NOT NULL
    UNION ALL
    SELECT line.first, before.continues_id
      FROM line JOIN regions_post before ON before.id = line.id WHERE before.continues_id IS NOT NULL
),
first AS (
    SELECT open.*, fell.since, organisation.name, organisation.code, count(*) OVER () AS every
      FROM open JOIN regions_organisation organisation ON organisation.id = open.organisation_id
     CROSS JOIN LATERAL (
           SELECT coalesce(max(spell.until) FILTER (WHERE spell.kind IN ('substantive', 'secondment-in')
                                                       OR spell.returns_on IS NOT NULL), min(spell.since)) AS since
             FROM (SELECT open.id UNION ALL SELECT line.id FROM line WHERE line.first = open.id) post
             JOIN regions_occupancy spell ON spell.post_id = post.id AND spell.since <= open.day) fell
     ORDER BY fell.since NULLS LAST, organisation.sort_key, open.ref LIMIT %(most)s
)
"""
LISTED = """
       first.id, first.title, first.name, first.code, first.role_family, first.level, first.kind, first.since,
       first.day - (SELECT max(signed.as_of) FROM regions_return signed
                     WHERE signed.organisation_id = first.organisation_id AND signed.state = 'signed-off'
                       AND signed.as_of <= first.day), first.every
"""
IN_ORDER = "first.since NULLS LAST, first.name, first.ref"
OPEN_LONGEST = f"""
WITH RECURSIVE asked AS (SELECT %(day)s::date AS day),{OPEN} SELECT {LISTED} FROM first ORDER BY {IN_ORDER}
"""  # noqa: S608 (put together of constants)


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


@dataclass(frozen=True, slots=True)
class Asked:
    """Which open posts: those that count where somebody may read posts (`here`; None is nowhere); what is empty narrows
    nothing.

    system, organisation: ODS codes; most: how many, None for all
    """

    here: Reach | None
    role_family: str = ""
    level: str = ""
    critical: bool = False
    system: str = ""
    organisation: str = ""
    most: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """As the statement takes them."""
        slugs, own = (self.here.slugs, self.here.own) if self.here else (frozenset(), frozenset())
        return {
            "everywhere": slugs is None, "slugs": sorted(slugs or ()), "own": list(own),
            "role_family": self.role_family, "level": self.level, "critical": self.critical, "system": self.system,
            "organisation": self.organisation, "most": self.most,
        }  # fmt: skip


def open_longest(asked: Asked, day: dt.date) -> list[OpenPost]:
    """Posts that are open on the day, the longest open first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_LONGEST, asked.values | {"day": day})
        return [OpenPost(*row) for row in cursor.fetchall()]
