"""Worlds of any size for measuring: a migrated, empty database is filled by plain SQL, the same rows every time.

Everything is made of numbers from `generate_series` and a hash of them, in the shares of a real board: some posts
vacant, covered or to be established, most holders with a predecessor, two fifths of the posts forecast (some withdrawn,
some in confidence), people in one pool or two, with dated states and readiness.
"""

from __future__ import annotations

import atexit
import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import psycopg
from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from tests.fixtures.databases import addresses_of, copied

ROOT = Path(__file__).resolve().parents[2]

DAY = dt.date(2026, 9, 30)
ORGANISATIONS_OF_A_REGION = 36
SYSTEMS_OF_A_REGION = 6
POOLS_OF_A_REGION = 24
REGIONS = ("east", "london", "midlands", "north", "south-east", "south-west")


@dataclass(frozen=True)
class Size:
    """So many posts and people, in so many of the six regions."""

    posts: int
    people: int
    regions: int = 1

    def __str__(self) -> str:
        return f"{self.posts:,} posts, {self.people:,} people"


REGION = Size(5_000, 8_000)
TENFOLD = Size(50_000, 80_000)
LARGEST = Size(300_000, 1_500_000)

# A number below `below`, drawn for thing `n` and question `about`.
FUNCTIONS = """
CREATE FUNCTION pg_temp.drawn(n bigint, about int, below int) RETURNS int IMMUTABLE LANGUAGE sql
    RETURN ((hashint8(n * 1009 + about) & 2147483647) % below);
CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql
    RETURN md5(kind || n)::uuid;
CREATE TEMPORARY TABLE cell ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY level, family) - 1 AS number, family, level
  FROM (SELECT unnest(ARRAY['finance', 'nursing', 'medical', 'operations', 'people', 'strategy', 'digital',
                            'governance', 'estates', 'allied-health', 'place', 'other']) AS family) families
 CROSS JOIN (SELECT unnest(ARRAY['executive-director', 'director', 'deputy-director', 'senior-clinical']) AS level)
       levels
 UNION ALL VALUES (48, 'chair', 'chair'), (49, 'chief-executive', 'chief-executive'),
                  (50, 'non-executive', 'non-executive'), (51, 'non-executive', 'non-executive');
"""

STRUCTURE = """
INSERT INTO regions_region (slug, name, cadence, "order")
SELECT slug, initcap(slug), 'every three months', n FROM unnest(%(slugs)s::text[]) WITH ORDINALITY region(slug, n);
INSERT INTO regions_system (id, code, provisional, name, sort_key, nhs_region_code, region_id, since)
SELECT pg_temp.id('system', n), 'Q' || lpad(n::text, 3, '0'), false, 'System ' || n, 'system ' || n, '',
       (%(slugs)s::text[])[n %% %(regions)s + 1], '2015-04-01'
  FROM generate_series(0, %(systems)s * %(regions)s - 1) n;
INSERT INTO regions_organisation (id, code, name, sort_key, kind, since)
SELECT pg_temp.id('organisation', n), 'R' || lpad(n::text, 4, '0'), 'Trust ' || n, 'trust ' || n, 'acute', '2015-04-01'
  FROM generate_series(0, %(organisations)s * %(regions)s - 1) n;
INSERT INTO regions_placement (organisation_id, region_id, system_id, since, basis)
SELECT pg_temp.id('organisation', n), (%(slugs)s::text[])[n %% %(regions)s + 1],
       CASE WHEN pg_temp.drawn(n, 1, 20) > 0
            THEN pg_temp.id('system', n %% %(regions)s + %(regions)s * (n / %(regions)s %% %(systems)s)) END,
       '2015-04-01', ''
  FROM generate_series(0, %(organisations)s * %(regions)s - 1) n;
INSERT INTO regions_standing (organisation_id, challenged, since)
SELECT pg_temp.id('organisation', n), pg_temp.drawn(n, 2, 10) = 0, '2020-04-01'
  FROM generate_series(0, %(organisations)s * %(regions)s - 1) n;
INSERT INTO regions_return (id, organisation_id, year, quarter, as_of, due, state, source)
SELECT pg_temp.id('return', n * 10 + quarter), pg_temp.id('organisation', n), 2026, quarter,
       DATE '2026-06-30' + 90 * (quarter - 1), DATE '2026-07-31' + 90 * (quarter - 1), 'open', 'page'
  FROM generate_series(0, %(organisations)s * %(regions)s - 1) n, generate_series(1, 2) quarter;
UPDATE regions_return SET state = 'signed-off', signed_off_at = '2026-07-20' WHERE quarter = 1;
"""

