"""Timing pairs in turn, so that whatever else the machine does falls on both sides alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from statistics import median

from tests.bench.records import Amount, Pair, Result

FEWEST = 9


def measured(subject: str, measures: Iterable[Pair | Amount], *, rounds: int, only: str = "") -> Iterator[Result]:
    """A result for each measure whose name holds the words of `only`. Pairs take turns, round after round."""
    wanted = [measure for measure in measures if only.lower() in measure.name.lower()]
    yield from pairs_measured(subject, [one for one in wanted if isinstance(one, Pair)], rounds=rounds)
    for one in wanted:
        if isinstance(one, Amount):
            yield Result(subject, one.name, one.value(), one.unit, one.target, detail=one.detail)


def pairs_measured(subject: str, pairs: list[Pair], *, rounds: int) -> Iterator[Result]:
    """Medians of both sides in milliseconds, and the ratio of the medians. The first call of each is not counted."""
    times: dict[str, tuple[list[float], list[float]]] = {pair.name: ([], []) for pair in pairs}
    for pair in pairs:
        pair.ours(), pair.floor()
    gc.collect()
    samples = {pair.name: max(pair.rounds or rounds, FEWEST) for pair in pairs}
    for turn in range(max(samples.values(), default=0)):
        for pair in pairs:
            if turn < samples[pair.name]:
                for does, taken in zip((pair.ours, pair.floor), times[pair.name], strict=True):
                    taken.append(sample(does, pair))
    for pair in pairs:
        ours, floor = (median(taken) * 1000 for taken in times[pair.name])
        yield Result(subject, pair.name, ours, "ms", pair.target, floor, ours / floor, pair.detail)


def sample(does: Callable[[], object], pair: Pair) -> float:
    """Seconds of one call, as the mean of those of a sample."""
    began = pair.clock()
    for _ in range(pair.calls):
        does()
    return (pair.clock() - began) / pair.calls
