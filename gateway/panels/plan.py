"""Who sits where and sees whom, and what that costs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from .numbered import Numbered

UNPLACED, MOST_SITTINGS, PERSON_DAY, PAIR, NEW_CHAIR = 1000, 5, 3, 4, 2


@dataclass(frozen=True)
class Panel:
    """The panel of one session. assessors: the three who mark; everybody by their place, in ascending order."""

    assessors: tuple[int, ...]
    adviser: int
    nominees: tuple[int, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """The assessors and the adviser."""
        return (*self.assessors, self.adviser)


Plan = Mapping[int, Panel]
"""The panel of each session that is used, by the session's place."""


def chair_of(panel: Panel, numbered: Numbered) -> int:
    """Who of the assessors chairs: somebody who has, where there is one."""
    return next(
        who for able in (numbered.seasoned, numbered.can_chair) for who in panel.assessors if able[who]
    )  # fmt: skip


def sittings(panels: Iterable[Panel]) -> Counter[int]:
    """In how many sessions each person sits."""
    return Counter(who for panel in panels for who in panel.people)


def cost_of(plan: Plan, numbered: Numbered) -> int:
    """The objective of docs/panels.md."""
    placed = sum(len(panel.nominees) for panel in plan.values())
    return (
        UNPLACED * (numbered.nominees - placed)
        + MOST_SITTINGS * max(sittings(plan.values()).values(), default=0)
        + cost_of_panels(plan, numbered)
    )


def cost_of_panels(plan: Plan, numbered: Numbered) -> int:
    """What person-days, people of one organisation and new chairs cost."""
    days = {(who, int(numbered.day[session])) for session, panel in plan.items() for who in panel.people}
    pairs = sum(
        bool(numbered.organisation[one] == numbered.organisation[other])
        for panel in plan.values()
        for one, other in combinations(panel.people, 2)
    )
    new = sum(not numbered.seasoned[chair_of(panel, numbered)] for panel in plan.values())
    return PERSON_DAY * len(days) + PAIR * pairs + NEW_CHAIR * new


def without_idle(plan: Plan, numbered: Numbered) -> dict[int, Panel]:
    """Without panels that see nobody, unless somebody is fixed on them."""
    return {
        session: panel
        for session, panel in sorted(plan.items())
        if panel.nominees or session in numbered.fixed_assessors
    }
