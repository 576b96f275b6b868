"""An answer along an outline: day after day, the sessions that it uses for the nominees that it puts there."""

import random
from collections import defaultdict

from .clock import Clock
from .greedy import greedy
from .improve import LONGEST, NODES
from .model import Model
from .numbered import Numbered
from .outline import Outline
from .plan import Panel, Plan, without_idle
from .scope import around

HANDFUL = 8


def guided(numbered: Numbered, start: Plan, way: Outline, *, clock: Clock, until: float) -> dict[int, Panel]:
    """A plan that keeps every rule and whatever the start has; who finds no place goes wherever there is one."""
    plan: dict[int, Panel] = dict(start)
    draw = random.Random(len(start))
    by_day: dict[int, dict[int, int]] = defaultdict(dict)
    for nominee, session in way.session_of.items():
        if nominee not in numbered.fixed_nominees:
            by_day[int(numbered.day[session])][nominee] = session
    for _day, goes in sorted(by_day.items()):
        for free in handfuls(set(goes.values()) - set(start)):
            if clock.left(until) <= 0:
                break
            here = {nominee: session for nominee, session in goes.items() if session in free}
            scope = around(plan, free, numbered).with_nominees_in(here).with_a_crowd(set(), draw)
            model = Model(numbered, scope, ease=way.sittings)
            found = model.program.solve(seconds=min(LONGEST, clock.left(until)), nodes=NODES)
            if found.values is not None:
                plan |= model.panels(found.values)
    return greedy(numbered, without_idle(plan, numbered))


def handfuls(sessions: set[int]) -> list[set[int]]:
    """The sessions of a day a few at a time, early and late ones together, so that people can sit in both."""
    number = -(-len(sessions) // HANDFUL)
    return [set(sorted(sessions)[place::number]) for place in range(number)]
