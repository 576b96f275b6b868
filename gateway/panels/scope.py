"""What is free to change while the rest of a plan stays as it is."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from .numbered import Bools, Ints, Numbered
from .plan import UNPLACED, Plan, cost_of_panels, sittings

CROWD = 48


@dataclass(frozen=True)
class Scope:
    """Some sessions with the nominees who may be seen there, between panels that stay.

    load: sittings of each assessor elsewhere; there: assessors x days, who comes that day anyway;
    can_sit: assessors x sessions, without what overlaps a sitting elsewhere; aside: what the panels that stay cost,
    the most sittings left out, with 1000 for everybody who is not seen there.
    """

    sessions: Ints
    nominees: Ints
    load: Ints
    there: Bools
    can_sit: Bools
    can_attend: Bools
    aside: int

    @property
    def floor(self) -> int:
        """The most sittings of one person elsewhere."""
        return int(self.load.max(initial=0))

    def with_nominees_in(self, sessions: Mapping[int, int]) -> "Scope":
        """Only these nominees, each in the session that is given."""
        kept = np.zeros_like(self.can_attend)
        for nominee, session in sessions.items():
            kept[nominee, session] = self.can_attend[nominee, session]
        return replace(self, can_attend=kept)

    def with_a_crowd(self, wanted: set[int], draw: random.Random) -> "Scope":
        """Not more than some people to choose from: those who are wanted, and of the others who sit least, any."""
        able = set(np.flatnonzero(self.can_sit.any(axis=1)).tolist())
        others = draw.sample(sorted(able - wanted), len(able - wanted))
        chosen = {*wanted, *sorted(others, key=lambda who: int(self.load[who]))[:CROWD]}
        kept = np.zeros_like(self.can_sit)
        kept[sorted(chosen)] = self.can_sit[sorted(chosen)]
        return replace(self, can_sit=kept)


def whole(numbered: Numbered) -> Scope:
    """Everything is free."""
    return around({}, range(numbered.sessions), numbered)


def around(plan: Plan, sessions: Iterable[int], numbered: Numbered) -> Scope:
    """These sessions are free; so is every nominee whom no other panel of the plan sees."""
    free = np.array(sorted(sessions), dtype=np.int64)
    stay = {session: panel for session, panel in plan.items() if session not in set(free.tolist())}
    load = np.zeros(numbered.assessors, dtype=np.int64)
    for who, number in sittings(stay.values()).items():
        load[who] = number
    there = np.zeros((numbered.assessors, numbered.days), dtype=bool)
    can_sit = np.zeros_like(numbered.can_sit)
    can_sit[:, free] = numbered.can_sit[:, free]
    can_sit[load >= numbered.most] = False
    seen = np.zeros(numbered.nominees, dtype=bool)
    for session, panel in stay.items():
        people = list(panel.people)
        there[people, numbered.day[session]] = True
        can_sit[np.ix_(people, numbered.overlaps[session])] = False
        seen[list(panel.nominees)] = True
    can_attend = np.zeros_like(numbered.can_attend)
    can_attend[:, free] = numbered.can_attend[:, free] & ~seen[:, None]
    for nominee, session in numbered.fixed_nominees.items():
        can_attend[nominee, np.arange(numbered.sessions) != session] = False
    aside = cost_of_panels(stay, numbered) + UNPLACED * int((~seen).sum())
    return Scope(free, np.flatnonzero(~seen), load, there, can_sit, can_attend, aside)