POSTS = """
INSERT INTO regions_post (id, ref, title, role_family, level, pay, board_seat, clinical, critical, established_from,
                          established_until, organisation_id)
SELECT pg_temp.id('post', n), 'P' || n, 'Director', cell.family, cell.level, '', '', false,
       pg_temp.drawn(n, 11, 7) = 0,
       CASE WHEN pg_temp.drawn(n, 12, 50) = 0 THEN DATE '2027-01-01' ELSE DATE '2018-04-01' END,
       CASE WHEN pg_temp.drawn(n, 13, 30) = 0 THEN DATE '2028-04-01' END,
       pg_temp.id('organisation', n %% (%(organisations)s * %(regions)s))
  FROM generate_series(1, %(posts)s) n JOIN cell ON cell.number = pg_temp.drawn(n, 14, 52);
INSERT INTO regions_occupancy (post_id, kind, holders, since, until, signed_off)
SELECT pg_temp.id('post', n), 'substantive', ARRAY['A predecessor'], DATE '2018-04-01' + pg_temp.drawn(n, 21, 300),
       DATE '2022-04-01' + pg_temp.drawn(n, 22, 1500), true
  FROM generate_series(1, %(posts)s) n WHERE pg_temp.drawn(n, 23, 2) = 0;
INSERT INTO regions_occupancy (post_id, kind, holders, since, returns_on, signed_off)
SELECT pg_temp.id('post', n), kind, CASE kind WHEN 'vacant' THEN '{}'::varchar[] ELSE ARRAY['A holder'] END,
       DATE '2022-04-01' + pg_temp.drawn(n, 22, 1500),
       CASE WHEN kind IN ('interim', 'acting') AND pg_temp.drawn(n, 24, 3) = 0 THEN DATE '2027-03-01' END,
       pg_temp.drawn(n, 25, 40) > 0
  FROM generate_series(1, %(posts)s) n
 CROSS JOIN LATERAL (SELECT CASE WHEN drawn < 8 THEN 'vacant' WHEN drawn < 13 THEN 'interim' WHEN drawn < 16 THEN
                                 'acting' WHEN drawn < 19 THEN 'secondment-in' ELSE 'substantive' END AS kind
                       FROM (SELECT pg_temp.drawn(n, 26, 100) AS drawn) draws) kinds
 WHERE pg_temp.drawn(n, 27, 60) > 0;
INSERT INTO regions_forecast (post_id, expected_on, probability, reason, confidential, source, as_of, superseded_on,
                              signed_off)
SELECT pg_temp.id('post', n), DATE '2026-08-01' + pg_temp.drawn(n, 31, 2200), (1 + pg_temp.drawn(n, 32, 20)) / 20.0,
       'retirement', false, '', DATE '2026-04-01' + pg_temp.drawn(n, 33, 150),
       CASE WHEN pg_temp.drawn(n, 34, 10) = 0 THEN DATE '2026-09-01' END, pg_temp.drawn(n, 35, 40) > 0
  FROM generate_series(1, %(posts)s) n WHERE pg_temp.drawn(n, 36, 100) < 44;
INSERT INTO regions_forecast (post_id, expected_on, probability, reason, confidential, source, as_of, signed_off)
SELECT pg_temp.id('post', n), DATE '2026-10-01' + pg_temp.drawn(n, 37, 1000), (1 + pg_temp.drawn(n, 38, 20)) / 20.0,
       'resignation', true, '', '2026-07-01', true
  FROM generate_series(1, %(posts)s) n WHERE pg_temp.drawn(n, 39, 20) = 0;
"""

