"""How closely can a reader work out a count? The largest and the smallest whole number still possible.

Linear programmes (HiGHS through SciPy). In one table with its totals the bounds of fractions are whole numbers already,
because its ties make a network; in linked tables and between releases integer programmes settle what fractions leave
open. Every set of counts that was found possible is kept and asked first: it settles most conditions without a search.

Where a condition fails the linear programme's dual values say which hidden cells would help, and by how much at most:
a cut, which holds for every choice of hidden cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from dashboard.disclosure.knowledge import Condition, Expression, Knowledge

_TINY = 1e-7
_CLOSE = 1e-4  # nearer than this a cut could pass for kept, within the tolerance of the integer programme
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cut:
    """coefficients x (1 where hidden, else 0) is at least `least` in every choice that keeps the conditions."""

    coefficients: Numbers
    least: float


@dataclass(frozen=True, slots=True)
class _End:
    """The largest value of an expression (of its negative for the smallest) and what the bounds contribute to it.

    at_least, at_most: by how much the value moves with the least and the largest deviation of each variable, both >= 0
    """

    value: float
    point: Numbers
    fixed: float
    at_least: Numbers
    at_most: Numbers

    @property
    def is_whole(self) -> bool:
        return bool(np.all(np.abs(self.point - np.round(self.point)) < _TINY))


@dataclass
class _Seen:
    """The least and the largest value of each condition's expression among the possible counts found so far."""

    expressions: csr_array
    least: Numbers = field(init=False)
    most: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self.least = np.zeros(self.expressions.shape[0])  # the truth itself is possible
        self.most = np.zeros(self.expressions.shape[0])

    def add(self, point: Numbers) -> None:
        values = self.expressions @ np.round(point)
        self.least, self.most = np.minimum(self.least, values), np.maximum(self.most, values)

    def width(self, number: int) -> float:
        return float(self.most[number] - self.least[number])


