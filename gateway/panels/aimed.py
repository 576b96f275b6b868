"""A search for an answer of a wanted cost: two days at a time are staffed anew, the others keep who comes when.

With the cost given, what cannot be is seen to be impossible in a fraction of a second, so that many pairs of days are
tried; panels of the other days may be shuffled among those who sit then, and all nominees may move.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations

import numpy as np

from .clock import Clock
from .numbered import Bools, Numbered
from .outline import PEOPLE
from .plan import MOST_SITTINGS, PERSON_DAY, UNPLACED, Plan, cost_of_panels, without_idle
from .rota import Aim, Rota, times_of
from .whole_panels import FIRST, WholePanels, number_of_choices

AT_ONCE = 2
LEFT_OUT = 0.15
"""The share of their days on which nobody may sit in a rota that is to be another one."""
SECONDS_OF_A_ROTA, SECONDS_OF_A_STEP = 6.0, 6.0
MANY = 150_000


def never() -> bool:
    return False


class Aimed:
    """A plan that comes nearer to what is aimed at, from `start` or, where that is empty, from a rota.

    unseen: what a nominee without a place costs while searching, little more than their part of four people for a day,
    so that either may go first.
    """

    def __init__(self, numbered: Numbered, aim: Aim, *, seed: int, clock: Clock, start: Plan) -> None:
        self.numbered, self.aim, self.clock = numbered, aim, clock
        self.draw, self.times = np.random.default_rng(seed), times_of(numbered)
        self.unseen = 1 + PEOPLE * PERSON_DAY // max(int(np.median(numbered.capacity)), 1)
        self.plan = dict(start)
        self.is_over: Callable[[], bool] = never

    def run(self, *, until: float, is_over: Callable[[], bool] = never) -> bool:
        """Whether a plan of the cost aimed at was found. From rota after rota, until then or until it is over."""
        self.is_over = is_over
        best, rotas = self.plan, 0
        if self.plan:
            self.improve(until)
        while not self.is_reached() and self.goes_on(until):
            best = min(best, self.plan, key=self.worth)
            self.plan = {}
            self.begin(LEFT_OUT if rotas else 0, until)
            self.improve(until)
            rotas += 1
        self.plan = min(best, self.plan, key=self.worth)
        return self.is_reached()

    def begin(self, leave_out: float, until: float) -> None:
        """Panels of the people of a rota; without some of their days, drawn, of another one."""
        numbered = self.numbered
        kept = self.draw.random((numbered.assessors, numbered.days)) >= leave_out
        rota = Rota(numbered, replace(self.aim, cost=UNPLACED), numbered.can_sit & kept[:, numbered.day])
        sits = rota.sitting(seconds=min(SECONDS_OF_A_ROTA, self.clock.left(until)))
        if sits is not None:
            aim = replace(self.aim, cost=self.worth({}), days=0)
            self.put_panels_together(aim, sits, min(SECONDS_OF_A_STEP, self.clock.left(until)), gap=0)

    def improve(self, until: float) -> None:
        """Day by day, until no two days can be staffed any better."""
        days = self.some_days()
        while days and not self.is_reached() and self.goes_on(until):
            if self.put_together(days.pop(), self.worth(self.plan) - 1, min(SECONDS_OF_A_STEP, self.clock.left(until))):
                days = self.some_days()

    def goes_on(self, until: float) -> bool:
        return self.clock.left(until) > 0 and not self.is_over()

    def is_reached(self) -> bool:
        unseen = self.numbered.nominees - sum(len(panel.nominees) for panel in self.plan.values())
        return self.worth(self.plan) + (UNPLACED - self.unseen) * unseen <= self.aim.cost

    def worth(self, plan: Plan) -> int:
        """What the plan costs, nominees without a place counted at less, and whoever is fixed and not there at more."""
        numbered = self.numbered
        seen = {nominee for panel in plan.values() for nominee in panel.nominees}
        lacks = len(set(numbered.fixed_assessors) - plan.keys())
        lacks += sum(nominee not in seen for nominee in numbered.fixed_nominees)
        unseen = numbered.nominees - len(seen)
        return MOST_SITTINGS * self.aim.most + cost_of_panels(plan, numbered) + self.unseen * unseen + UNPLACED * lacks

    def some_days(self) -> list[tuple[int, ...]]:
        found = list(combinations(range(self.numbered.days), min(AT_ONCE, self.numbered.days)))
        self.draw.shuffle(found)
        return found

    def put_together(self, days: Iterable[int], cost: int, seconds: float) -> bool:
        """Whether these days could be staffed so that the plan is worth no more than that."""
        return self.put_panels_together(replace(self.aim, cost=cost), self.who_may_sit(set(days)), seconds, gap=FIRST)

    def put_panels_together(self, aim: Aim, can_sit: Bools, seconds: float, *, gap: float) -> bool:
        if seconds <= 0 or number_of_choices(can_sit) > MANY:
            return False
        program = WholePanels(self.numbered, aim, can_sit, unseen=self.unseen)
        found = program.program.solve(seconds=seconds, gap=gap)
        if found.values is None:
            return False
        plan = without_idle(program.plan(found.values), self.numbered)
        if self.worth(plan) > aim.cost:
            return False
        self.plan = plan
        return True

    def who_may_sit(self, days: set[int]) -> Bools:
        """On those days whoever does not sit often enough elsewhere; on others whoever sits at that time."""
        numbered = self.numbered
        free = np.isin(numbered.day, list(days))
        can_sit = np.zeros_like(numbered.can_sit)
        load = np.zeros(numbered.assessors, dtype=np.int64)
        for session, panel in self.plan.items():
            if not free[session]:
                load[list(panel.people)] += 1
                can_sit[np.ix_(panel.people, self.times == self.times[session])] = True
        can_sit[:, free] = (load < np.minimum(numbered.most, self.aim.most))[:, None]
        return can_sit & numbered.can_sit
