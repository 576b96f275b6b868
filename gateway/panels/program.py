"""A mixed-integer program put together piece by piece, and what HiGHS finds for it."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
INFINITE = np.inf
OPTIMAL, LIMIT, IMPOSSIBLE = 0, 1, 2


@dataclass(frozen=True)
class Found:
    """values: the best answer, None where there was none; bound: no answer costs less; is_best: proven."""

    values: Floats | None
    cost: float
    bound: float
    is_best: bool
    is_impossible: bool


@dataclass
class Program:
    """Minimise costs over columns, subject to rows."""

    cost: list[Floats] = field(default_factory=list)
    lower: list[Floats] = field(default_factory=list)
    upper: list[Floats] = field(default_factory=list)
    whole: list[Floats] = field(default_factory=list)
    entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    least: list[Floats] = field(default_factory=list)
    most: list[Floats] = field(default_factory=list)
    columns: int = 0
    rows: int = 0

    def add(self, number: int, *, cost: ArrayLike = 0.0, upper: ArrayLike = 1.0, lower: ArrayLike = 0.0,
            whole: bool = True) -> Ints:  # fmt: skip
        """So many new columns; their places."""
        for kept, value in ((self.cost, cost), (self.lower, lower), (self.upper, upper), (self.whole, float(whole))):
            kept.append(np.broadcast_to(np.asarray(value, dtype=float), (number,)))
        self.columns += number
        return np.arange(self.columns - number, self.columns)

    def limit(self, number: int, *, least: ArrayLike = -INFINITE, most: ArrayLike = INFINITE) -> Ints:
        """So many new rows, each between two numbers; their places."""
        for kept, value in ((self.least, least), (self.most, most)):
            kept.append(np.broadcast_to(np.asarray(value, dtype=float), (number,)))
        self.rows += number
        return np.arange(self.rows - number, self.rows)

    def put(self, row: ArrayLike, column: ArrayLike, value: ArrayLike = 1.0) -> None:
        """Entries of the table, by row and column; those of one place add up."""
        rows, columns, values = np.broadcast_arrays(row, column, np.asarray(value, dtype=float))
        self.entries.append((rows.astype(np.int64), columns.astype(np.int64), values))

    def solve(self, *, seconds: float, nodes: int | None = None, gap: float = 0.0) -> Found:
        """What HiGHS finds in the time; after so many nodes it stops, wherever it runs."""
        options = {"time_limit": max(seconds, 0.01), "mip_rel_gap": gap}
        if nodes is not None:
            options["node_limit"] = nodes
        cost = np.concatenate(self.cost)
        told = milp(
            cost,
            integrality=np.concatenate(self.whole),
            bounds=Bounds(np.concatenate(self.lower), np.concatenate(self.upper)),
            constraints=LinearConstraint(self.table(), np.concatenate(self.least), np.concatenate(self.most)),
            options=options,
        )
        bound = told.mip_dual_bound if told.mip_dual_bound is not None else -math.inf
        if told.status == IMPOSSIBLE:
            return Found(None, math.inf, math.inf, is_best=False, is_impossible=True)
        value = math.inf if told.x is None else float(cost @ told.x)
        return Found(told.x, value, float(bound), is_best=told.status == OPTIMAL, is_impossible=False)

    def table(self) -> csc_array:
        rows, columns, values = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        return csc_array((values, (rows, columns)), shape=(self.rows, self.columns))
