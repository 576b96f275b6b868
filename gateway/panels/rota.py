"""Who sits when and who is seen where, before anybody sits on a panel: what a rota and whole panels have in common.

Columns: `sits` (a person at a time: twins, sessions at one time, count as one), `comes` (a person on a day), `used` (a
session), `sees` (a nominee in a session; whole by itself when the rest is).
"""

from dataclasses import dataclass

import numpy as np

from .numbered import Bools, Ints, Numbered
from .outline import PEOPLE, most_on_a_day
from .plan import MOST_SITTINGS, NEW_CHAIR, PERSON_DAY, UNPLACED
from .program import Program

NONE = -1
HALF = 0.5


@dataclass(frozen=True)
class Aim:
    """An answer of at most this cost. most: sittings of the busiest; dearest: what colleagues and a new chair may
    cost on one panel; days: person-days that there are at least."""

    cost: int
    most: int
    dearest: int
    days: int


def times_of(numbered: Numbered) -> Ints:
    """The time of each session, counted from 0: twins, which overlap each other and the same others, have one."""
    overlaps = numbered.overlaps | np.eye(numbered.sessions, dtype=bool)
    alike = (overlaps[:, None, :] == overlaps[None, :, :]).all(axis=2) & (
        numbered.day[:, None] == numbered.day[None, :]
    )
    return np.unique((alike & overlaps).argmax(axis=1), return_inverse=True)[1].astype(np.int64)


class Sittings:
    """The columns and rows in common. can_sit: assessors x sessions, who may be chosen; unseen: what a nominee
    without a place costs here."""

    def __init__(self, numbered: Numbered, aim: Aim, can_sit: Bools, *, unseen: int = UNPLACED) -> None:
        self.numbered, self.aim, self.program = numbered, aim, Program()
        self.sees_all = aim.cost < unseen
        self.times = times_of(numbered)
        self.day_of_time = numbered.day[np.unique(self.times, return_index=True)[1]]
        self.can_sit = can_sit & numbered.can_sit & (numbered.most > 0)[:, None]
        self._people()
        self._nominees(unseen)
        self._as_many_as_needed()

    def _people(self) -> None:
        """Who sits when: at one place at a time, not too often, on days on which they come."""
        numbered, program = self.numbered, self.program
        able = np.zeros((numbered.assessors, len(self.day_of_time)), dtype=bool)
        for session, time in enumerate(self.times):
            able[:, time] |= self.can_sit[:, session]
        who, time = np.nonzero(able)
        self.sits = np.full(able.shape, NONE)
        self.sits[who, time] = program.add(len(who))
        days = np.unique(np.stack([who, self.day_of_time[time]]), axis=1)
        self.comes = np.full((numbered.assessors, numbered.days), NONE)
        self.comes[days[0], days[1]] = program.add(days.shape[1], cost=PERSON_DAY)
        rows = program.limit(len(who), most=0)
        program.put(rows, self.sits[who, time])
        program.put(rows, self.comes[who, self.day_of_time[time]], -1)
        rows = program.limit(numbered.assessors, most=np.minimum(numbered.most, self.aim.most))
        program.put(rows[who], self.sits[who, time])
        row = program.limit(1, least=self.aim.days)
        program.put(row, self.comes[days[0], days[1]])
        self._overlaps()
        self._odd_sittings()

    def _overlaps(self) -> None:
        for clique in self.numbered.cliques:
            times = np.unique(self.times[clique])
            if len(times) > 1:
                who, place = np.nonzero(self.sits[:, times] != NONE)
                rows = self.program.limit(self.numbered.assessors, most=1)
                self.program.put(rows[who], self.sits[who, times[place]])

    def _odd_sittings(self) -> None:
        """Whoever sits in three sessions of which two go into a day comes on two days: the line that fractions need."""
        on_a_day = most_on_a_day(self.numbered)
        can = (self.sits != NONE).sum(axis=1)
        for who, most in enumerate(np.minimum(np.minimum(self.numbered.most, self.aim.most), can).tolist()):
            full, odd = divmod(most, on_a_day)
            if full and odd:
                row = self.program.limit(1, least=full - full * on_a_day / odd)
                self.program.put(row, self.comes[who][self.comes[who] != NONE])
                self.program.put(row, self.sits[who][self.sits[who] != NONE], -1 / odd)

    def _nominees(self, unseen: int) -> None:
        """Each is seen at most once, in a session that is used and has room."""
        numbered, program = self.numbered, self.program
        can_attend = numbered.can_attend.copy()
        price = np.full(numbered.nominees, 0 if self.sees_all else unseen)
        for nominee, session in numbered.fixed_nominees.items():
            can_attend[nominee, np.arange(numbered.sessions) != session] = False
            price[nominee] = 0 if self.sees_all else UNPLACED
        must = np.zeros(numbered.sessions)
        must[list(numbered.fixed_assessors)] = UNPLACED
        self.aside = int(price.sum() + must.sum()) + MOST_SITTINGS * self.aim.most
        self.used = program.add(numbered.sessions, cost=-must)
        self.nominee, self.seen_in = np.nonzero(can_attend)
        self.sees = program.add(len(self.nominee), cost=-price[self.nominee], whole=False)
        rows = program.limit(numbered.nominees, least=float(self.sees_all), most=1)
        program.put(rows[self.nominee], self.sees)
        rows = program.limit(numbered.sessions, most=0)
        program.put(rows[self.seen_in], self.sees)
        program.put(rows, self.used, -np.minimum(numbered.capacity, numbered.nominees))

    def _as_many_as_needed(self) -> None:
        rows = self.program.limit(len(self.day_of_time), least=0, most=0)
        who, time = np.nonzero(self.sits != NONE)
        self.program.put(rows[time], self.sits[who, time])
        self.program.put(rows[self.times], self.used, -PEOPLE)

    def costs_at_most(self, cost: int) -> None:
        row = self.program.limit(1, most=cost - self.aside)
        costs = np.concatenate(self.program.cost)
        self.program.put(np.repeat(row, len(costs)), np.arange(len(costs)), costs)


class Rota(Sittings):
    """Enough people of each kind at each time, whoever may meet whom."""

    def __init__(self, numbered: Numbered, aim: Aim, can_sit: Bools) -> None:
        super().__init__(numbered, aim, can_sit)
        who, time = np.nonzero((self.sits != NONE) & numbered.adviser[:, None])
        advises = self.program.add(len(who))
        rows = self.program.limit(len(who), most=0)
        self.program.put(rows, advises)
        self.program.put(rows, self.sits[who, time], -1)
        rows = self.program.limit(len(self.day_of_time), least=0, most=0)
        self.program.put(rows[time], advises)
        self.program.put(rows[self.times], self.used, -1)
        for able in (numbered.chief, numbered.can_chair, numbered.seasoned)[: 3 if aim.dearest < NEW_CHAIR else 2]:
            rows = self.program.limit(len(self.day_of_time), least=0)
            marks, at = np.nonzero((self.sits != NONE) & able[:, None])
            self.program.put(rows[at], self.sits[marks, at])
            both = able[who]
            self.program.put(rows[time[both]], advises[both], -1)
            self.program.put(rows[self.times], self.used, -1)

    def sitting(self, *, seconds: float) -> Bools | None:
        """assessors x sessions: who sits at that time, or None where nothing was found."""
        found = self.program.solve(seconds=seconds)
        if found.values is None:
            return None
        sits = np.zeros(self.sits.shape, dtype=bool)
        sits[self.sits != NONE] = found.values[self.sits[self.sits != NONE]] > HALF
        return sits[:, self.times]