PEOPLE = """
INSERT INTO pools_readinessband (code, label, months_from, months_to, "order")
VALUES ('ready-now', 'Ready now', 0, 0, 1), ('within-a-year', 'Within a year', 0, 12, 2),
       ('one-to-three-years', 'One to three years', 12, 36, 3),
       ('three-to-five-years', 'Three to five years', 36, 60, 4), ('developing', 'Developing', NULL, NULL, 5);
INSERT INTO pools_pool (id, region_id, name, kind, role_families, level, months, review_every)
SELECT pg_temp.id('pool', n), (%(slugs)s::text[])[n %% %(regions)s + 1], 'Pool ' || n, 'director',
       CASE WHEN one.level = other.level AND one.number < other.number THEN ARRAY[one.family, other.family]
            ELSE ARRAY[one.family] END, one.level, 24, 12
  FROM generate_series(0, %(pools)s * %(regions)s - 1) n
  JOIN cell one ON one.number = n / %(regions)s * 2 JOIN cell other ON other.number = (one.number + 1 + n %% 3) %% 52;
INSERT INTO pools_candidate (id, name, sort_key, email, employer_outside, accepts_challenged, current_post_id,
                             kept_by_id)
SELECT pg_temp.id('person', n), 'Person ' || n, 'person ' || n, n || '@example.nhs.uk', '', pg_temp.drawn(n, 41, 3) = 0,
       CASE WHEN pg_temp.drawn(n, 42, 20) = 0
            THEN pg_temp.id('post', 1 + pg_temp.drawn(n, 43, 2147483647)::bigint * %(posts)s / 2147483647) END,
       (%(slugs)s::text[])[pg_temp.drawn(n, 44, %(regions)s) + 1]
  FROM generate_series(1, %(people)s) n;
INSERT INTO pools_mobility (candidate_id, region_id)
SELECT pg_temp.id('person', n), (%(slugs)s::text[])[region + 1]
  FROM generate_series(1, %(people)s) n, generate_series(0, 5) region
 WHERE region = pg_temp.drawn(n, 44, %(regions)s) AND pg_temp.drawn(n, 45, 20) > 0
    OR region = 5 AND pg_temp.drawn(n, 46, 3) = 0 AND pg_temp.drawn(n, 44, %(regions)s) < 5;
INSERT INTO pools_membership (id, pool_id, candidate_id, state, joined, review_due, ends)
SELECT pg_temp.id('membership', n * 2 + place),
       pg_temp.id('pool', (pg_temp.drawn(n, 51, %(pools)s) + place * 7) %% %(pools)s * %(regions)s
                          + pg_temp.drawn(n, 44, %(regions)s)),
       pg_temp.id('person', n), CASE WHEN pg_temp.drawn(n, 52 + place, 8) = 0 THEN 'on-hold' ELSE 'active' END,
       '2025-06-01', '2026-06-01', DATE '2026-09-01' + pg_temp.drawn(n, 53, 1500)
  FROM generate_series(1, %(people)s) n, generate_series(0, 1) place
 WHERE place = 0 OR pg_temp.drawn(n, 54, 4) = 0;
INSERT INTO pools_membershipstate (of_id, from_state, to_state, operator, at, why, effective_on)
SELECT membership.id, '', 'active', '', now(), '', DATE '2025-06-01' FROM pools_membership membership
 UNION ALL
SELECT membership.id, 'active', 'on-hold', '', now(), '', DATE '2026-06-01' FROM pools_membership membership
 WHERE membership.state = 'on-hold';
INSERT INTO pools_readinessdecision (membership_id, band_id, decided_on, source)
SELECT pg_temp.id('membership', n * 2 + place),
       (ARRAY['ready-now', 'within-a-year', 'one-to-three-years', 'three-to-five-years', 'developing'])
       [1 + pg_temp.drawn(n, 60 + place + decided, 5)],
       DATE '2025-06-01' + decided * (100 + pg_temp.drawn(n, 63, 300)), ''
  FROM generate_series(1, %(people)s) n, generate_series(0, 1) place, generate_series(0, 1) decided
 WHERE (place = 0 OR pg_temp.drawn(n, 54, 4) = 0) AND (decided = 0 OR pg_temp.drawn(n, 64, 3) = 0);
"""

