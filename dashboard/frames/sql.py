"""The statements that a snapshot reads: what is so on a day, grouped.

Every statement is built of the same named parts (common table expressions). Parameters: `as_of` and the other days of
`metrics.time.Boundaries`, and `region` (a slug, or null for the nation). A horizon is a number, its place in
`metrics.time.HORIZONS`, or -1 for none; a chance is a probability in 1e-4, or -1 without a horizon. What depends on
confidential forecasts is there twice: `open_...` as if they did not exist, and `full_...`.
"""


def horizon_of_forecast(expected_on: str) -> str:
    """The horizon of a forecast's day; none without one, and at 60 months and beyond."""
    return f"""CASE WHEN {expected_on} < %(in_12)s THEN 1 WHEN {expected_on} < %(in_36)s THEN 2
                    WHEN {expected_on} < %(in_60)s THEN 3 ELSE -1 END"""


HORIZON_OF_BAND = """
CASE WHEN band.months_to <= 0 THEN 0 WHEN band.months_to <= 12 THEN 1 WHEN band.months_to <= 36 THEN 2
     WHEN band.months_to <= 60 THEN 3 END
"""


def is_live(forecast: str) -> str:
    """Whether a forecast has been made, and neither withdrawn nor superseded, by the day."""
    return f"{forecast}.as_of <= %(as_of)s AND ({forecast}.ended_on IS NULL OR {forecast}.ended_on > %(as_of)s)"


# Organisations that belong to the region on the day, with the newest signed-off return they had by then. Those of one
# `place` are counted together: in a region each by itself; in the nation those of a region that are alike.
PLACED = """
placed AS MATERIALIZED (
    SELECT home.*, dense_rank() OVER (ORDER BY region, challenged, fresh,
                                               CASE WHEN %(region)s::text IS NOT NULL THEN organisation END) AS place
      FROM (SELECT placement.organisation_id, organisation.code AS organisation, placement.region_id AS region,
                   coalesce(system.code, '') AS system, coalesce(standing.challenged, false) AS challenged,
                   signed.returned, coalesce(signed.returned >= %(returns_fresh_from)s, false) AS fresh
              FROM regions_placement placement
              JOIN regions_organisation organisation ON organisation.id = placement.organisation_id
              LEFT JOIN regions_system system ON system.id = placement.system_id
              LEFT JOIN regions_standing standing ON standing.organisation_id = placement.organisation_id
                   AND standing.since <= %(as_of)s AND (standing.until IS NULL OR standing.until > %(as_of)s)
              LEFT JOIN (SELECT organisation_id, max(as_of) AS returned FROM regions_return
                          WHERE state = 'signed-off' AND as_of <= %(as_of)s GROUP BY organisation_id) signed
                   ON signed.organisation_id = placement.organisation_id
             WHERE placement.since <= %(as_of)s AND (placement.until IS NULL OR placement.until > %(as_of)s)
               AND (%(region)s::text IS NULL OR placement.region_id = %(region)s)) home
)"""

# Posts of these organisations: established on the day, or to be established later (whose forecasts count).
# Nobody recorded as holding it means vacant: that nothing is recorded is told under data quality.
# A post that moved is counted where it came from until the day on which it moved.
POST = """
post AS (
    SELECT post.id, placed.organisation_id, placed.place, placed.fresh,
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
     WHERE (post.established_until IS NULL OR post.established_until > %(as_of)s)
       AND (post.continues_id IS NULL OR post.established_from <= %(as_of)s)
)"""

