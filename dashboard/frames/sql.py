"""The statements that a snapshot reads: what is so on a day, grouped.

Every statement is built of the same named parts (common table expressions). Parameters: `as_of` and the other days of
`metrics.time.Boundaries`, `region` (a slug, or null for the nation) and `full` (whether confidential forecasts count).
"""

HORIZON_OF_FORECAST = """
CASE WHEN live.expected_on < %(in_12)s THEN '0-1' WHEN live.expected_on < %(in_36)s THEN '1-3'
     WHEN live.expected_on < %(in_60)s THEN '3-5' END
"""

HORIZON_OF_BAND = """
CASE WHEN band.months_to <= 0 THEN 'now' WHEN band.months_to <= 12 THEN '0-1' WHEN band.months_to <= 36 THEN '1-3'
     WHEN band.months_to <= 60 THEN '3-5' END
"""

# Organisations that belong to the region on the day, with the newest signed-off return they had by then.
PLACED = """
placed AS MATERIALIZED (
    SELECT placement.organisation_id, organisation.code AS organisation, placement.region_id AS region,
           coalesce(system.code, '') AS system, coalesce(standing.challenged, false) AS challenged,
           (SELECT max(signed.as_of) FROM regions_return signed
             WHERE signed.organisation_id = placement.organisation_id AND signed.state = 'signed-off'
               AND signed.as_of <= %(as_of)s) AS returned
      FROM regions_placement placement
      JOIN regions_organisation organisation ON organisation.id = placement.organisation_id
      LEFT JOIN regions_system system ON system.id = placement.system_id
      LEFT JOIN regions_standing standing ON standing.organisation_id = placement.organisation_id
           AND standing.since <= %(as_of)s AND (standing.until IS NULL OR standing.until > %(as_of)s)
     WHERE placement.since <= %(as_of)s AND (placement.until IS NULL OR placement.until > %(as_of)s)
       AND (%(region)s::text IS NULL OR placement.region_id = %(region)s)
)"""

# Posts of these organisations: established on the day, or to be established later (whose forecasts count).
# Nobody recorded as holding it means vacant: that nothing is recorded is told under data quality.
POST = """
post AS MATERIALIZED (
    SELECT post.id, placed.organisation, placed.system, placed.region, placed.challenged, placed.returned,
           post.role_family, post.level, post.critical, post.established_until,
           post.established_from <= %(as_of)s AS established,
           post.established_from <= %(as_of)s AND coalesce(held.kind, 'vacant') = 'vacant' AS vacant,
           post.established_from <= %(as_of)s AND coalesce(held.kind IN ('interim', 'acting'), false)
               AND held.returns_on IS NULL AS covered,
           post.established_from <= %(as_of)s AND held.returns_on IS NOT NULL AS covered_absence,
           coalesce(held.kind IN ('substantive', 'secondment-in'), false) AS held_firmly,
           held.kind IS NULL AS unrecorded, held.signed_off IS FALSE AS corrected
      FROM regions_post post
      JOIN placed ON placed.organisation_id = post.organisation_id
      LEFT JOIN regions_occupancy held ON held.post_id = post.id
           AND held.since <= %(as_of)s AND (held.until IS NULL OR held.until > %(as_of)s)
     WHERE post.established_until IS NULL OR post.established_until > %(as_of)s
)"""

# The forecast in force for each post that is not open: the confidential one where both are live and may be counted.
FORECAST = f"""
live AS (
    SELECT DISTINCT ON (forecast.post_id) forecast.post_id, forecast.expected_on, forecast.probability, forecast.as_of
      FROM regions_forecast forecast
     WHERE forecast.as_of <= %(as_of)s AND (forecast.ended_on IS NULL OR forecast.ended_on > %(as_of)s)
       AND (%(full)s OR NOT forecast.confidential)
     ORDER BY forecast.post_id, forecast.confidential DESC
),
forecast AS MATERIALIZED (
    SELECT post.*, live.probability, live.expected_on, live.as_of AS made_on,
           {HORIZON_OF_FORECAST} AS horizon
      FROM post JOIN live ON live.post_id = post.id
     WHERE NOT post.vacant AND NOT post.covered
       AND (post.established_until IS NULL OR live.expected_on < post.established_until)
)"""  # noqa: S608

