"""A program with a column for each panel that could be, where people are few enough to count them all.

Said person by person (`model.py`), half a person may sit here and half there, and whoever is barred from half of a
panel is seen by the other half. Here a panel is taken whole or not at all, with the nominees whom it may see.

Columns: `takes` (a panel of four in a session), `sits` (a person at a time: twins, sessions at one time, count as one),
`comes` (a person on a day), `used` (a session), `sees` (a nominee in a session; whole by itself when the rest is).
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import linear_sum_assignment

from .numbered import Bools, Ints, Numbered
from .outline import PEOPLE
from .plan import NEW_CHAIR, PAIR, UNPLACED, Panel
from .program import Floats
from .rota import HALF, NONE, Aim, Sittings

FIRST = 1e6
"""A gap so wide that HiGHS ends with the first answer that it finds."""


@dataclass(frozen=True)
class Choices:
    """The panels that a session could have. people: panels x 4; adviser: who of the four advises; cost: for
    colleagues and a new chair."""

    people: Ints
    adviser: Ints
    cost: Ints


def number_of_choices(can_sit: Bools) -> int:
    """How many fours there are, over all sessions."""
    return sum(n * (n - 1) * (n - 2) * (n - 3) // 24 for n in can_sit.sum(axis=0).tolist())


def choices(numbered: Numbered, session: int, can_sit: Bools, *, dearest: int) -> Choices:
    """Each four once, with the adviser for whom it costs least; whoever is fixed there is among them."""
    able = np.flatnonzero(can_sit[:, session]).tolist()
    people = np.array(list(combinations(able, PEOPLE)), dtype=np.int64).reshape(-1, PEOPLE)
    for who in numbered.fixed_assessors.get(session, ()):
        people = people[(people == who).any(axis=1)]
    organisation = numbered.organisation[people]
    pairs = sum(organisation[:, one] == organisation[:, other] for one, other in combinations(range(PEOPLE), 2))
    impossible = dearest + 1
    new = np.full((len(people), PEOPLE), impossible)
    for place in range(PEOPLE):
        mark = np.delete(people, place, axis=1)
        fits = (
            numbered.adviser[people[:, place]] & numbered.chief[mark].any(axis=1) & numbered.can_chair[mark].any(axis=1)
        )
        new[fits, place] = np.where(numbered.seasoned[mark[fits]].any(axis=1), 0, NEW_CHAIR)
    cost = new.min(axis=1, initial=impossible) + PAIR * np.asarray(pairs, dtype=np.int64)
    kept = cost <= dearest
    return Choices(people[kept], new.argmin(axis=1)[kept], cost[kept])


class WholePanels(Sittings):
    """The program of an aim."""

    def __init__(self, numbered: Numbered, aim: Aim, can_sit: Bools, *, unseen: int = UNPLACED) -> None:
        super().__init__(numbered, aim, can_sit, unseen=unseen)
        self._panels()
        self.costs_at_most(aim.cost)

    def _panels(self) -> None:
        """A used session takes one panel, of people who sit then, and it sees nobody who is barred from any of them."""
        numbered, program = self.numbered, self.program
        seated = np.full(self.sits.shape, NONE)
        seated[self.sits != NONE] = rows = program.limit(int((self.sits != NONE).sum()), least=0, most=0)
        program.put(rows, self.sits[self.sits != NONE], -1)
        self.choices: list[Choices] = []
        self.takes: list[Ints] = []
        for session in range(numbered.sessions):
            could = choices(numbered, session, self.can_sit, dearest=self.aim.dearest)
            takes = program.add(len(could.people), cost=could.cost)
            row = program.limit(1, least=0, most=0)
            program.put(row, takes)
            program.put(row, self.used[session], -1)
            program.put(seated[could.people, self.times[session]].T.ravel(), np.tile(takes, PEOPLE))
            here = np.flatnonzero(self.seen_in == session)
            may = ~numbered.barred(session)[self.nominee[here]][:, could.people].any(axis=2)
            rows = program.limit(len(here), most=0)
            program.put(rows, self.sees[here])
            nominee, panel = np.nonzero(may)
            program.put(rows[nominee], takes[panel], -1)
            self.choices.append(could)
            self.takes.append(takes)

    def plan(self, values: Floats) -> dict[int, Panel]:
        """The panels of an answer, each with as many nominees as can be."""
        people, advisers = {}, {}
        for session, (could, takes) in enumerate(zip(self.choices, self.takes, strict=True)):
            for place in np.flatnonzero(values[takes] > HALF):
                people[session] = could.people[place]
                advisers[session] = could.adviser[place]
        seen = self.seated(people)
        return {
            session: Panel(
                tuple(np.delete(four, advisers[session]).tolist()),
                int(four[advisers[session]]),
                tuple(sorted(seen[session])),
            )
            for session, four in people.items()
        }

    def seated(self, people: dict[int, Ints]) -> dict[int, list[int]]:
        """The most nominees whom these panels may see, fixed ones first."""
        numbered = self.numbered
        seats = [session for session in people for _ in range(min(int(numbered.capacity[session]), numbered.nominees))]
        worth = np.zeros((numbered.nominees, len(seats)))
        can = np.zeros((numbered.nominees, numbered.sessions), dtype=bool)
        can[self.nominee, self.seen_in] = True
        for place, session in enumerate(seats):
            worth[:, place] = can[:, session] & ~numbered.barred(session)[:, people[session]].any(axis=1)
        worth[list(numbered.fixed_nominees)] *= numbered.nominees
        seen: dict[int, list[int]] = {session: [] for session in people}
        for nominee, place in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
            if worth[nominee, place]:
                seen[seats[place]].append(int(nominee))
        return seen
