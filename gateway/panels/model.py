"""The whole of the rules as a mixed-integer program, over a scope.

Columns: `sees` (a nominee in a session), `marks` and `advises` (a person in a session), `used` (a session), `comes` (a
person on a day), `most` (sittings of the busiest), `pairs` (of one organisation in a session), `unseasoned` (a session
without anybody who has chaired). The chair needs no column: whoever has chaired chairs. Sessions of which nobody can
sit in two stand in one row, which also says that the person comes that day.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum

import numpy as np

from .numbered import Bools, Ints, Numbered
from .plan import MOST_SITTINGS, NEW_CHAIR, PAIR, PERSON_DAY, UNPLACED, Panel
from .program import INFINITE, Floats, Program
from .rules import ASSESSORS
from .scope import Scope

NONE = -1
HALF = 0.5


class Rule(Enum):
    """The rules that somebody could decide to bend."""

    ROOM = "the most nominees of a session"
    THREE = "three assessors"
    CHIEF = "a chief executive"
    CHAIR = "somebody who can chair"
    ADVISER = "an inclusion adviser"
    SITTINGS = "the most sessions of a person"
    BAR = "who may not meet on a panel"


class Model:
    """The program of a scope.

    whole_people: False lets people and nominees be shared out in fractions, for a bound. ease: how often anybody may
    sit before each sitting more costs 1 on top, so that a search sees sittings even out before the busiest sit less.
    """

    price = 1
    """What the objective of docs/panels.md is multiplied by."""

    def __init__(self, numbered: Numbered, scope: Scope, *, whole_people: bool = True, ease: int | None = None) -> None:
        self.numbered, self.scope, self.whole_people, self.ease = numbered, scope, whole_people, ease
        self.program = Program()
        self.lacks_fixed = False
        self.nominee, self.seen_in = np.nonzero(scope.can_attend)
        self.person, self.sits_in = np.nonzero(scope.can_sit)
        self.advising = numbered.adviser[self.person]
        self._columns()
        self._nominees()
        self._panels()
        self._days()
        self._sittings()
        self._pairs()
        self._bars()
        self._fixed()

    def _columns(self) -> None:
        numbered, add = self.numbered, self.program.add
        self.used = np.full(numbered.sessions, NONE)
        self.used[self.scope.sessions] = add(len(self.scope.sessions))
        self.sees = add(len(self.nominee), cost=-UNPLACED * self.price, whole=self.whole_people)
        self.marks = add(len(self.person), whole=self.whole_people)
        self.advises = add(int(self.advising.sum()), whole=self.whole_people)
        self.advises_of = np.full(len(self.person), NONE)
        self.advises_of[self.advising] = self.advises
        self.comes = np.full((numbered.assessors, numbered.days), NONE)
        days = np.unique(np.stack([self.person, numbered.day[self.sits_in]]), axis=1)
        free = self.scope.there[days[0], days[1]]
        self.comes[days[0], days[1]] = add(days.shape[1], cost=np.where(free, 0, PERSON_DAY * self.price), whole=False)
        self.most = int(add(1, cost=MOST_SITTINGS * self.price, lower=self.scope.floor, upper=INFINITE)[0])
        self.unseasoned = np.full(numbered.sessions, NONE)
        self.unseasoned[self.scope.sessions] = add(len(self.scope.sessions), cost=NEW_CHAIR * self.price, whole=False)

    def _put_sitting(self, rows: Ints, kept: Bools | Ints, value: float = 1.0) -> None:
        """Whether the person sits, marking or advising, in these rows."""
        advises = self.advises_of[kept]
        self.program.put(rows, self.marks[kept], value)
        self.program.put(rows[advises != NONE], advises[advises != NONE], value)

    def _nominees(self) -> None:
        """Each is seen at most once, in a session that is used, by a panel that sees no more than it can."""
        numbered, program = self.numbered, self.program
        rows = program.limit(numbered.nominees, most=1)
        program.put(rows[self.nominee], self.sees)
        rows = program.limit(numbered.sessions, most=0)
        program.put(rows[self.seen_in], self.sees)
        program.put(rows[self.scope.sessions], self.used[self.scope.sessions], -self._capacity())
        self._may_give(rows[self.scope.sessions], Rule.ROOM, self._each_session())
        rows = program.limit(len(self.sees), most=0)
        program.put(rows, self.sees)
        program.put(rows, self.used[self.seen_in], -1)

    def _capacity(self) -> Floats:
        return np.minimum(self.numbered.capacity[self.scope.sessions], self.numbered.nominees).astype(float)

    def _panels(self) -> None:
        """Three who mark, one of them able to chair, one a chief executive; one adviser; each at most once."""
        numbered, program, sessions = self.numbered, self.program, self.scope.sessions
        everybody = np.ones(numbered.assessors, dtype=bool)
        for rule, able, number, exactly in (
            (Rule.THREE, everybody, ASSESSORS, True),
            (Rule.CHIEF, numbered.chief, 1, False),
            (Rule.CHAIR, numbered.can_chair, 1, False),
            (None, numbered.seasoned, 1, False),
        ):
            rows = program.limit(numbered.sessions, least=0, most=0 if exactly else INFINITE)
            kept = able[self.person]
            program.put(rows[self.sits_in[kept]], self.marks[kept])
            program.put(rows[sessions], self.used[sessions], -number)
            if rule:
                self._may_give(rows[sessions], rule, self._each_session())
            else:
                program.put(rows[sessions], self.unseasoned[sessions])
        rows = program.limit(numbered.sessions, least=0, most=0)
        self._may_give(rows[sessions], Rule.ADVISER, self._each_session())
        program.put(rows[self.sits_in[self.advising]], self.advises)
        program.put(rows[sessions], self.used[sessions], -1)
        rows = program.limit(len(self.person), most=0)
        self._put_sitting(rows, np.arange(len(self.person)))
        program.put(rows, self.used[self.sits_in], -1)

    def _days(self) -> None:
        """Nobody sits in two sessions that overlap; whoever sits comes that day."""
        place = self._places()
        for clique in self.numbered.cliques:
            days = np.unique(self.numbered.day[clique])
            kept = place[:, clique]
            people = np.flatnonzero((kept != NONE).any(axis=1))
            rows = self.program.limit(len(people), most=0 if len(days) == 1 else 1)
            row, column = np.nonzero(kept[people] != NONE)
            self._put_sitting(rows[row], kept[people][row, column])
            if len(days) == 1:
                self.program.put(rows, self.comes[people, days[0]], -1)
            else:
                self._come(kept[people][row, column])

    def _come(self, kept: Ints) -> None:
        """Whoever sits in a session that overlaps one of another day comes on its own."""
        rows = self.program.limit(len(kept), most=0)
        self._put_sitting(rows, kept)
        self.program.put(rows, self.comes[self.person[kept], self.numbered.day[self.sits_in[kept]]], -1)

    def _places(self) -> Ints:
        """assessors x sessions: the place of the pair among those that can be"""
        place = np.full(self.scope.can_sit.shape, NONE)
        place[self.person, self.sits_in] = np.arange(len(self.person))
        return place

    def _sittings(self) -> None:
        """Nobody sits more often than they said, or than the busiest."""
        numbered, program = self.numbered, self.program
        rows = program.limit(numbered.assessors, most=numbered.most - self.scope.load)
        self._put_sitting(rows[self.person], np.arange(len(self.person)))
        self._may_give(rows, Rule.SITTINGS, [(who,) for who in range(numbered.assessors)])
        rows = program.limit(numbered.assessors, most=-self.scope.load)
        self._put_sitting(rows[self.person], np.arange(len(self.person)))
        program.put(rows, self.most, -1)
        if self.ease is not None:
            over = program.add(
                numbered.assessors,
                cost=1,
                lower=np.maximum(self.scope.load - self.ease, 0),
                upper=INFINITE,
                whole=False,
            )
            rows = program.limit(numbered.assessors, most=self.ease - self.scope.load)
            self._put_sitting(rows[self.person], np.arange(len(self.person)))
            program.put(rows, over, -1)

    def _pairs(self) -> None:
        """k people of one organisation are k(k-1)/2 pairs: the highest of the lines through two numbers in a row."""
        place = self._places()
        for session in self.scope.sessions:
            for people in self._of_one_organisation(session):
                pairs = self.program.add(1, cost=PAIR * self.price, upper=INFINITE, whole=False)
                for slope in range(1, min(len(people), ASSESSORS + 1)):
                    rows = self.program.limit(1, least=0)
                    self.program.put(rows, pairs)
                    self._put_sitting(np.repeat(rows, len(people)), place[people, session], -slope)
                    self.program.put(rows, self.used[session], slope * (slope + 1) / 2)

    def _of_one_organisation(self, session: int) -> Iterator[Ints]:
        """Those who could meet a colleague in the session, by organisation."""
        groups = defaultdict(list)
        for who in np.flatnonzero(self.scope.can_sit[:, session]):
            groups[int(self.numbered.organisation[who])].append(int(who))
        yield from (np.array(people) for people in groups.values() if len(people) > 1)

    def _bars(self) -> None:
        """Nobody sits where somebody is seen whom they are barred from; of barred advisers at most one can sit."""
        place = self._places()
        order = np.argsort(self.seen_in, kind="stable")
        starts = np.searchsorted(self.seen_in[order], np.arange(self.numbered.sessions + 1))
        for session in self.scope.sessions:
            seen = order[starts[session] : starts[session + 1]]
            barred = self.numbered.barred(int(session))[self.nominee[seen]] & self.scope.can_sit[:, session]
            row, person = np.nonzero(barred)
            rows = self.program.limit(len(row), most=0)
            self.program.put(rows, self.sees[seen[row]])
            self._put_sitting(rows, place[person, session])
            self.program.put(rows, self.used[session], -1)
            self._may_give(rows, Rule.BAR, list(zip(self.nominee[seen[row]].tolist(), person.tolist(), strict=True)))

    def _fixed(self) -> None:
        """Whoever is fixed is there."""
        numbered, place = self.numbered, self._places()
        free = set(self.scope.sessions.tolist())
        for nominee, session in numbered.fixed_nominees.items():
            if session in free:
                rows = self.program.limit(1, least=1)
                kept = (self.nominee == nominee) & (self.seen_in == session)
                self.program.put(np.repeat(rows, kept.sum()), self.sees[kept])
        for session, people in numbered.fixed_assessors.items():
            for who in people if session in free else ():
                if place[who, session] == NONE:
                    self.lacks_fixed = True
                else:
                    self._put_sitting(self.program.limit(1, least=1), place[[who], session])

    def _may_give(self, rows: Ints, rule: Rule, about: Sequence[tuple[int, ...]]) -> None:
        """These rows are that rule, each about a session, a person, or a nominee and a person. Here none gives."""

    def _each_session(self) -> list[tuple[int]]:
        return [(int(session),) for session in self.scope.sessions]

    def costs_at_most(self, cost: float) -> None:
        """Only answers that cost no more, counted with what the rest of the plan costs."""
        rows = self.program.limit(1, most=cost - self.scope.aside)
        costs = np.concatenate(self.program.cost)
        kept = np.flatnonzero(costs)
        self.program.put(np.repeat(rows, len(kept)), kept, costs[kept])

    def panels(self, values: Floats) -> dict[int, Panel]:
        """The panels of an answer."""
        marking, seeing = values[self.marks] > HALF, values[self.sees] > HALF
        advising = np.zeros(len(self.person), dtype=bool)
        advising[self.advising] = values[self.advises] > HALF
        return {
            int(session): Panel(
                tuple(self.person[marking & (self.sits_in == session)].tolist()),
                int(self.person[advising & (self.sits_in == session)][0]),
                tuple(self.nominee[seeing & (self.seen_in == session)].tolist()),
            )
            for session in self.scope.sessions
            if values[self.used[session]] > HALF
        }