# Memberships of the region's pools that are active on the day, with the readiness decided by then.
MEMBER = f"""
member AS MATERIALIZED (
    SELECT membership.id, membership.candidate_id, membership.ends, pool.role_families, pool.level,
           {HORIZON_OF_BAND} AS horizon, decision.decided_on
      FROM pools_membership membership
      JOIN pools_pool pool ON pool.id = membership.pool_id
      JOIN (SELECT DISTINCT ON (step.of_id) step.of_id, step.to_state FROM pools_membershipstate step
             WHERE step.effective_on <= %(as_of)s ORDER BY step.of_id, step.effective_on DESC, step.id DESC) state
           ON state.of_id = membership.id AND state.to_state = 'active'
      LEFT JOIN (SELECT DISTINCT ON (made.membership_id) made.membership_id, made.band_id, made.decided_on
                   FROM pools_readinessdecision made
                  WHERE made.decided_on <= %(as_of)s
                  ORDER BY made.membership_id, made.decided_on DESC, made.id DESC) decision
           ON decision.membership_id = membership.id
      LEFT JOIN pools_readinessband band ON band.code = decision.band_id
     WHERE %(region)s::text IS NULL OR pool.region_id = %(region)s
)"""  # noqa: S608

# A person in a pool of several role families stands in each of their rows, even without a readiness that counts.
STANDING_IN = """
standing_in AS (
    SELECT member.id, member.candidate_id, family.role_family, member.level, member.horizon, member.decided_on
      FROM member CROSS JOIN LATERAL unnest(member.role_families) AS family(role_family)
)"""

# Who holds a post firmly and is a member with a readiness: they may not be matched to it. The posts they hold.
HOLDER = """
holder AS MATERIALIZED (
    SELECT candidate.id AS candidate_id, post.id AS post_id
      FROM pools_candidate candidate JOIN post ON post.id = candidate.current_post_id
     WHERE post.held_firmly
       AND EXISTS (SELECT FROM member WHERE member.candidate_id = candidate.id AND member.horizon IS NOT NULL)
),
held_post AS (SELECT DISTINCT post_id FROM holder)"""

ROWS_WITH_TOTALS = "GROUPING SETS ((role_family, level), (role_family), (level), ())"


def statement(*parts: str, select: str) -> str:
    """One statement from its named parts and what it selects."""
    return f"WITH {','.join(parts)}\n{select}"


POSTS = statement(
    PLACED, POST,
    select="""
SELECT organisation, system, critical, role_family, level, count(*) AS posts,
       count(*) FILTER (WHERE vacant) AS vacant, count(*) FILTER (WHERE covered) AS covered,
       count(*) FILTER (WHERE covered_absence) AS covered_absence,
       count(*) FILTER (WHERE returned >= %(returns_fresh_from)s) AS posts_fresh
  FROM post WHERE established
 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5""",
)  # fmt: skip

FORECASTS = statement(
    PLACED, POST, FORECAST,
    select="""
SELECT organisation, system, critical, role_family, level, horizon, probability, count(*) AS forecasts
  FROM forecast WHERE horizon IS NOT NULL
 GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7""",
)  # fmt: skip

OPENINGS = statement(
    PLACED, POST, FORECAST, MEMBER, HOLDER,
    select="""
SELECT role_family, level, region, challenged, critical, horizon, held, count(*) AS openings
  FROM (SELECT post.*, 'now' AS horizon, '' AS held FROM post WHERE vacant OR covered
        UNION ALL
        SELECT post.*, forecast.horizon, coalesce(held_post.post_id::text, '')
          FROM forecast JOIN post ON post.id = forecast.id
          LEFT JOIN held_post ON held_post.post_id = post.id WHERE forecast.horizon IS NOT NULL) opening
 GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7""",
)  # fmt: skip

# Without a vacancy to come within 60 months a critical post is measured now: who could step in tomorrow?
CRITICAL = statement(
    PLACED, POST, FORECAST, MEMBER, HOLDER,
    select="""
SELECT post.role_family, post.level, post.region, post.challenged,
       coalesce(forecast.horizon, 'now') AS horizon,
       coalesce(held_post.post_id::text, '') AS held, count(*) AS critical_posts
  FROM post LEFT JOIN forecast ON forecast.id = post.id LEFT JOIN held_post ON held_post.post_id = post.id
 WHERE post.critical AND post.established
 GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6""",
)  # fmt: skip

