"""How high or low an assessor marks beside fellow assessors of the same candidates, shrunk towards 0.

The mixed model: a mark is the candidate's level (free), the assessor's severity (normal about 0) and chance. Candidates
are swept out by taking their means away; what is left depends on the assessors through the matrix G = Z'MZ alone. The
ratio of the two variances is where the restricted likelihood is highest; severity is the best linear prediction there.

The interval does not take that ratio as known, because with a few assessors the likeliest is often 0: it weighs all
ratios by their restricted likelihood and a half-Cauchy prior on the ratio of standard deviations (Gelman 2006).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import t as t_distribution

Floats = NDArray[np.float64]
Marks = Mapping[tuple[str, str], float]
"""A mark by candidate and assessor."""

NOTHING = 1e-9
LOW, HIGH = 0.025, 0.975
RATIOS = np.tan(np.pi / 2 * (np.arange(200) + 0.5) / 200) ** 2
"""Ratios of the variances, equally likely beforehand: squares of the quantiles of a half-Cauchy distribution."""


@dataclass(frozen=True)
class Severity:
    """One assessor. n_candidates: theirs who have two marks or more; the rest None where nothing can be said."""

    assessor: str
    n_candidates: int
    severity: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Swept:
    """Marks with the candidates' means taken away, in the directions in which assessors differ.

    size: how much each direction weighs, `along` the marks along it; rest: what no assessor explains; freedom: marks
    less candidates; directions: assessors x directions, orthonormal.
    """

    size: Floats
    along: Floats
    rest: float
    freedom: int
    directions: Floats

    def chance(self, ratio: float) -> float:
        """The variance of chance where severity varies `ratio` times as much."""
        return (self.rest + float((self.along**2 / (1 + ratio * self.size)).sum())) / self.freedom

    def deviance(self, ratio: float) -> float:
        """Minus twice the restricted log-likelihood, but for a constant."""
        return self.freedom * float(np.log(self.chance(ratio))) + float(np.log1p(ratio * self.size).sum())

    def predicted(self, ratio: float) -> tuple[Floats, Floats]:
        """The severity of each assessor and the variance of its error, in the marks' units."""
        shrunk = ratio * np.sqrt(self.size) / (1 + ratio * self.size)
        left = ratio / (1 + ratio * self.size)
        others = ratio * (1 - (self.directions**2).sum(axis=1))  # in the directions that marks say nothing about
        return self.directions @ (shrunk * self.along), self.chance(ratio) * (self.directions**2 @ left + others)


def severities(marks: Marks) -> list[Severity]:
    """Every assessor by name: their own marks less their fellows', by the mixed model; above 0 marks higher."""
    shared = shared_candidates(marks)
    kept = {key: mark for key, mark in marks.items() if key[0] in shared}
    assessors = sorted({assessor for _candidate, assessor in kept})
    counts = {name: sum(assessor == name for _candidate, assessor in kept) for name in assessors}
    found = dict(zip(assessors, estimates(kept, assessors), strict=True))
    everybody = sorted({assessor for _candidate, assessor in marks})
    return [Severity(name, counts.get(name, 0), *found.get(name, (None, None, None))) for name in everybody]


def shared_candidates(marks: Marks) -> set[str]:
    """Those with two marks or more."""
    candidates = [candidate for candidate, _assessor in marks]
    counts = dict.fromkeys(candidates, 0)
    for candidate in candidates:
        counts[candidate] += 1
    return {candidate for candidate, number in counts.items() if number > 1}


def estimates(marks: Marks, assessors: list[str]) -> list[tuple[float | None, float | None, float | None]]:
    """Severity, low and high of each assessor; None for all where the marks cannot tell severity from chance."""
    swept = sweep(marks, assessors)
    scale = swept.rest + float((swept.along**2).sum())
    if swept.freedom <= len(swept.size) or not len(swept.size):
        return [(None, None, None)] * len(assessors)
    if scale < NOTHING:
        return [(0.0, None, None)] * len(assessors)
    severity, _error = swept.predicted(likeliest_ratio(swept))
    return [(float(one), *interval(swept, place)) for place, one in enumerate(severity)]


def sweep(marks: Marks, assessors: list[str]) -> Swept:
    """Take the candidates' means out of marks and assessors."""
    keys = sorted(marks)
    candidate = np.unique([candidate for candidate, _assessor in keys], return_inverse=True)[1]
    assessor = np.searchsorted(assessors, [assessor for _candidate, assessor in keys])
    number = np.bincount(candidate, minlength=0).astype(float)
    mark = np.array([float(marks[key]) for key in keys])
    own = mark - (np.bincount(candidate, weights=mark) / number)[candidate] if keys else mark
    sat = np.zeros((len(number), len(assessors)))
    sat[candidate, assessor] = 1
    weighed = sat / np.sqrt(number)[:, None]
    sizes, directions = np.linalg.eigh(np.diag(sat.sum(axis=0)) - weighed.T @ weighed)
    tells = sizes > NOTHING
    size, directions = sizes[tells], directions[:, tells]
    along = directions.T @ np.bincount(assessor, weights=own, minlength=len(assessors)) / np.sqrt(size)
    rest = max(float((own**2).sum() - (along**2).sum()), 0.0)
    if rest < NOTHING * float((own**2).sum()):
        rest = 0.0
    return Swept(size, along, rest, len(keys) - len(number), directions)


def likeliest_ratio(swept: Swept) -> float:
    """The ratio of the variances at which the restricted likelihood is highest; 0 where less is never better."""
    if swept.rest == 0:
        return float(RATIOS[-1])  # nothing but severity: no shrinking to speak of
    tried = np.geomspace(1e-8, 1e6, 60)
    best = int(np.argmin([swept.deviance(ratio) for ratio in tried]))
    around = np.log(tried[[max(best - 1, 0), min(best + 1, len(tried) - 1)]])
    found = minimize_scalar(
        lambda log: swept.deviance(float(np.exp(log))), bounds=around, method="bounded", options={"xatol": 1e-9}
    )
    ratio = float(np.exp(found.x))
    return ratio if swept.deviance(ratio) < swept.deviance(0.0) else 0.0


def interval(swept: Swept, place: int) -> tuple[float, float]:
    """Where an assessor's severity lies with 95 % probability, over all ratios."""
    deviance = np.array([swept.deviance(ratio) for ratio in RATIOS])
    weight = np.exp((deviance.min() - deviance) / 2)
    weight /= weight.sum()
    predictions = [swept.predicted(ratio) for ratio in RATIOS]
    middle = np.array([severity[place] for severity, _error in predictions])
    error = np.sqrt([error[place] for _severity, error in predictions])

    def beyond(value: float, share: float) -> float:
        return float(weight @ t_distribution.cdf((value - middle) / error, swept.freedom)) - share

    reach = float(np.abs(middle).max() + 1000 * error.max())
    low, high = (float(brentq(beyond, -reach, reach, args=(share,), xtol=1e-10)) for share in (LOW, HIGH))
    return low, high
