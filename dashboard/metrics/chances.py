"""How many of many possible vacancies will there be? The Poisson binomial distribution, exactly.

The number of vacancies is a sum of independent yes/no events. Events of one probability make a binomial; the binomials
are convolved. Every term is positive, so nothing cancels; tails lighter than 1e-18 are cut off.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LOW, HIGH = 0.10, 0.90
TOLERANCE = 1e-9
_NOTHING = 1e-18

Chances = tuple[int, NDArray[np.float64]]
"""The lowest possible number, and the chances of it and of the numbers after it."""


def interval(events: Mapping[float, int]) -> tuple[int, int]:
    """The 80 % interval of the number of vacancies.

    events: how many independent events there are of each probability, 0 to 1
    returns: low, high: the lowest k with P(X <= k) >= 0.10, and >= 0.90, where 1e-9 less is still reached
    """
    first, chances = distribution(events)
    reached = np.cumsum(chances)
    low, high = np.searchsorted(reached, [LOW - TOLERANCE, HIGH - TOLERANCE])
    return first + int(low), first + int(high)


def distribution(events: Mapping[float, int]) -> Chances:
    """The chances of every number of vacancies that is not next to impossible."""
    first, chances = 0, np.ones(1)
    for probability, number in events.items():
        start, binomial = _binomial(number, probability)
        cut, chances = _without_tails(np.convolve(chances, binomial))
        first += start + cut
    return first, chances


@lru_cache(maxsize=2048)
def _binomial(number: int, probability: float) -> Chances:
    """The chances of 0 to `number`, from the likeliest outwards, each by its ratio to the one beside it."""
    if probability in (0.0, 1.0):
        return int(number * probability), np.ones(1)
    likeliest = min(int((number + 1) * probability), number)
    odds = probability / (1 - probability)
    above = np.arange(likeliest + 1, number + 1)
    below = np.arange(likeliest, 0, -1)
    upwards = np.cumprod((number - above + 1) / above * odds)
    downwards = np.cumprod(below / (number - below + 1) / odds)
    shape = np.concatenate([downwards[::-1], np.ones(1), upwards])
    return _without_tails(shape / shape.sum())


def _without_tails(chances: NDArray[np.float64]) -> Chances:
    """Where the chances begin to matter, and those that do."""
    matters = np.flatnonzero(chances > _NOTHING)
    first, last = int(matters[0]), int(matters[-1])
    return first, chances[first : last + 1]
