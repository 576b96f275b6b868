"""What holds at 300 thousand posts and 1.5 million people: the statements, the memory of a job, netted cover.

The world takes some minutes to make, and half a minute a statement: ask for it by name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache

from django.db import connection

from dashboard.frames import reading, sql
from tests.bench import worlds
from tests.bench.gap_statement import GAP_TABLE
from tests.bench.records import Amount, Pair
from tests.bench.subjects.gap import NATION, REGION
from tests.fixtures.databases import addresses_of


def measures() -> Iterator[Pair | Amount]:
    world = worlds.World(worlds.LARGEST)
    yield Pair(
        "gap table, SQL part",
        world.inside(statements(sql.POSTS, sql.SUPPLY)),
        world.inside(statements(GAP_TABLE)),
        2.0,
        f"{world.size}; the statements of a snapshot that the gap needs, in the database alone",
        rounds=9,
        clock=worlds.database_time,
    )
    for place in (NATION, REGION):
        detail = f"{world.size} beside {worlds.REGION}; computed, stored and drawn"
        yield Amount(f"memory of a snapshot, {place}", more_memory(place), "x", 1.25, detail)
    detail = "300,000 openings, 1,500,000 people, one by one; all rows and horizons"
    yield Amount("netted cover", lambda: cover_alone()["seconds"], "s", 60, detail)
    yield Amount("netted cover, memory", lambda: cover_alone()["megabytes"], "MB", 1536, detail)


def statements(*texts: str) -> Callable[[], None]:
    """Carries out the statements and leaves the rows where they are."""

    def carry_out() -> None:
        with connection.cursor() as cursor:
            for text in texts:
                cursor.execute(text, reading.days_of(NATION, worlds.DAY))

    return carry_out


def more_memory(place: str) -> Callable[[], float]:
    """How many times the memory of a job in a region's world one in the largest world takes."""
    return lambda: peak(place, worlds.LARGEST) / peak(place, worlds.REGION)


def peak(place: str, size: worlds.Size) -> float:
    world = worlds.World(size)
    world.connection.ensure_connection()
    return float(alone("tests.bench.job_alone", place, environment=os.environ | addresses_of(world.name)))


@cache
def cover_alone() -> dict[str, float]:
    return json.loads(alone("tests.bench.cover_alone", environment=dict(os.environ)))


def alone(*arguments: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-P", "-m", *arguments]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
