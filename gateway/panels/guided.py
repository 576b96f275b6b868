"""An answer along an outline: day after day, the sessions that it uses for the nominees that it puts there."""

from collections import defaultdict

from .clock import Clock
from .greedy import greedy
from .improve import LONGEST, NODES
from .model import Model
from .numbered import Numbered
from .outline import Outline
from .plan import Panel, Plan, without_idle
from .scope import around


def guided(numbered: Numbered, start: Plan, way: Outline, *, clock: Clock, until: float) -> dict[int, Panel]:
    """A plan that keeps every rule and whatever the start has; who finds no place goes wherever there is one."""
    plan: dict[int, Panel] = dict(start)
    by_day: dict[int, dict[int, int]] = defaultdict(dict)
    for nominee, session in way.session_of.items():
        if nominee not in numbered.fixed_nominees:
            by_day[int(numbered.day[session])][nominee] = session
    for _day, goes in sorted(by_day.items()):
        if clock.left(until) <= 0:
            break
        free = set(goes.values()) - set(start)
        goes = {nominee: session for nominee, session in goes.items() if session in free}
        scope = around(plan, free, numbered).with_nominees_in(goes)
        model = Model(numbered, scope, ease=way.sittings)
        found = model.program.solve(seconds=min(LONGEST, clock.left(until)), nodes=NODES)
        if found.values is not None:
            plan |= model.panels(found.values)
    return greedy(numbered, without_idle(plan, numbered))
