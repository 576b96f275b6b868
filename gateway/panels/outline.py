"""A coarse program without people: which sessions to use for whom, if whoever is free could sit with anybody.

It leaves rules out and so costs no more than any answer: a bound. What it uses is a guide to a good answer. A panel
takes four people; those of a day are at least four times as many as panels that sit at once; the busiest sit no less
often than the sittings of each kind shared out among all of that kind.
"""

import math
from dataclasses import dataclass

import numpy as np

from .numbered import Bools, Ints, Numbered
from .plan import MOST_SITTINGS, PERSON_DAY, UNPLACED
from .program import INFINITE, Program
from .rules import ASSESSORS

WHOLE = 1e-6
HALF = 0.5
PEOPLE = ASSESSORS + 1


@dataclass(frozen=True)
class Outline:
    """bound: no answer costs less; session_of: where each nominee goes; sittings: those of the busiest."""

    bound: int
    session_of: dict[int, int]
    sittings: int


def outline(
    numbered: Numbered, *, seconds: float, seed: int | None = None, most: int | None = None, unplaced: int = 0
) -> Outline:
    """The best outline there is, or what is found in the time; of several that cost the same, by seed, any.

    most: how often the busiest sits, where that is given. unplaced: how many nominees have no place in any answer.
    """
    program = Program()
    whim = np.random.default_rng(seed).random(numbered.sessions) if seed is not None else np.zeros(numbered.sessions)
    used = program.add(
        numbered.sessions, cost=whim / (2 + numbered.sessions), upper=can_be_staffed(numbered).astype(float)
    )
    nominee, session = np.nonzero(numbered.can_attend)
    sees = program.add(len(nominee), cost=-UNPLACED)
    people = program.add(numbered.days, cost=PERSON_DAY, upper=INFINITE, whole=False)
    busiest = program.add(
        1, cost=MOST_SITTINGS, lower=0 if most is None else most, upper=INFINITE if most is None else most
    )
    seat(program, numbered, used=used, sees=sees, unplaced=unplaced)
    rows = program.limit(len(numbered.cliques), least=0)
    for row, clique in zip(rows, numbered.cliques, strict=True):
        days = np.unique(numbered.day[clique])
        program.put(row, people[days])
        program.put(row, used[clique], -PEOPLE)
    for kind, number in kinds(numbered):
        rows = program.limit(1, least=0)
        program.put(rows, busiest, int((kind & numbered.can_sit.any(axis=1)).sum()))
        program.put(np.repeat(rows, numbered.sessions), used, -number)
    share_out(program, numbered, used=used, people=people, most=int(busiest[0]))
    found = program.solve(seconds=seconds)
    aside = UNPLACED * numbered.nominees
    bound = math.ceil(max(found.bound, -aside) + aside - WHOLE) if math.isfinite(found.bound) else 0
    if found.values is None:
        return Outline(bound, {}, 0)
    kept = found.values[sees] > HALF
    where = dict(zip(nominee[kept].tolist(), session[kept].tolist(), strict=True))
    return Outline(bound, where, round(found.values[busiest[0]]))


def seat(program: Program, numbered: Numbered, *, used: Ints, sees: Ints, unplaced: int) -> None:
    """Each nominee is seen at most once, in a session that is used and has room; so many are not seen at all."""
    nominee, session = np.nonzero(numbered.can_attend)
    rows = program.limit(numbered.nominees, most=1)
    program.put(rows[nominee], sees)
    program.put(program.limit(1, most=numbered.nominees - unplaced), sees)
    rows = program.limit(numbered.sessions, most=0)
    program.put(rows[session], sees)
    program.put(rows, used, -np.minimum(numbered.capacity, numbered.nominees))
    rows = program.limit(len(sees), most=0)
    program.put(rows, sees)
    program.put(rows, used[session], -1)


def share_out(program: Program, numbered: Numbered, *, used: Ints, people: Ints, most: int) -> None:
    """How many people sit once, twice and so on: all sittings together, within what each can.

    Whoever sits in three sessions of which two go into a day comes on two days: with few people odd numbers are dear.
    """
    can = np.minimum(numbered.most, numbered.can_sit.sum(axis=1))
    times = np.arange(1, int(can.max(initial=0)) + 1)
    sit = program.add(len(times), upper=numbered.assessors)
    some = program.add(len(times))
    rows = program.limit(len(times), most=[int((can >= number).sum()) for number in times])
    at_least, as_often = np.nonzero(times[:, None] <= times[None, :])
    program.put(rows[at_least], sit[as_often])
    row = program.limit(1, least=0)
    program.put(row, sit, times)
    program.put(row, used, -PEOPLE)
    row = program.limit(1, most=0)
    program.put(row, sit, -(-times // most_on_a_day(numbered)))
    program.put(row, people, -1)
    rows = program.limit(len(times), most=0)
    program.put(rows, sit)
    program.put(rows, some, -numbered.assessors)
    rows = program.limit(len(times), most=0)
    program.put(rows, some, times)
    program.put(rows, most, -1)


def most_on_a_day(numbered: Numbered) -> int:
    """In how many sessions of one day somebody could sit: those that end first, one after the other."""
    best = 1
    for day in range(numbered.days):
        free_from, number = None, 0
        sessions = [numbered.instance.sessions[place] for place in np.flatnonzero(numbered.day == day)]
        for session in sorted(sessions, key=lambda one: one.ends):
            if free_from is None or session.starts >= free_from:
                free_from, number = session.ends, number + 1
        best = max(best, number)
    return best


def kinds(numbered: Numbered) -> list[tuple[Bools, int]]:
    """Everybody, and each kind that a panel needs: how many of them."""
    return [
        (np.ones(numbered.assessors, dtype=bool), PEOPLE),
        (numbered.adviser, 1),
        (numbered.chief, 1),
        (numbered.can_chair, 1),
    ]


def can_be_staffed(numbered: Numbered) -> Bools:
    """The sessions in which enough people of each kind could sit."""
    able = numbered.can_sit & (numbered.most > 0)[:, None]
    return np.logical_and.reduce([(able & kind[:, None]).sum(axis=0) >= number for kind, number in kinds(numbered)])
