"""From an instance to its panels: a greedy answer, an outline, a search, and a proof where time allows one.

Every step has the same result each time as long as the time does not cut it short; so has the whole.
"""

import math
from dataclasses import dataclass

from .clock import Clock
from .fixed import keep_fixed
from .greedy import greedy
from .guided import guided
from .improve import LARGEST, SMALLEST, Search
from .instance import Instance
from .ladder import Ladder, can_be_counted
from .model import Model
from .numbered import Numbered
from .outline import WHOLE, Outline, outline
from .plan import MOST_SITTINGS, PERSON_DAY, UNPLACED, Panel, cost_of, without_idle
from .scope import around, whole
from .why import Why, reason, unplaced

TINY, SMALL, LARGE = 600, 4_000, 30_000
"""Columns of a program that HiGHS as a rule proves in seconds, can prove, and can bound."""
FOR_OUTLINE, FOR_SEARCH, FOR_PROOF = 0.45, 0.7, 0.93
"""Shares of the time at which these end; what is left is for reasons."""
FOR_OUTLINES, FOR_SHORT_SEARCH, FOR_FRACTIONS, FOR_WHOLE = 0.3, 0.4, 0.5, 0.75
"""The same in a small round."""
FOR_OUTLINES_IF_TIGHT, FOR_LADDER, FOR_SEARCH_IF_TIGHT = 0.12, 0.93, 0.93
"""The same in one where nearly everybody must come."""
TIGHT = 1.2
"""People for each person-day of the outline, below which nearly everybody must come."""
OUTLINES, NODES_OF_OUTLINE, SECONDS_OF_OUTLINE = 12, 400, 6.0


@dataclass(frozen=True)
class Built:
    """plan: the best found; cost, and bound: no answer costs less; greedy: what the first answer cost.

    reasons: for each nominee without a place, what would have to give.
    """

    numbered: Numbered
    plan: dict[int, Panel]
    cost: int
    bound: int
    greedy: int
    reasons: dict[int, tuple[str, ...]]

    @property
    def is_optimal(self) -> bool:
        return self.cost - self.bound <= WHOLE


def build(instance: Instance, *, seconds: float, seed: int = 0) -> Built:
    """The best panels that are found in the time; with none, the greedy answer. Raises Contradiction."""
    numbered = Numbered(instance)
    clock = Clock()
    start = keep_fixed(numbered)
    first = without_idle(greedy(numbered, start), numbered)
    builder = Builder(numbered, first, clock, seconds)
    builder.run(start, seed)
    reasons = builder.explain()
    return Built(numbered, builder.best, builder.cost, builder.bound, cost_of(first, numbered), reasons)


