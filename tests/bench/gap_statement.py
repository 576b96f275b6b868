"""The gap table of a region (or, without one, the nation) in one SQL statement: the least that it can cost."""

TOTALS = "GROUPING SETS ((role_family, level), (role_family), (level), ())"

GAP_TABLE = f"""
WITH post AS (
    SELECT post.id, post.role_family, post.level, post.established_until,
           post.established_from <= %(as_of)s AS established,
           post.established_from <= %(as_of)s
               AND (coalesce(held.kind, 'vacant') = 'vacant'
                    OR held.kind IN ('interim', 'acting') AND held.returns_on IS NULL) AS open
      FROM regions_post post
      JOIN regions_placement placement ON placement.organisation_id = post.organisation_id
           AND placement.since <= %(as_of)s AND (placement.until IS NULL OR placement.until > %(as_of)s)
           AND (%(region)s::text IS NULL OR placement.region_id = %(region)s)
      LEFT JOIN regions_occupancy held ON held.post_id = post.id
           AND held.since <= %(as_of)s AND (held.until IS NULL OR held.until > %(as_of)s)
     WHERE (post.established_until IS NULL OR post.established_until > %(as_of)s)
       AND (post.continues_id IS NULL OR post.established_from <= %(as_of)s)
), expected AS (
    SELECT role_family, level, established, open, coalesce(confided.expected_on, said.expected_on) AS expected_on,
           established_until, coalesce(confided.probability, said.probability) AS probability
      FROM post
      LEFT JOIN regions_forecast said ON said.post_id = post.id AND NOT said.confidential AND NOT post.open
           AND said.as_of <= %(as_of)s AND (said.ended_on IS NULL OR said.ended_on > %(as_of)s)
      LEFT JOIN regions_forecast confided ON confided.post_id = post.id AND confided.confidential AND NOT post.open
           AND confided.as_of <= %(as_of)s AND (confided.ended_on IS NULL OR confided.ended_on > %(as_of)s)
), wanted AS (
    SELECT role_family, level, established, CASE WHEN open THEN 1 ELSE probability END AS probability,
           CASE WHEN open THEN 0 WHEN expected_on >= established_until THEN NULL
                WHEN expected_on < %(in_12)s THEN 1 WHEN expected_on < %(in_36)s THEN 2
                WHEN expected_on < %(in_60)s THEN 3 END AS horizon
      FROM expected
), cell AS (
    SELECT role_family, level, horizon, count(*) AS number, count(*) FILTER (WHERE established) AS posts,
           sum(probability) AS probability
      FROM wanted WHERE established OR horizon IS NOT NULL GROUP BY 1, 2, 3
), standing AS (
    SELECT coalesce(role_family, 'all') AS role_family, coalesce(level, 'all') AS level, sum(posts) AS posts
      FROM cell GROUP BY {TOTALS}
), demand AS (
    SELECT coalesce(role_family, 'all') AS role_family, coalesce(level, 'all') AS level, horizon,
           sum(number) AS number, sum(probability)::float8 AS expected
      FROM cell WHERE horizon IS NOT NULL GROUP BY horizon, {TOTALS}
), pool AS MATERIALIZED (
    SELECT id, row_number() OVER ()::int AS number, role_families, level
      FROM pools_pool WHERE %(region)s::text IS NULL OR region_id = %(region)s
), person AS (
    SELECT membership.candidate_id,
           array_agg(pool.number * 5 + coalesce(decision.horizon, 4)
                     ORDER BY pool.number * 5 + coalesce(decision.horizon, 4)) AS standings
      FROM pools_membership membership
      JOIN pool ON pool.id = membership.pool_id
      JOIN pools_membershipstate step ON step.of_id = membership.id AND step.to_state = 'active'
           AND step.effective_on <= %(as_of)s
           AND NOT EXISTS (SELECT FROM pools_membershipstate later
                            WHERE later.of_id = step.of_id AND later.effective_on <= %(as_of)s
                              AND (later.effective_on, later.id) > (step.effective_on, step.id))
      LEFT JOIN (SELECT made.membership_id,
                        CASE WHEN band.months_to <= 0 THEN 0 WHEN band.months_to <= 12 THEN 1
                             WHEN band.months_to <= 36 THEN 2 WHEN band.months_to <= 60 THEN 3 END AS horizon
                   FROM pools_readinessdecision made JOIN pools_readinessband band ON band.code = made.band_id
                  WHERE made.decided_on <= %(as_of)s
                    AND NOT EXISTS (SELECT FROM pools_readinessdecision later
                                     WHERE later.membership_id = made.membership_id
                                       AND later.decided_on <= %(as_of)s
                                       AND (later.decided_on, later.id) > (made.decided_on, made.id))) decision
           ON decision.membership_id = membership.id
     GROUP BY membership.candidate_id
), alike AS MATERIALIZED (
    SELECT standings, count(*) AS people FROM person GROUP BY standings
), earliest AS (
    SELECT standings, people, coalesce(role_family, 'all') AS role_family, coalesce(level, 'all') AS level,
           min(standing %% 5) AS horizon
      FROM alike CROSS JOIN LATERAL unnest(standings) AS each(standing)
      JOIN pool ON pool.number = standing / 5
     CROSS JOIN LATERAL unnest(pool.role_families) AS family(role_family)
     GROUP BY standings, people, {TOTALS}
), supply AS (
    SELECT role_family, level, horizon, sum(people)::bigint AS number FROM earliest GROUP BY 1, 2, 3
), grid AS (
    SELECT role_family, level FROM standing UNION SELECT role_family, level FROM supply UNION VALUES ('all', 'all')
), counted AS (
    SELECT grid.role_family, grid.level, horizon, coalesce(demand.number, 0)::bigint AS wanted,
           coalesce(demand.expected, 0) AS expected, coalesce(supply.number, 0) AS there,
           nullif(standing.posts, 0)::float8 AS posts
      FROM grid CROSS JOIN generate_series(0, 3) AS horizon
      LEFT JOIN demand USING (role_family, level, horizon) LEFT JOIN supply USING (role_family, level, horizon)
      LEFT JOIN standing USING (role_family, level)
)
SELECT role_family, level, (ARRAY['now', '0-1', '1-3', '3-5'])[horizon + 1], wanted, expected, there, wanted - there,
       expected - there, (sum(wanted - there) OVER (PARTITION BY role_family, level ORDER BY horizon))::bigint,
       100 * (wanted - there) / posts
  FROM counted ORDER BY role_family, level, horizon
"""
