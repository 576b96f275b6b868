"""What panels for rounds of 24 to 1,000 nominees cost more than the least that they can, in the time that a team waits.

Every answer is checked by the checker of the tests. Six minutes: ask for it by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gateway.panels import Built, answer_of, build, instance_of
from tests.bench.records import Amount
from tests.gateway.panels.checker import faults
from tests.gateway.panels.instances import drawn

SECONDS = {24: 60, 60: 60, 200: 60, 1_000: 120}
ASSESSORS = {24: 20, 60: 40, 200: 82, 1_000: 362}
MOST_ABOVE = {24: 0.0, 60: 0.0, 200: 3.0}
SEED = 1


def measures() -> Iterator[Amount]:
    for nominees, most in MOST_ABOVE.items():
        yield Amount(named(nominees, "cost above the bound"), lambda n=nominees: gap(n), "%", most, detail(nominees))
    yield Amount(named(200, "left out"), lambda: len(built(200).reasons), "people", 0, detail(200))
    yield Amount(named(1_000, "cost beside greedy"), lambda: beside_greedy(1_000), "%", 100, detail(1_000))
    yield Amount(named(1_000, "cost above the bound"), lambda: gap(1_000), "%", 100, f"{detail(1_000)}; reported")


def named(nominees: int, what: str) -> str:
    return f"{nominees:,} nominees, {what}"


def detail(nominees: int) -> str:
    return f"{ASSESSORS[nominees]} assessors, {SECONDS[nominees]} seconds"


@cache
def built(nominees: int) -> Built:
    """The panels of a round of that size; every rule is kept."""
    instance = drawn(SEED, nominees=nominees, assessors=ASSESSORS[nominees])
    found = build(instance_of(instance), seconds=SECONDS[nominees])
    assert faults(instance, answer_of(found)) == []
    return found


def gap(nominees: int) -> float:
    """How much more it costs than the proven bound, in percent."""
    found = built(nominees)
    return 100 * (found.cost - found.bound) / found.bound


def beside_greedy(nominees: int) -> float:
    """What it costs, in percent of the greedy answer."""
    found = built(nominees)
    return 100 * found.cost / found.greedy
