"""The posts that changed between two days, one by one: read now, for whoever may read posts, as far as they may see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from dashboard.changes.sql import statement
from dashboard.reading.focus import Focus
from dashboard.sentences.names import ALL
from regions.access import confidential_seen_by, own_posts
from regions.reach import Reach

# A confidential forecast is seen by whoever keeps it; none of a post is shown to its holder who has not entered it.
SEEN = """((NOT told.confidential OR told.post_id = ANY(%(confidential)s))
          AND (told.post_id <> ALL(%(own)s) OR told.recorded_by_id = %(by)s))"""

LISTED = statement(
    seen=SEEN,
    select="""
, fell AS (
    SELECT changed.first, coalesce(max(spell.until) FILTER (WHERE spell.kind IN ('substantive', 'secondment-in')
                                                         OR spell.returns_on IS NOT NULL), min(spell.since)) AS day
      FROM changed JOIN lineage ON lineage.first = changed.first
      JOIN regions_occupancy spell ON spell.post_id = lineage.id AND spell.since <= %(as_of)s
     WHERE changed.opened OR changed.came GROUP BY 1
)
SELECT post.id, post.title, organisation.name, organisation.code, changed.role_family, changed.level, changed.opened,
       changed.filled, changed.newly_forecast, changed.forecast_ended, changed.came, changed.went,
       CASE WHEN changed.filled THEN was_forecast.first IS NOT NULL ELSE changed.forecast_before END,
       CASE WHEN changed.filled THEN held.since ELSE fell.day END, changed.expected_now
  FROM changed JOIN regions_post post ON post.id = changed.id
  JOIN regions_organisation organisation ON organisation.id = post.organisation_id
  LEFT JOIN was_forecast ON was_forecast.first = changed.first
  LEFT JOIN fell ON fell.first = changed.first
  LEFT JOIN regions_occupancy held ON held.post_id = post.id AND held.since <= %(as_of)s
       AND (held.until IS NULL OR held.until > %(as_of)s)
 WHERE (opened OR filled OR newly_forecast OR forecast_ended OR came OR went)
   AND (%(role_family)s = '' OR changed.role_family = %(role_family)s)
   AND (%(level)s = '' OR changed.level = %(level)s) AND (NOT %(critical)s OR changed.critical)
 ORDER BY organisation.sort_key, post.ref, post.id""",
)


@dataclass(frozen=True, slots=True)
class ChangedPost:
    """A post and what became of it. No holder's name.

    was_forecast: whether it had been; day: since when it has been open, or filled; expected: the day of the forecast
    in force, for those who may see days
    """

    id: UUID
    title: str
    organisation: str
    code: str
    role_family: str
    level: str
    opened: bool
    filled: bool
    newly_forecast: bool
    forecast_ended: bool
    came: bool
    went: bool
    was_forecast: bool
    day: dt.date | None
    expected: dt.date | None


def changed_posts(here: Reach, as_of: dt.date, *, since: dt.date, focus: Focus) -> list[ChangedPost]:
    """The posts of one region, or of the nation, that changed between two days. Up to three queries.

    here: `reach(user, READ_POSTS).within(slug)`
    """
    seen = confidential_seen_by(here.user)
    posts = here.posts(as_of)
    asked = {
        "region": None if here.slugs is None else next(iter(here.slugs)), "as_of": as_of, "since": since,
        "confidential": [] if seen is None else list(posts.filter(seen).values_list("pk", flat=True)),
        "own": list(posts.filter(own_posts(here.user)).values_list("pk", flat=True)), "by": here.user.pk,
        "role_family": "" if focus.role_family == ALL else focus.role_family,
        "level": "" if focus.level == ALL else focus.level, "critical": focus.critical,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(LISTED, asked)
        return [ChangedPost(*row) for row in cursor.fetchall()]