TABLES = (
    "regions_region", "regions_system", "regions_organisation", "regions_placement", "regions_standing",
    "regions_return", "regions_post", "regions_occupancy", "regions_forecast", "pools_readinessband", "pools_pool",
    "pools_candidate", "pools_mobility", "pools_membership", "pools_membershipstate", "pools_readinessdecision",
)  # fmt: skip


def fill(connection: Any, size: Size) -> None:
    """Fill an empty, migrated database, by a psycopg connection of its owner, with a world of this size; analyse it."""
    known = {
        "slugs": list(REGIONS),
        "regions": size.regions,
        "systems": SYSTEMS_OF_A_REGION,
        "organisations": ORGANISATIONS_OF_A_REGION,
        "pools": POOLS_OF_A_REGION,
        "posts": size.posts,
        "people": size.people,
    }
    with connection.transaction(), connection.cursor() as cursor:
        for statement in defaults():
            cursor.execute(statement)
        cursor.execute("SET LOCAL work_mem = '256MB'")
        for statement in (FUNCTIONS, STRUCTURE, POSTS, PEOPLE):
            for part in statement.split(";\n"):
                if part.strip():
                    cursor.execute(part, known if "%(" in part else None)
    connection.autocommit = True
    for table in TABLES:
        connection.execute(f"VACUUM ANALYZE {table}")


def defaults() -> Iterator[sql.Composable]:
    """Django keeps defaults to itself: the database learns them, so that only what matters here need be named."""
    fields = [field for model in apps.get_models() if model._meta.db_table in TABLES for field in model._meta.fields]
    for field in fields:
        if not (field.null or field.primary_key or field.is_relation or field.generated or field.has_db_default()):
            value = field.get_db_prep_save(field.get_default(), connections["default"])
            if value is not None:
                alter = sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}")
                yield alter.format(sql.Identifier(field.model._meta.db_table), sql.Identifier(field.column), value)


class World:
    """A world in a database of its own, made when something is first asked of it and dropped at the end."""

    made: ClassVar[dict[Size, BaseDatabaseWrapper]] = {}

    def __init__(self, size: Size) -> None:
        self.size = size

    def inside(self, does: Callable[[], Any]) -> Callable[[], Any]:
        """The same, done in this world."""

        def call() -> Any:
            connections["default"] = self.connection
            return does()

        return call

    @property
    def name(self) -> str:
        return f"{migrated()}_{self.size.posts}_{self.size.people}"

    @property
    def connection(self) -> BaseDatabaseWrapper:
        if self.size not in self.made:
            self.make()
        return self.made[self.size]

    def make(self) -> None:
        """Make the database and fill it. Its connection uses no parallel workers, whose time would not be counted."""
        copy = copied(migrated(), self.name)
        atexit.register(copy.__exit__, None, None, None)
        copy.__enter__()
        address = addresses_of(self.name)["DATABASE_URL"]
        with psycopg.connect(address) as owner:
            fill(owner, self.size)
        self.made[self.size] = session(self.name)
        atexit.register(self.made[self.size].close)
        with self.made[self.size].cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")


def session(name: str) -> BaseDatabaseWrapper:
    """A connection of Django's to another database, as the same login."""
    usual = connections["default"]
    return usual.__class__(deepcopy(usual.settings_dict) | {"NAME": name}, "default")


@cache
def migrated() -> str:
    """The name of a database with every table and no row, dropped at the end."""
    name = f"{connections['default'].settings_dict['NAME']}_empty"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    atexit.register(drop, name)
    command = [sys.executable, ROOT / "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=os.environ | addresses_of(name), stdout=sys.stderr, check=True)
    return name


def drop(name: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def processor_time() -> float:
    """Seconds of processor time that this process and its database sessions have used."""
    return time.process_time() + database_time()


def database_time() -> float:
    """Seconds of processor time that the database sessions of this process have used, as Linux counts them."""
    sessions = [connection.connection.info.backend_pid for connection in World.made.values()]
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in sessions) / 1e9
