"""Which cells to hide: the fewest, and among as few the smaller total, so that every condition holds.

An integer programme (HiGHS through SciPy) with one 0-or-1 variable a cell. It starts knowing only what must be hidden;
whatever it proposes is read as an attacker would, and each condition that fails adds a cut. When nothing fails, the
proposal is the best there is, because every cut holds for every admissible choice. When time runs out the last proposal
is mended cell by cell, and what the programme has proven until then says how far from the fewest it can be.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from dashboard.disclosure.bounds import Cut, Numbers, Reader
from dashboard.disclosure.knowledge import Condition

Hidden = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Choice:
    """The variables to hide. at_least: how many must be hidden in any case; is_exact: fewest, and smallest total."""

    hidden: Hidden
    at_least: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class _Proposal:
    hidden: Hidden
    bound: float
    is_proven: bool


class _Programme:
    """The integer programme, with the cuts found so far."""

    def __init__(self, reader: Reader, conditions: Sequence[Condition], must: Hidden, deadline: float) -> None:
        self.reader, self.conditions, self.deadline = reader, conditions, deadline
        knowledge = reader.knowledge
        self.must, self.may = must, np.array(knowledge.can_be_hidden)
        self.truth = np.array(knowledge.truth, dtype=float)
        self.cuts: list[Cut] = []

    @property
    def seconds_left(self) -> float:
        return self.deadline - time.monotonic()

    def best(self, objective: Numbers, *, exactly: int | None = None) -> _Proposal | None:
        """Hidden variables with the least sum of the objective that keep all cuts; null when time is up."""
        rows = [LinearConstraint(cut.coefficients, cut.least) for cut in self.cuts]
        if exactly is not None:
            rows.append(LinearConstraint(self.may.astype(float), exactly, exactly))
        if self.seconds_left <= 0:
            return None
        found = milp(
            np.where(self.may, objective, 0.0),
            constraints=rows,
            bounds=Bounds(self.must.astype(float), self.may.astype(float)),
            integrality=np.ones(len(self.may)),
            options={"mip_rel_gap": 0.0, "time_limit": self.seconds_left},
        )
        if found.x is None:
            return None
        return _Proposal(found.x > 0.5, float(found.mip_dual_bound), found.status == 0)

    def add_cuts(self, hidden: Hidden) -> int:
        """A cut for every condition that fails; how many there were."""
        cuts = list(self.reader.failing(self.conditions, hidden))
        self.cuts += cuts
        return len(cuts)

    def settled(self, objective: Numbers, *, exactly: int | None = None) -> tuple[_Proposal | None, _Proposal | None]:
        """The best that keeps all conditions (null when time is up), and the last proposal before it."""
        last = None
        while (proposal := self.best(objective, exactly=exactly)) is not None:
            last = proposal
            if not self.add_cuts(proposal.hidden):
                return (proposal if proposal.is_proven else None), last
        return None, last


def fewest_hidden(reader: Reader, conditions: Sequence[Condition], must: Hidden, *, seconds: float) -> Choice:
    """The cells to hide. must: those that are hidden in any case; everything hidden must keep all conditions."""
    programme = _Programme(reader, conditions, must, time.monotonic() + seconds)
    ones = np.ones(len(must))
    fewest, last = programme.settled(ones)
    if fewest is None:
        at_least = int(must.sum()) if last is None else max(int(must.sum()), math.ceil(last.bound - 1e-6))
        return Choice(mended(programme, must if last is None else last.hidden), at_least, is_exact=False)
    number = int(fewest.hidden.sum())
    if number == int(must.sum()):
        return Choice(fewest.hidden, number, is_exact=True)
    smallest, _ = programme.settled(programme.truth, exactly=number)
    return Choice((smallest or fewest).hidden, number, is_exact=smallest is not None)


def mended(programme: _Programme, hidden: Hidden) -> Hidden:
    """A proposal with further cells hidden until no condition fails, then without those that were not needed."""
    hidden = hidden.copy()
    while cuts := list(programme.reader.failing(programme.conditions, hidden)):
        hidden[_most_helpful(cuts, hidden, programme)] = True
    extra = np.flatnonzero(hidden & ~programme.must)
    for variable in sorted(extra, key=lambda variable: -programme.truth[variable]):
        hidden[variable] = False
        if next(programme.reader.failing(programme.conditions, hidden), None):
            hidden[variable] = True
    return hidden


def _most_helpful(cuts: Sequence[Cut], hidden: Hidden, programme: _Programme) -> int:
    """The cell that gives most to the failing conditions; among equals the smaller count."""
    helped = sum(np.maximum(cut.coefficients, 0) for cut in cuts)
    helped = np.where(hidden | ~programme.may, -1.0, helped)
    best = np.flatnonzero(helped >= helped.max() - 1e-9)
    return int(best[np.argmin(programme.truth[best])])
