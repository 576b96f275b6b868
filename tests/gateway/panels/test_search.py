"""When a search ends."""

import pytest

from gateway.panels.clock import Clock
from gateway.panels.improve import LARGEST, PATIENCE, SMALLEST, STEP, Search
from gateway.panels.numbered import Numbered
from tests.gateway.panels.test_outline import half_days, numbered


class Turns(Clock):
    """A time that passes by being looked at."""

    def left(self, until: float) -> float:
        self.began += 1
        return until - self.began


class Vain(Search):
    """One that never finds anything better. sizes: how many sessions it took apart, each time."""

    def __init__(self, them: Numbered, clock: Clock) -> None:
        super().__init__(them, {}, ease=1, seed=0, clock=clock)
        self.sizes: list[int] = []

    def neighbours(self, size: int) -> set[int]:
        self.sizes.append(size)
        return {0}

    def put_together(self, free: set[int], until: float) -> bool:
        return False


def searched(*, tireless: bool, turns: int) -> list[int]:
    clock = Turns()
    clock.began = 0
    search = Vain(numbered(half_days(assessors=4)), clock)
    search.run(bound=0, largest=LARGEST, until=turns, tireless=tireless)
    return search.sizes


@pytest.mark.parametrize("turns", [30, 1_000])
def test_a_search_gives_up_where_ever_more_sessions_at_a_time_help_nothing(turns):
    one_size, next_size = [SMALLEST] * (PATIENCE + 1), [SMALLEST + STEP] * (PATIENCE + 1)  # six sessions are all
    assert searched(tireless=False, turns=turns) == (one_size + next_size)[: turns - 1]


def test_a_tireless_one_begins_again_with_few_until_the_time_is_over():
    sizes = searched(tireless=True, turns=1_000)
    assert len(sizes) == 999
    assert sizes[: 3 * (PATIENCE + 1)] == (
        [SMALLEST] * (PATIENCE + 1) + [SMALLEST + STEP] * (PATIENCE + 1) + [SMALLEST] * (PATIENCE + 1)
    )