# Posts with the forecast in force where they are not open: the confidential one where both are live and may be counted.
# The database keeps that only one of a kind is live on a day.
EXPECTED = f"""
expected AS (
    SELECT told.*, CASE WHEN open_horizon >= 0 THEN (open_probability * 10000)::int ELSE -1 END AS open_chance,
           CASE WHEN full_horizon >= 0 THEN (full_probability * 10000)::int ELSE -1 END AS full_chance
      FROM (SELECT said.*, {horizon_of_forecast("said.open_expected_on")} AS open_horizon,
                   {horizon_of_forecast("said.full_expected_on")} AS full_horizon
              FROM (SELECT post.*,
                           CASE WHEN open.expected_on < coalesce(post.established_until, 'infinity')
                                THEN open.expected_on END AS open_expected_on,
                           CASE WHEN coalesce(confided.expected_on, open.expected_on)
                                     < coalesce(post.established_until, 'infinity')
                                THEN coalesce(confided.expected_on, open.expected_on) END AS full_expected_on,
                           open.probability AS open_probability, open.as_of AS open_made_on,
                           coalesce(confided.probability, open.probability) AS full_probability,
                           coalesce(confided.as_of, open.as_of) AS full_made_on
                      FROM post
                      LEFT JOIN regions_forecast open ON open.post_id = post.id AND NOT open.confidential
                           AND {is_live("open")} AND NOT post.vacant AND NOT post.covered
                      LEFT JOIN regions_forecast confided ON confided.post_id = post.id AND confided.confidential
                           AND {is_live("confided")} AND NOT post.vacant AND NOT post.covered) said) told
)"""  # noqa: S608

# Pools by number, and memberships of the region's pools that are active on the day, with the readiness decided by then.
POOL = """
pool AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY id)::int AS number, role_families, level
      FROM pools_pool WHERE %(region)s::text IS NULL OR region_id = %(region)s
)"""
MEMBER = f"""
member AS (
    SELECT membership.id, membership.candidate_id, membership.ends, pool.number AS pool,
           {HORIZON_OF_BAND} AS horizon, decision.decided_on
      FROM pools_membership membership
      JOIN pool ON pool.id = membership.pool_id AND membership.set_aside_by_id IS NULL
      JOIN pools_membershipstate step ON step.of_id = membership.id AND step.to_state = 'active'
           AND step.effective_on <= %(as_of)s
           AND NOT EXISTS (SELECT FROM pools_membershipstate later
                            WHERE later.of_id = step.of_id AND later.effective_on <= %(as_of)s
                              AND (later.effective_on, later.id) > (step.effective_on, step.id))
      LEFT JOIN (SELECT made.membership_id, made.band_id, made.decided_on FROM pools_readinessdecision made
                  WHERE made.decided_on <= %(as_of)s
                    AND NOT EXISTS (SELECT FROM pools_readinessdecision later
                                     WHERE later.membership_id = made.membership_id AND later.decided_on <= %(as_of)s
                                       AND (later.decided_on, later.id) > (made.decided_on, made.id))) decision
           ON decision.membership_id = membership.id
      LEFT JOIN pools_readinessband band ON band.code = decision.band_id
)"""  # noqa: S608

# A place in a pool as one number: people with the same numbers are alike, which is cheaper than grouping them by words.
UNREADY = 4
STEPS = 5
STANDING = f"pool * {STEPS} + coalesce(horizon, {UNREADY})"


def statement(*parts: str, select: str) -> str:
    """One statement from its named parts and what it selects."""
    return f"WITH {','.join(parts)}\n{select}"


# Posts, and forecasts of posts that are not open, by all that any figure tells apart.
POSTS = statement(
    PLACED, POST, EXPECTED,
    select="""
SELECT place, critical, role_family, level, open_horizon, open_chance, full_horizon, full_chance,
       count(*) AS forecasts, count(*) FILTER (WHERE established) AS posts, count(*) FILTER (WHERE vacant) AS vacant,
       count(*) FILTER (WHERE covered) AS covered, count(*) FILTER (WHERE covered_absence) AS covered_absence,
       count(*) FILTER (WHERE established AND fresh) AS posts_fresh
  FROM expected WHERE established OR open_horizon >= 0 OR full_horizon >= 0
 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8""",
)  # fmt: skip

