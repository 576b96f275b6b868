"""How the posts of a region stood on two days, and what became of them between: one definition, counted or listed.

Parameters: `since` (the earlier day), `as_of`, `region` (a slug, or null for the nation), and those of the rule that
says which forecasts are seen. A post that moved to another organisation (`continues`) goes on as one. Facts are as they
are recorded now, on both days.
"""

LINEAGE = """
lineage AS (
    SELECT post.id, post.id AS first FROM regions_post post WHERE post.continues_id IS NULL
    UNION ALL
    SELECT post.id, lineage.first FROM regions_post post JOIN lineage ON post.continues_id = lineage.id
)"""

# Every post on each of the two days, of whatever region, with the forecast in force (the confidential one where both
# may be seen). One row a lineage and day: the post that is established by then before the one that will be.
STANDING = """
standing AS (
    SELECT DISTINCT ON (lineage.first, day.day)
           lineage.first, day.day, post.id, post.role_family, post.level, post.critical,
           %(region)s::text IS NULL OR placement.region_id = %(region)s AS here,
           post.established_from <= day.day AS established,
           post.established_from <= day.day AND (coalesce(held.kind, 'vacant') = 'vacant'
               OR held.kind IN ('interim', 'acting') AND held.returns_on IS NULL) AS open,
           CASE WHEN post.established_until IS NULL OR told.expected_on < post.established_until
                THEN told.expected_on END AS expected_on,
           told.probability
      FROM (VALUES (%(since)s::date), (%(as_of)s::date)) day (day)
      JOIN regions_post post ON post.established_until IS NULL OR post.established_until > day.day
      JOIN lineage ON lineage.id = post.id
      JOIN regions_placement placement ON placement.organisation_id = post.organisation_id
           AND placement.since <= day.day AND (placement.until IS NULL OR placement.until > day.day)
      LEFT JOIN regions_occupancy held ON held.post_id = post.id
           AND held.since <= day.day AND (held.until IS NULL OR held.until > day.day)
      LEFT JOIN regions_forecast told ON told.post_id = post.id
           AND told.as_of <= day.day AND (told.ended_on IS NULL OR told.ended_on > day.day) AND {seen}
     ORDER BY lineage.first, day.day, established DESC, post.established_from, post.id, told.confidential DESC
)"""

# Both days of a post side by side. It stands under what it is now, or was where it is no post of here any more.
BOTH_DAYS = """
now_and_then AS (
    SELECT standing.*, day = %(as_of)s AS now, day = %(since)s AS before,
           NOT open AND expected_on IS NOT NULL AS forecast
      FROM standing
),
both_days AS MATERIALIZED (
    SELECT first,
           (array_agg(id ORDER BY day DESC) FILTER (WHERE here))[1] AS id,
           (array_agg(role_family ORDER BY day DESC) FILTER (WHERE here))[1] AS role_family,
           (array_agg(level ORDER BY day DESC) FILTER (WHERE here))[1] AS level,
           (array_agg(critical ORDER BY day DESC) FILTER (WHERE here))[1] AS critical,
           coalesce(bool_or(here) FILTER (WHERE now), false) AS here_now,
           coalesce(bool_or(here) FILTER (WHERE before), false) AS here_before,
           coalesce(bool_or(open) FILTER (WHERE now), false) AS open_now,
           coalesce(bool_or(open) FILTER (WHERE before), false) AS open_before,
           coalesce(bool_or(established AND NOT open) FILTER (WHERE now), false) AS filled_now,
           coalesce(bool_or(forecast) FILTER (WHERE now), false) AS forecast_now,
           coalesce(bool_or(forecast) FILTER (WHERE before), false) AS forecast_before,
           min(expected_on) FILTER (WHERE now AND forecast) AS expected_now,
           min(expected_on) FILTER (WHERE before AND forecast) AS expected_before,
           min(probability) FILTER (WHERE before AND forecast) AS probability
      FROM now_and_then GROUP BY first HAVING bool_or(here)
)"""

# What became of it. The posts open before, and those opened and come, less those filled and gone, are those open now.
CHANGED = """
changed AS MATERIALIZED (
    SELECT both_days.*,
           here_now AND open_now AND NOT open_before AS opened,
           here_before AND open_before AND filled_now AS filled,
           here_now AND open_now AND open_before AND NOT here_before AS came,
           here_before AND open_before AND NOT filled_now AND NOT (here_now AND open_now) AS went,
           here_now AND forecast_now AND NOT forecast_before AS newly_forecast,
           here_before AND forecast_before AND NOT open_now AND NOT forecast_now AS forecast_ended
      FROM both_days
)"""

# For posts filled meanwhile: since when they had been open, and whether that had been forecast.
FILLED = """
open_since AS (
    SELECT changed.first, coalesce(max(spell.until) FILTER (WHERE spell.kind IN ('substantive', 'secondment-in')
                                                         OR spell.returns_on IS NOT NULL), min(spell.since)) AS day
      FROM changed JOIN lineage ON lineage.first = changed.first
      JOIN regions_occupancy spell ON spell.post_id = lineage.id AND spell.since <= %(since)s
     WHERE changed.filled GROUP BY 1
),
was_forecast AS (
    SELECT DISTINCT open_since.first
      FROM open_since JOIN lineage ON lineage.first = open_since.first
      JOIN regions_forecast told ON told.post_id = lineage.id AND told.as_of < open_since.day
           AND (told.ended_on IS NULL OR told.ended_on >= open_since.day) AND {seen}
)"""


def statement(*, seen: str, select: str) -> str:
    """One statement over what became of every post. seen: whether the forecast `told` may be seen, in SQL."""
    parts = ",".join((LINEAGE, STANDING, BOTH_DAYS, CHANGED, FILLED))
    return f"WITH RECURSIVE {parts}\n{select}".replace("{seen}", seen)


# due: the probability of a forecast of the earlier day that was to have come true by now, else null.
COUNTED = statement(
    seen="(%(full)s OR NOT told.confidential)",
    select="""
SELECT critical, role_family, level, CASE WHEN here_before AND expected_before <= %(as_of)s THEN probability END AS due,
       count(*) AS posts,
       count(*) FILTER (WHERE here_before AND open_before) AS open_before,
       count(*) FILTER (WHERE opened) AS opened,
       count(*) FILTER (WHERE opened AND forecast_before) AS opened_forecast,
       count(*) FILTER (WHERE filled) AS filled,
       count(*) FILTER (WHERE was_forecast.first IS NOT NULL) AS filled_forecast,
       count(*) FILTER (WHERE came) AS came, count(*) FILTER (WHERE went) AS went,
       count(*) FILTER (WHERE newly_forecast) AS newly_forecast,
       count(*) FILTER (WHERE forecast_ended) AS forecast_ended
  FROM changed LEFT JOIN was_forecast USING (first)
 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""",
)