class Reader:
    """Whoever knows all that a release shows; asked again and again with other cells hidden."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.size = len(knowledge.truth)
        self.ties = matrix(knowledge.ties, self.size)
        self.limits = matrix([limit for limit, _ in knowledge.limits], self.size)
        self.slacks = np.array([slack for _, slack in knowledge.limits], dtype=float)

    def failing(self, conditions: Sequence[Condition], hidden: NDArray[np.bool_]) -> Iterator[Cut]:
        """A cut for every condition that does not hold when these variables are hidden."""
        ranges = self.knowledge.ranges(hidden)
        seen = _Seen(matrix([condition.of for condition in conditions], self.size))
        for number, condition in enumerate(conditions):
            if condition.is_asked(hidden) and seen.width(number) < condition.width:
                ends = self._widened(condition, ranges, seen, number)
                if ends is not None:
                    yield self._cut(condition, hidden, ends)

    def widths(self, expressions: Sequence[Expression], hidden: NDArray[np.bool_], *, enough: int) -> list[int]:
        """How closely each expression is known: the largest less the smallest value, at most about `enough`."""
        seen = _Seen(matrix(expressions, self.size))
        ranges = self.knowledge.ranges(hidden)
        for number, expression in enumerate(expressions):
            self._widened(Condition(expression, enough), ranges, seen, number)
        return [round(seen.width(number)) for number in range(len(expressions))]

    def _widened(
        self, condition: Condition, ranges: NDArray[np.int64], seen: _Seen, number: int
    ) -> tuple[_End, _End] | None:
        """Look for possible counts until the condition holds; both ends of the linear programme where it does not."""
        ends: list[_End] = []
        for sign in (1.0, -1.0):
            ends.append(self._end(condition.of, sign, ranges))
            if ends[-1].is_whole:
                seen.add(ends[-1].point)
            if seen.width(number) >= condition.width:
                return None
        if sum(end.value for end in ends) >= condition.width - _TINY:  # fractions would do; do whole numbers?
            for sign, end in zip((1.0, -1.0), ends, strict=True):
                if not end.is_whole:
                    seen.add(self._whole_end(condition.of, sign, ranges))
                if seen.width(number) >= condition.width:
                    return None
        return ends[0], ends[1]

    def _end(self, of: Expression, sign: float, ranges: NDArray[np.int64]) -> _End:
        """The largest value of sign x expression over all fractions in the ranges."""
        found = linprog(
            -self._objective(of, sign),
            A_ub=self.limits if len(self.slacks) else None,
            b_ub=self.slacks if len(self.slacks) else None,
            A_eq=self.ties,
            b_eq=np.zeros(self.ties.shape[0]),
            bounds=ranges,
            method="highs-ds",
        )
        if found.status != 0:
            raise ArithmeticError(f"The bounds of a count could not be found: {found.message}")
        slack = -float(found.ineqlin.marginals @ self.slacks) if len(self.slacks) else 0.0
        return _End(-found.fun, found.x, slack, found.lower.marginals, -found.upper.marginals)

    def _whole_end(self, of: Expression, sign: float, ranges: NDArray[np.int64]) -> Numbers:
        """Whole numbers in the ranges where sign x expression is largest."""
        rows = [LinearConstraint(self.ties, 0, 0)]
        rows += [LinearConstraint(self.limits, -np.inf, self.slacks)] if len(self.slacks) else []
        found = milp(
            -self._objective(of, sign),
            constraints=rows,
            bounds=Bounds(ranges[:, 0], ranges[:, 1]),
            integrality=np.ones(self.size),
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            raise ArithmeticError(f"The bounds of a count could not be found: {found.message}")
        return np.asarray(found.x)

    def _objective(self, of: Expression, sign: float) -> Numbers:
        objective = np.zeros(self.size)
        for variable, coefficient in of.items():
            objective[variable] = sign * coefficient
        return objective

    def _cut(self, condition: Condition, hidden: NDArray[np.bool_], ends: tuple[_End, _End]) -> Cut:
        """What every choice of hidden cells must do for the condition, from the dual values of both ends.

        Their width is at most: what the ranges of shown variables give, and for each hidden one so much more.
        """
        shown, unseen = np.array(self.knowledge.shown), np.array(self.knowledge.hidden)
        at_least, at_most = ends[0].at_least + ends[1].at_least, ends[0].at_most + ends[1].at_most
        own = condition.when_hidden
        base = shown.copy()
        if own is not None:
            base[own] = unseen[own]
        width = sum(end.fixed for end in ends) - base[:, 0] @ at_least + base[:, 1] @ at_most
        more = (base[:, 0] - unseen[:, 0]) * at_least + (unseen[:, 1] - base[:, 1]) * at_most
        missing = float(condition.width - width)
        if min(missing, missing - more[hidden].sum()) < _CLOSE:
            # Fractions would do, whole numbers do not: something more must be hidden, whatever it is.
            missing, more = 1.0, np.where(hidden, 0.0, 1.0)
        helped = np.where(np.array(self.knowledge.can_be_hidden), np.clip(more / missing, 0, 1), 0.0)
        helped[helped < _TINY] = 0.0
        helped[helped > 1 - _TINY] = 1.0
        return asked_cut(condition, helped)


def asked_cut(condition: Condition, helped: Numbers) -> Cut:
    """The cut as it holds whether or not the condition is asked. helped: the part of it that each hidden cell gives."""
    least = 1.0
    if condition.when_hidden is not None:
        helped[condition.when_hidden] = -1.0
        least = 0.0
    if condition.when_shown is not None:
        helped[condition.when_shown] = 1.0
    return Cut(helped, least)


def matrix(rows: Sequence[Expression], size: int) -> csr_array:
    """Expressions as the rows of a sparse matrix."""
    entries = [(number, variable, value) for number, row in enumerate(rows) for variable, value in row.items()]
    places = [entry[0] for entry in entries], [entry[1] for entry in entries]
    return csr_array(([float(entry[2]) for entry in entries], places), shape=(len(rows), size))