# A person in a pool of several role families stands in each of their rows, once a row, at the earliest horizon there.
# Without a horizon: those whose readiness does not count. They make a row of the figures, and no supply.
SUPPLY = statement(
    POOL, MEMBER,
    select=f"""
, person AS (
    SELECT candidate_id, array_agg({STANDING} ORDER BY {STANDING}) AS standings FROM member GROUP BY candidate_id
), alike AS MATERIALIZED (
    SELECT standings, count(*) AS people FROM person GROUP BY standings
), earliest AS (
    SELECT standings, people, coalesce(family.role_family, 'all') AS role_family, coalesce(pool.level, 'all') AS level,
           min(standing %% {STEPS}) AS horizon
      FROM alike CROSS JOIN LATERAL unnest(standings) AS each(standing)
      JOIN pool ON pool.number = standing / {STEPS}
     CROSS JOIN LATERAL unnest(pool.role_families) AS family(role_family)
     GROUP BY standings, people,
              GROUPING SETS ((family.role_family, pool.level), (family.role_family), (pool.level), ())
)
SELECT role_family, level, CASE WHEN horizon < {UNREADY} THEN horizon ELSE -1 END AS horizon,
       sum(people)::bigint AS supply
  FROM earliest GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",  # noqa: S608
)  # fmt: skip

# A decision in a pool of several role families stands in each of their rows, and once in a row.
DECISIONS = statement(
    POOL, MEMBER,
    select="""
, counted AS (
    SELECT pool, count(horizon) AS decisions,
           count(horizon) FILTER (WHERE decided_on >= %(year_ago)s) AS decisions_fresh,
           count(*) FILTER (WHERE ends <= %(as_of)s) AS past_end
      FROM member GROUP BY pool
), told AS (
    SELECT family.role_family, pool.level, counted.* FROM counted JOIN pool ON pool.number = counted.pool
     CROSS JOIN LATERAL (SELECT DISTINCT unnest(pool.role_families) AS role_family) family
)
SELECT role_family, coalesce(level, 'all') AS level, sum(decisions)::bigint AS decisions,
       sum(decisions_fresh)::bigint AS decisions_fresh, NULL::bigint AS past_end
  FROM told GROUP BY GROUPING SETS ((role_family, level), (role_family))
 UNION ALL
SELECT 'all', coalesce(level, 'all'), coalesce(sum(decisions), 0)::bigint, coalesce(sum(decisions_fresh), 0)::bigint,
       coalesce(sum(past_end), 0)::bigint
  FROM counted JOIN pool ON pool.number = counted.pool GROUP BY GROUPING SETS ((pool.level), ())
 ORDER BY 1, 2""",
)  # fmt: skip

POOLS = statement(
    POOL,
    select="SELECT DISTINCT number AS pool, unnest(role_families) AS role_family, level FROM pool ORDER BY 1, 2",
)

# People by what they could do. Whoever holds firmly a post that may fall vacant, or that is critical, may not be
# matched to it: they and the post stand alone.
PEOPLE = statement(
    PLACED, POST, EXPECTED, POOL, MEMBER,
    select=f"""
, ready AS (
    SELECT candidate_id, array_agg({STANDING} ORDER BY {STANDING}) AS standings
      FROM member WHERE horizon IS NOT NULL GROUP BY candidate_id
), numbered AS MATERIALIZED (
    SELECT slug, (row_number() OVER (ORDER BY slug) - 1)::int AS number FROM regions_region
     WHERE %(region)s::text IS NULL OR slug = %(region)s
), mobile AS (
    SELECT candidate_id, bit_or(1::bigint << numbered.number) AS regions
      FROM pools_mobility mobility JOIN numbered ON numbered.slug = mobility.region_id GROUP BY candidate_id
), held AS (
    SELECT * FROM expected
     WHERE held_firmly AND (critical AND established OR open_horizon >= 0 OR full_horizon >= 0)
), alike AS (
    SELECT ready.standings, coalesce(mobile.regions, 0) AS regions, candidate.accepts_challenged, held.id AS held,
           CASE WHEN held.id IS NOT NULL THEN candidate.id END AS alone, count(*) AS people
      FROM ready JOIN pools_candidate candidate ON candidate.id = ready.candidate_id
      LEFT JOIN mobile ON mobile.candidate_id = ready.candidate_id
      LEFT JOIN held ON held.id = candidate.current_post_id
     GROUP BY 1, 2, 3, 4, 5
), sets AS (
    SELECT regions, ARRAY(SELECT slug FROM numbered WHERE alike.regions >> number & 1 = 1 ORDER BY slug) AS slugs
      FROM (SELECT DISTINCT regions FROM alike) alike
)
SELECT alike.standings, sets.slugs AS regions, alike.accepts_challenged, alike.people, held.id::text AS held,
       held.place, held.critical, held.role_family, held.level, held.open_horizon, held.open_chance,
       held.full_horizon, held.full_chance, 1 AS forecasts, held.established::int AS posts, 0 AS vacant, 0 AS covered
  FROM alike JOIN sets ON sets.regions = alike.regions LEFT JOIN held ON held.id = alike.held
 ORDER BY alike.standings, sets.slugs, alike.accepts_challenged, alike.held, alike.alone""",  # noqa: S608
)  # fmt: skip

# Open since: the day on which the last holder who counts left; without one, the first day of which anything is known.
ORGANISATIONS = statement(
    PLACED, POST, EXPECTED,
    select=f"""
, known AS MATERIALIZED (SELECT * FROM expected), opened AS (
    SELECT known.id, coalesce(max(spell.until) FILTER (WHERE spell.kind IN ('substantive', 'secondment-in')
                                                          OR spell.returns_on IS NOT NULL), min(spell.since)) AS since
      FROM known JOIN regions_occupancy spell ON spell.post_id = known.id AND spell.since <= %(as_of)s
     WHERE known.vacant OR known.covered
     GROUP BY known.id
), posts AS (
    SELECT known.organisation_id, count(*) FILTER (WHERE established) AS posts,
           count(*) FILTER (WHERE established AND unrecorded) AS posts_without_occupancy,
           count(*) FILTER (WHERE corrected) AS corrections,
           count(*) FILTER (WHERE opened.since < %(year_ago)s) AS open_over_a_year,
           count(*) FILTER (WHERE open_expected_on IS NOT NULL
                              AND open_made_on < %(forecasts_stale_before)s) AS open_stale,
           count(*) FILTER (WHERE full_expected_on IS NOT NULL
                              AND full_made_on < %(forecasts_stale_before)s) AS full_stale,
           count(*) FILTER (WHERE open_expected_on <= %(as_of)s) AS open_overdue,
           count(*) FILTER (WHERE full_expected_on <= %(as_of)s) AS full_overdue
      FROM known LEFT JOIN opened ON opened.id = known.id GROUP BY 1
), unsigned AS (
    SELECT known.organisation_id, count(*) FILTER (WHERE NOT forecast.confidential) AS open, count(*) AS full
      FROM known JOIN regions_forecast forecast ON forecast.post_id = known.id
     WHERE NOT forecast.signed_off AND {is_live("forecast")}
     GROUP BY 1
)
SELECT placed.organisation, placed.system, placed.place, placed.region, placed.challenged,
       newest.state AS return_state, %(as_of)s - placed.returned AS return_age_days, coalesce(posts.posts, 0) AS posts,
       coalesce(posts.posts_without_occupancy, 0) AS posts_without_occupancy,
       coalesce(posts.open_over_a_year, 0) AS open_over_a_year,
       coalesce(posts.open_stale, 0) AS open_stale, coalesce(posts.full_stale, 0) AS full_stale,
       coalesce(posts.open_overdue, 0) AS open_overdue, coalesce(posts.full_overdue, 0) AS full_overdue,
       coalesce(posts.corrections, 0) + coalesce(unsigned.open, 0) AS open_corrections,
       coalesce(posts.corrections, 0) + coalesce(unsigned.full, 0) AS full_corrections
  FROM placed
  LEFT JOIN LATERAL (SELECT latest.state FROM regions_return latest
                      WHERE latest.organisation_id = placed.organisation_id
                        AND make_date(latest.year, 4, 1) + make_interval(months => 3 * (latest.quarter - 1))
                            <= %(as_of)s
                      ORDER BY latest.year DESC, latest.quarter DESC LIMIT 1) newest ON true
  LEFT JOIN posts ON posts.organisation_id = placed.organisation_id
  LEFT JOIN unsigned ON unsigned.organisation_id = placed.organisation_id
 ORDER BY 1""",  # noqa: S608
)  # fmt: skip
