"""Cost after cost, from the lowest that could be: is there an answer? The first that there is, is the best.

What is asked for exactly is sooner found, or sooner seen to be impossible, than the best of all: so often as the
busiest may sit, so many person-days, so much for colleagues on a panel and no more.
"""

import math
from collections.abc import Callable
from functools import cache

import numpy as np

from .aimed import Aimed, never
from .beside import beside
from .clock import Clock
from .numbered import Numbered
from .outline import PEOPLE, WHOLE, outline
from .plan import MOST_SITTINGS, NEW_CHAIR, PAIR, PERSON_DAY, UNPLACED, Panel, Plan, cost_of, sittings, without_idle
from .rota import Aim
from .whole_panels import FIRST, WholePanels, number_of_choices

MANY = 120_000
"""Fours of people, over all sessions, up to which all panels are put into one program."""
FOR_A_COST, FOR_A_SEARCH = 0.95, 0.6
"""Shares of what time is left: for one cost, and of that until the search for an answer ends."""
SECONDS_OF_OUTLINE, SECONDS_OF_A_LOOK, SECONDS_TO_PLACE = 5.0, 3.0, 8.0
DEAREST = math.comb(PEOPLE, 2) * PAIR + NEW_CHAIR


class Ladder:
    """best: the cheapest plan, of the one at the start and those that came up on the way, and its cost; bound: no
    answer costs less."""

    def __init__(self, numbered: Numbered, plan: Plan, *, bound: int, seed: int, clock: Clock) -> None:
        self.numbered, self.seed, self.clock = numbered, seed, clock
        self.best, self.cost, self.bound = dict(plan), cost_of(plan, numbered), bound
        self.unplaced, self.until = 0, 0.0
        self.able = numbered.can_sit & (numbered.most > 0)[:, None]
        self.busiest = int(np.minimum(numbered.most, self.able.sum(axis=1)).max(initial=0))
        self.bound_with = cache(self._bound_with)

    def climb(self, *, until: float) -> None:
        """Until a cost can be reached, or nobody can say in the time; then for answers that cost a little more."""
        self.until = until
        if self.cost // UNPLACED > self.bound // UNPLACED:
            self.place(min(SECONDS_TO_PLACE, self.clock.left(until)))
        while self.bound < self.cost and self.clock.left(until) > 0:
            till = until - self.clock.left(until) * (1 - FOR_A_COST)
            if not all(self.is_impossible(aim, till) for aim in self.aims(self.bound)):
                break
            self.bound += 1
        if self.bound < self.cost and self.clock.left(until) > 0:
            self.settle_for_more(until)

    def settle_for_more(self, until: float) -> None:
        """For each number of sittings of the busiest the least that it could cost, cheapest first."""
        found = [self.aim(self.bound_with(most), most) for most in self.mosts(self.cost - 1)]
        for aim in sorted(found, key=lambda aim: aim.cost):
            if self.bound <= aim.cost < self.cost:
                self.search(aim, until - self.clock.left(until) / 2)

    def place(self, seconds: float) -> None:
        """How many nominees must be without a place, whatever all else costs."""
        if seconds <= 0 or not can_be_counted(self.numbered):
            return
        aim = Aim(UNPLACED * (self.numbered.nominees + 1), self.busiest, DEAREST, 0)
        program = WholePanels(self.numbered, aim, self.able)
        costs = np.zeros(program.program.columns)
        costs[program.sees] = -1
        program.program.cost = [costs]
        found = program.program.solve(seconds=seconds)
        if math.isfinite(found.bound):
            self.unplaced = max(math.ceil(found.bound + self.numbered.nominees - WHOLE), 0)
            self.bound = max(self.bound, UNPLACED * self.unplaced)

    def aims(self, cost: int) -> list[Aim]:
        """The ways to come to a cost: how often the busiest sits says what is left for all else."""
        found = [self.aim(cost, most) for most in self.mosts(cost) if self.bound_with(most) <= cost]
        return sorted(found, key=lambda aim: aim.dearest, reverse=True)

    def mosts(self, cost: int) -> list[int]:
        """How often the busiest could sit at that cost: all else costs least where they sit as often as anybody can."""
        at_least = self.bound_with(self.busiest) - MOST_SITTINGS * self.busiest
        return [most for most in range(self.busiest + 1) if MOST_SITTINGS * most + at_least <= cost]

    def aim(self, cost: int, most: int) -> Aim:
        bound = self.bound_with(most)
        unplaced = max(cost - MOST_SITTINGS * most, 0) // UNPLACED
        days = -(-(bound - MOST_SITTINGS * most - UNPLACED * unplaced) // PERSON_DAY)
        return Aim(cost, most, min(cost - bound, DEAREST), max(days, 0))

    def _bound_with(self, most: int) -> int:
        seconds = min(SECONDS_OF_OUTLINE, self.clock.left(self.until))
        return outline(self.numbered, seconds=seconds, most=most, unplaced=self.unplaced).bound

    def is_impossible(self, aim: Aim, until: float) -> bool:
        """Whether nothing comes to that. All panels are tried beside a search; whichever knows first has the word."""
        left = self.clock.left(until)
        if self.cost <= aim.cost or left <= 0:
            return False
        if not can_be_counted(self.numbered):
            self.search(aim, until - left * (1 - FOR_A_SEARCH))
            return False
        program = WholePanels(self.numbered, aim, self.able)
        with beside(program.program, seconds=left, gap=FIRST) as all_panels:
            if all_panels.found(seconds=min(SECONDS_OF_A_LOOK, left)) is None:
                self.search(aim, until, is_over=all_panels.is_decided)
            if self.cost <= aim.cost:
                return False
            found = all_panels.found(seconds=self.clock.left(until))
        if found is not None and found.values is not None:
            self.take(program.plan(found.values))
        return found is not None and found.is_impossible

    def search(self, aim: Aim, until: float, is_over: Callable[[], bool] = never) -> None:
        """Take the nearest that a search comes to that cost, until then or until it is over."""
        if self.cost > aim.cost and self.clock.left(until) > 0:
            often = max(sittings(self.best.values()).values(), default=0)
            start = self.best if often <= aim.most else {}
            search = Aimed(self.numbered, aim, seed=self.seed, clock=self.clock, start=start)
            search.run(until=until, is_over=is_over)
            self.take(search.plan)

    def take(self, plan: dict[int, Panel]) -> None:
        """Keep the plan if it costs less and holds what is fixed."""
        plan = without_idle(plan, self.numbered)
        if holds_fixed(plan, self.numbered) and (cost := cost_of(plan, self.numbered)) < self.cost:
            self.best, self.cost = plan, cost


def can_be_counted(numbered: Numbered) -> bool:
    """Whether all panels that could be fit into one program."""
    return number_of_choices(numbered.can_sit & (numbered.most > 0)[:, None]) <= MANY


def holds_fixed(plan: Plan, numbered: Numbered) -> bool:
    """Whether whoever is fixed is where they are fixed."""
    return all(
        session in plan and nominee in plan[session].nominees for nominee, session in numbered.fixed_nominees.items()
    ) and all(
        session in plan and set(people) <= set(plan[session].people)
        for session, people in numbered.fixed_assessors.items()
    )