class Builder:
    """The best plan so far and the highest bound, and how to better both."""

    def __init__(self, numbered: Numbered, first: dict[int, Panel], clock: Clock, seconds: float) -> None:
        self.numbered, self.clock, self.seconds = numbered, clock, seconds
        self.best, self.cost, self.bound = first, cost_of(first, numbered), 0

    def run(self, start: dict[int, Panel], seed: int) -> None:
        """Guide, search, prove; each only while something is left to gain."""
        if self.seconds <= 0:
            return
        way = outline(self.numbered, seconds=self.seconds * FOR_OUTLINE)
        self.bound = min(way.bound, self.cost)
        if self.is_done(FOR_PROOF):
            return
        self.take(guided(self.numbered, start, way, clock=self.clock, until=self.seconds * FOR_SEARCH))
        model = Model(self.numbered, whole(self.numbered))
        if model.program.columns <= SMALL:
            if model.program.columns > TINY:
                self.small_round(way, model, seed)
            self.prove(model, share=FOR_PROOF)
        elif model.program.columns <= LARGE:
            self.search(way, seed, largest=LARGEST, share=FOR_SEARCH)
            self.prove(self.in_fractions(), share=FOR_PROOF)
        else:
            self.search(way, seed, largest=LARGEST, share=FOR_PROOF, tireless=True)

    def small_round(self, way: Outline, model: Model, seed: int) -> None:
        """What the whole program proves better once there is a good answer; where it is tight, cost after cost."""
        if self.is_tight(way):
            self.along_outlines(seed, share=FOR_OUTLINES_IF_TIGHT)
            self.climb(seed, share=FOR_LADDER)
            self.search(way, seed, largest=SMALLEST, share=FOR_SEARCH_IF_TIGHT)
        else:
            self.along_outlines(seed, share=FOR_OUTLINES)
            self.search(way, seed, largest=SMALLEST, share=FOR_SHORT_SEARCH)
            self.prove(self.in_fractions(), share=FOR_FRACTIONS)
            self.prove(model, share=FOR_WHOLE)
            self.climb(seed, share=FOR_PROOF)

    def is_tight(self, way: Outline) -> bool:
        """Whether nearly everybody must come, and the panels that could be are few enough to be counted."""
        person_days = (way.bound % UNPLACED - MOST_SITTINGS * way.sittings) / PERSON_DAY
        return self.numbered.assessors < TIGHT * person_days and can_be_counted(self.numbered)

    def in_fractions(self) -> Model:
        """The whole program with people and nominees shared out in fractions."""
        return Model(self.numbered, whole(self.numbered), whole_people=False)

    def is_done(self, share: float) -> bool:
        """Whether nothing can be gained, or that share of the time is over."""
        return self.cost <= self.bound or self.clock.left(self.seconds * share) <= 0

    def take(self, plan: dict[int, Panel]) -> None:
        """Keep the plan if it costs less."""
        plan = without_idle(plan, self.numbered)
        if (cost := cost_of(plan, self.numbered)) < self.cost:
            self.best, self.cost = plan, cost

    def along_outlines(self, seed: int, *, share: float) -> None:
        """The best panels in the sessions of one outline after another: there are many that cost the same."""
        for turn in range(OUTLINES):
            if self.is_done(share):
                return
            way = outline(self.numbered, seconds=self.left(share), seed=seed + turn)
            used = {*way.session_of.values(), *self.numbered.fixed_nominees.values(), *self.numbered.fixed_assessors}
            model = Model(self.numbered, around({}, used, self.numbered))
            model.costs_at_most(self.cost - 1)
            found = model.program.solve(seconds=min(SECONDS_OF_OUTLINE, self.left(share)), nodes=NODES_OF_OUTLINE)
            if found.values is not None:
                self.take(model.panels(found.values))

    def climb(self, seed: int, *, share: float) -> None:
        """Cost after cost from the bound on, with panels taken whole."""
        if self.is_done(share):
            return
        ladder = Ladder(self.numbered, self.best, bound=self.bound, seed=seed, clock=self.clock)
        ladder.climb(until=self.seconds * share)
        self.take(ladder.best)
        self.bound = min(max(self.bound, ladder.bound), self.cost)

    def search(self, way: Outline, seed: int, *, largest: int, share: float, tireless: bool = False) -> None:
        if self.is_done(share):
            return
        search = Search(self.numbered, self.best, ease=way.sittings, seed=seed, clock=self.clock)
        search.run(bound=self.bound, largest=largest, until=self.seconds * share, tireless=tireless)
        self.take(search.best)

    def prove(self, model: Model, *, share: float) -> None:
        """Nothing costs less, or here is something; in fractions of people at least nothing costs less than so much.

        Costs are whole numbers: a bound of 315.2 is one of 316.
        """
        if self.is_done(share):
            return
        if model.whole_people:
            model.costs_at_most(self.cost - 1)
        found = model.program.solve(seconds=self.left(share))
        bound = self.cost if found.is_impossible else found.bound + model.scope.aside
        if found.values is not None and model.whole_people:
            self.take(model.panels(found.values))
        if math.isfinite(bound):
            self.bound = min(max(self.bound, math.ceil(bound - WHOLE)), self.cost)

    def left(self, share: float) -> float:
        return self.clock.left(self.seconds * share)

    def explain(self) -> dict[int, tuple[str, ...]]:
        """Why each nominee without a place has none; whoever needs no rule to give gets a place."""
        reasons: dict[int, tuple[str, ...]] = {}
        waiting = unplaced(self.best, self.numbered)
        for number, nominee in enumerate(waiting):
            share = max(self.left(1), 0) / (len(waiting) - number)
            told: Why = reason(nominee, self.best, self.numbered, seconds=share)
            if told.plan is not None:
                self.take(told.plan)
            reasons[nominee] = told.reasons
        self.bound = min(self.bound, self.cost)
        still = set(unplaced(self.best, self.numbered))
        return {nominee: said for nominee, said in reasons.items() if nominee in still}
