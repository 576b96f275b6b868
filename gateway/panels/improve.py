"""A better answer from a good one: a few sessions at a time are taken apart and put together as well as they can be."""

import random
from collections.abc import Callable, Iterator

import numpy as np

from .clock import Clock
from .model import Model
from .numbered import Numbered
from .plan import Panel, cost_of, sittings, without_idle
from .scope import around

NODES = 60
LONGEST = 10.0
SMALLEST, LARGEST = 4, 20
PATIENCE = 40
STEP = 4


class Search:
    """The best plan so far, and the one being changed, which may cost a little more while sittings even out."""

    def __init__(self, numbered: Numbered, plan: dict[int, Panel], *, ease: int, seed: int, clock: Clock) -> None:
        self.numbered, self.ease, self.clock = numbered, ease, clock
        self.draw = random.Random(seed)
        self.plan = self.best = plan
        self.best_cost = cost_of(plan, numbered)

    def run(self, *, bound: int, largest: int, until: float, tireless: bool = False) -> None:
        """Take apart and put together until the bound is reached or the time is over; unless tireless, sooner where so
        many sessions at a time could not be held at less again and again."""
        size, failed = SMALLEST, 0
        while self.best_cost > bound and self.clock.left(until) > 0:
            free = self.neighbours(size)
            if self.put_together(free, until):
                failed = 0
                continue
            failed += 1
            if failed > PATIENCE:
                if size < min(largest, self.numbered.sessions):
                    size += STEP
                elif tireless:
                    size = SMALLEST
                else:
                    return
                failed = 0

    def worth(self, plan: dict[int, Panel]) -> int:
        """What the plan costs, and 1 for every sitting beyond what is easy."""
        loads = sittings(plan.values()).values()
        return cost_of(plan, self.numbered) + sum(max(load - self.ease, 0) for load in loads)

    def put_together(self, free: set[int], until: float) -> bool:
        """Whether these sessions could be held at less."""
        now = self.worth(self.plan)
        sitting = {who for session in free & self.plan.keys() for who in self.plan[session].people}
        scope = around(self.plan, free, self.numbered).with_a_crowd(sitting, self.draw)
        model = Model(self.numbered, scope, ease=self.ease)
        model.costs_at_most(now - 1)
        found = model.program.solve(seconds=min(LONGEST, self.clock.left(until)), nodes=NODES)
        if found.values is None:
            return False
        stay = {session: panel for session, panel in self.plan.items() if session not in free}
        self.plan = without_idle(stay | model.panels(found.values), self.numbered)
        cost = cost_of(self.plan, self.numbered)
        if cost < self.best_cost:
            self.best, self.best_cost = self.plan, cost
        return True

    def neighbours(self, size: int) -> set[int]:
        """Sessions that have to do with each other, and all others of their days, up to about that many."""
        ways: list[Callable[[], Iterator[int]]] = [self._a_day, self._of_the_busiest, self._nearly_empty]
        if len(self.seen()) < self.numbered.nominees:
            ways += [self._of_the_unplaced] * len(ways)  # nothing costs more
        free: set[int] = set()
        for session in self.draw.choice(ways)():
            free |= {session, *self._on_day(int(self.numbered.day[session]), size)}
            if len(free) >= size:
                break
        while len(free) < min(size, self.numbered.sessions):
            free |= self._on_day(self.draw.randrange(self.numbered.days), size)
        return free

    def _on_day(self, day: int, most: int) -> set[int]:
        """The sessions of a day, or so many of them."""
        sessions = np.flatnonzero(self.numbered.day == day).tolist()
        return set(sessions if len(sessions) <= most else self.draw.sample(sessions, most))

    def seen(self) -> set[int]:
        return {nominee for panel in self.plan.values() for nominee in panel.nominees}

    def _a_day(self) -> Iterator[int]:
        yield self.draw.randrange(self.numbered.sessions)

    def _of_the_busiest(self) -> Iterator[int]:
        loads = sittings(self.plan.values())
        most = max(loads.values(), default=0)
        busiest = self.draw.choice(sorted(who for who, load in loads.items() if load == most) or [-1])
        sat = [session for session, panel in self.plan.items() if busiest in panel.people]
        yield from self.draw.sample(sat, len(sat))

    def _nearly_empty(self) -> Iterator[int]:
        """A session that sees few, and others that these could attend."""
        if not self.plan:
            return
        drawn = self.draw.sample(sorted(self.plan), min(3, len(self.plan)))
        session = min(drawn, key=lambda one: len(self.plan[one].nominees))
        yield session
        could = self.numbered.can_attend[list(self.plan[session].nominees)].any(axis=0)
        others = np.flatnonzero(could).tolist()
        yield from self.draw.sample(others, len(others))

    def _of_the_unplaced(self) -> Iterator[int]:
        left = sorted(set(range(self.numbered.nominees)) - self.seen())
        could = np.flatnonzero(self.numbered.can_attend[self.draw.choice(left)]).tolist()
        yield from self.draw.sample(could, len(could))
