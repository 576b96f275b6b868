"""What the gap table costs, database and process together, beside one SQL statement that gives the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from dashboard.frames import reading, sql
from dashboard.frames.editions import established, forecasts_of
from dashboard.metrics import rows
from dashboard.metrics.demand import counted
from dashboard.metrics.gap import GAP, gap
from dashboard.metrics.supply import supply
from tests.bench import worlds
from tests.bench.gap_statement import GAP_TABLE
from tests.bench.records import Pair

REGION, NATION = "east", "england"


def measures() -> Iterator[Pair]:
    for name, size in (("the size of a region", worlds.REGION), ("ten times that", worlds.TENFOLD)):
        for place in (NATION, REGION):
            detail = f"{size}: {'together' if place == NATION else 'organisation by organisation'}"
            yield pair(f"gap table, {name}, {place}", size, place, detail)


def pair(name: str, size: worlds.Size, place: str, detail: str) -> Pair:
    """The gap table in a world of its own. The first call of each side makes sure that they say the same."""
    world = worlds.World(size)
    ours, floor = world.inside(lambda: gap_table(place)), world.inside(lambda: in_one_statement(place))

    def compared() -> None:
        assert in_order(ours()) == in_order(floor()), f"The gap tables of {name} differ."

    return Pair(name, once_before(compared, ours), floor, 2.0, detail, clock=worlds.processor_time)


def gap_table(place: str) -> list[dict[str, Any]]:
    """The gap of a region or the nation in the full edition, from the statements and measures of every snapshot."""
    days = reading.days_of(place, worlds.DAY)
    with reading.one_moment():
        posts, members = reading.frame(sql.POSTS, days), reading.frame(sql.SUPPLY, days)
    forecasts = forecasts_of("full", posts)
    standing = established(posts)[[*rows.CELL, "posts"]]
    grid = rows.grid(standing, forecasts, members)
    supplied = supply(reading.with_horizons(members[members["horizon"] >= 0]), grid=grid)
    wanted = counted(posts, forecasts, grid=grid)
    return rows.plain(gap(wanted, supplied, rows.added_up(standing, grid), grid=grid))


def in_one_statement(place: str) -> list[dict[str, Any]]:
    """The same rows by one SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(GAP_TABLE, reading.days_of(place, worlds.DAY))
        return [dict(zip(GAP, row, strict=True)) for row in cursor.fetchall()]


def in_order(table: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted(tuple(row.values()) for row in table)


def once_before(first: Callable[[], None], then: Callable[[], Any]) -> Callable[[], Any]:
    """The second, with the first before its first call."""
    waiting = [first]

    def call() -> Any:
        if waiting:
            waiting.pop()()
        return then()

    return call
