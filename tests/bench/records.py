"""What a subject hands over to be measured, and what comes out.

A subject is a module in `tests/bench/subjects`, listed in `tests/bench/__main__.py`: `measures()` yields its pairs
and amounts. `prepare()`, where it has one, is run before that in a process of its own, as the worker.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Pair:
    """Something of ours beside the least that the same thing can cost. target: the most that ours / floor may be.

    ours, floor: called again and again, in turn. calls: how many make one sample.
    rounds: samples of each, where the subject cannot afford as many as are asked for.
    clock: seconds; processor time of this process unless the work is done in another one.
    """

    name: str
    ours: Callable[[], Any]
    floor: Callable[[], Any]
    target: float
    detail: str = ""
    calls: int = 1
    rounds: int | None = None
    clock: Callable[[], float] = time.process_time


@dataclass(frozen=True)
class Amount:
    """Something that is counted once. value: called once; target: the most that it may be."""

    name: str
    value: Callable[[], float]
    unit: str
    target: float
    detail: str = ""


@dataclass(frozen=True)
class Result:
    """One line of the table. ours and floor are medians in `unit`; an amount has no floor and no ratio."""

    subject: str
    name: str
    ours: float
    unit: str
    target: float
    floor: float | None = None
    ratio: float | None = None
    detail: str = ""

    @property
    def is_met(self) -> bool:
        return (self.ours if self.ratio is None else self.ratio) <= self.target

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"met": self.is_met}