# Without a horizon: those whose readiness does not count. They make a row of the figures, and no supply.
SUPPLY = statement(
    MEMBER,
    STANDING_IN,
    select=f"""
, earliest AS (
    SELECT coalesce(role_family, 'all') AS role_family, coalesce(level, 'all') AS level, candidate_id,
           min(CASE horizon WHEN 'now' THEN 1 WHEN '0-1' THEN 2 WHEN '1-3' THEN 3 WHEN '3-5' THEN 4 END) AS place
      FROM standing_in GROUP BY candidate_id, {ROWS_WITH_TOTALS}
)
SELECT role_family, level, (ARRAY['now', '0-1', '1-3', '3-5'])[place] AS horizon, count(*) AS supply
  FROM earliest GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",  # noqa: S608
)

DECISIONS = statement(
    MEMBER, STANDING_IN,
    select=f"""
SELECT coalesce(role_family, 'all') AS role_family, coalesce(level, 'all') AS level,
       count(DISTINCT id) AS decisions,
       count(DISTINCT id) FILTER (WHERE decided_on >= %(year_ago)s) AS decisions_fresh
  FROM standing_in WHERE horizon IS NOT NULL GROUP BY {ROWS_WITH_TOTALS} ORDER BY 1, 2""",  # noqa: S608
)  # fmt: skip

PEOPLE = statement(
    PLACED, POST, MEMBER, STANDING_IN, HOLDER,
    select="""
, ready AS (
    SELECT candidate_id, array_agg(DISTINCT role_family || '/' || level || '/' || horizon) AS abilities
      FROM standing_in WHERE horizon IS NOT NULL GROUP BY candidate_id
), mobile AS (
    SELECT candidate_id, array_agg(region_id ORDER BY region_id) AS regions FROM pools_mobility GROUP BY candidate_id
)
SELECT ready.abilities, coalesce(mobile.regions, '{}') AS regions, candidate.accepts_challenged,
       coalesce(holder.post_id::text, '') AS held, coalesce(holder.candidate_id::text, '') AS alone,
       count(*) AS people
  FROM ready JOIN pools_candidate candidate ON candidate.id = ready.candidate_id
  LEFT JOIN mobile ON mobile.candidate_id = ready.candidate_id
  LEFT JOIN holder ON holder.candidate_id = ready.candidate_id
 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5""",
)  # fmt: skip

MEMBERSHIPS_PAST_END = statement(MEMBER, select="SELECT count(*) FROM member WHERE ends <= %(as_of)s")

# Open since: the day on which the last holder who counts left; without one, the first day of which anything is known.
ORGANISATIONS = statement(
    PLACED, POST, FORECAST,
    select="""
, opened AS (
    SELECT post.id, coalesce(max(spell.until) FILTER (WHERE spell.kind IN ('substantive', 'secondment-in')
                                                         OR spell.returns_on IS NOT NULL), min(spell.since)) AS since
      FROM post JOIN regions_occupancy spell ON spell.post_id = post.id AND spell.since <= %(as_of)s
     WHERE post.vacant OR post.covered
     GROUP BY post.id
), posts AS (
    SELECT post.organisation, count(*) FILTER (WHERE established) AS posts,
           count(*) FILTER (WHERE established AND unrecorded) AS posts_without_occupancy,
           count(*) FILTER (WHERE corrected) AS corrections,
           count(*) FILTER (WHERE opened.since < %(year_ago)s) AS open_over_a_year
      FROM post LEFT JOIN opened ON opened.id = post.id GROUP BY 1
), forecasts AS (
    SELECT organisation, count(*) FILTER (WHERE made_on < %(forecasts_stale_before)s) AS stale_forecasts,
           count(*) FILTER (WHERE expected_on <= %(as_of)s) AS overdue_forecasts
      FROM forecast GROUP BY 1
), unsigned AS (
    SELECT post.organisation, count(*) AS corrections
      FROM post JOIN regions_forecast live ON live.post_id = post.id
     WHERE NOT live.signed_off AND live.as_of <= %(as_of)s AND (live.ended_on IS NULL OR live.ended_on > %(as_of)s)
       AND (%(full)s OR NOT live.confidential)
     GROUP BY 1
)
SELECT placed.organisation, newest.state AS return_state, %(as_of)s - placed.returned AS return_age_days,
       coalesce(posts.posts, 0) AS posts, coalesce(forecasts.stale_forecasts, 0) AS stale_forecasts,
       coalesce(forecasts.overdue_forecasts, 0) AS overdue_forecasts,
       coalesce(posts.posts_without_occupancy, 0) AS posts_without_occupancy,
       coalesce(posts.open_over_a_year, 0) AS open_over_a_year,
       coalesce(posts.corrections, 0) + coalesce(unsigned.corrections, 0) AS corrections_not_signed_off,
       placed.system
  FROM placed
  LEFT JOIN LATERAL (SELECT latest.state FROM regions_return latest
                      WHERE latest.organisation_id = placed.organisation_id
                        AND make_date(latest.year, 4, 1) + make_interval(months => 3 * (latest.quarter - 1))
                            <= %(as_of)s
                      ORDER BY latest.year DESC, latest.quarter DESC LIMIT 1) newest ON true
  LEFT JOIN posts ON posts.organisation = placed.organisation
  LEFT JOIN forecasts ON forecasts.organisation = placed.organisation
  LEFT JOIN unsigned ON unsigned.organisation = placed.organisation
 ORDER BY 1""",
)  # fmt: skip
