"""A first answer in no time: session after session, the one that can see most of those who have fewest others."""

import numpy as np

from .numbered import Bools, Ints, Numbered
from .plan import Panel, Plan
from .rules import ASSESSORS

NOBODY = 1e9


class Greedy:
    """A plan that grows panel by panel from one that has at least what is fixed."""

    def __init__(self, numbered: Numbered, start: Plan) -> None:
        self.numbered = numbered
        self.plan: dict[int, Panel] = {}
        self.load = np.zeros(numbered.assessors, dtype=np.int64)
        self.there = np.zeros((numbered.assessors, numbered.days), dtype=bool)
        self.free = numbered.can_sit & (numbered.most > 0)[:, None]
        self.waits = np.ones(numbered.nominees, dtype=bool)
        for session, panel in start.items():
            self.take(session, panel)

    def take(self, session: int, panel: Panel) -> None:
        """Make a panel part of the plan."""
        people = list(panel.people)
        self.plan[session] = panel
        self.load[people] += 1
        self.there[people, self.numbered.day[session]] = True
        self.free[np.ix_(people, self.numbered.overlaps[session])] = False
        self.free[self.load >= self.numbered.most] = False
        self.waits[list(panel.nominees)] = False

    def grow(self) -> dict[int, Panel]:
        """Fill the panels there are, then add panels as long as one sees anybody."""
        for session, panel in list(self.plan.items()):
            more = self.seen(session, list(panel.people), self.numbered.capacity[session] - len(panel.nominees))
            self.take_in(session, panel, more)
        left = np.ones(self.numbered.sessions, dtype=bool)
        left[list(self.plan)] = False
        while left.any():
            session = self.best(left)
            left[session] = False
            found = self.panel(session)
            if found and found.nominees:
                self.take(session, found)
        return self.plan

    def take_in(self, session: int, panel: Panel, more: list[int]) -> None:
        self.plan[session] = Panel(panel.assessors, panel.adviser, tuple(sorted([*panel.nominees, *more])))
        self.waits[more] = False

    def best(self, left: Bools) -> int:
        """The session that sees most, the scarce counting more; then one on a day on which people come already."""
        numbered = self.numbered
        open_to = numbered.can_attend & self.waits[:, None] & left[None, :]
        choices = np.maximum(open_to.sum(axis=1), 1)
        number = np.minimum(open_to.sum(axis=0), numbered.capacity)
        scarce = (open_to / choices[:, None]).sum(axis=0)
        comes = (self.there[:, numbered.day] & self.free).sum(axis=0) > ASSESSORS
        return int(np.argmax(np.where(left, number + 0.2 * scarce + 0.9 * comes, -1)))

    def panel(self, session: int) -> Panel | None:
        """The people of least trouble, a rare kind first, and whom they can see."""
        numbered = self.numbered
        chosen: list[int] = []
        if not numbered.assessors:
            return None
        waiting = np.flatnonzero(numbered.can_attend[:, session] & self.waits)
        barred = numbered.barred(session)[waiting].sum(axis=0)
        roles: list[Bools] = [numbered.adviser, numbered.chief, numbered.can_chair, np.ones_like(numbered.chief)]
        chairs = chief = False
        while len(chosen) <= ASSESSORS:
            role = roles[0] if not chosen else roles[1] if not chief else roles[2] if not chairs else roles[3]
            trouble = self.trouble(session, chosen, barred)
            trouble[~role] = NOBODY
            who = int(np.argmin(trouble))
            if trouble[who] >= NOBODY:
                return None
            if chosen:
                chief, chairs = chief or bool(numbered.chief[who]), chairs or bool(numbered.can_chair[who])
            chosen.append(who)
        seen = self.seen(session, chosen, int(numbered.capacity[session]))
        return Panel(tuple(sorted(chosen[1:])), chosen[0], tuple(seen))

    def trouble(self, session: int, chosen: list[int], barred: Ints) -> np.ndarray:
        """What each person would cost on the panel, roughly; NOBODY where they cannot sit."""
        numbered = self.numbered
        colleagues = (numbered.organisation[:, None] == numbered.organisation[chosen][None, :]).sum(axis=1)
        trouble = (
            3.0 * ~self.there[:, numbered.day[session]]
            + 0.6 * self.load
            + 4.0 * colleagues
            + 1.5 * barred
            - 0.7 * numbered.seasoned
            - 0.4 * numbered.chief * bool(chosen)
            + 0.5 * numbered.adviser * bool(chosen)
        )
        trouble[~self.free[:, session]] = NOBODY
        trouble[chosen] = NOBODY
        return trouble

    def seen(self, session: int, people: list[int], room: int) -> list[int]:
        """Who waits and can be seen by these people, those with fewest other sessions first."""
        numbered = self.numbered
        can = numbered.can_attend[:, session] & self.waits & ~numbered.barred(session)[:, people].any(axis=1)
        can[list(numbered.fixed_nominees)] = False
        who = np.flatnonzero(can)
        order = np.lexsort((who, numbered.can_attend[who].sum(axis=1)))
        return sorted(who[order][: max(room, 0)].tolist())


def greedy(numbered: Numbered, start: Plan) -> dict[int, Panel]:
    """A plan that keeps every rule and whatever the start has."""
    return Greedy(numbered, start).grow()
