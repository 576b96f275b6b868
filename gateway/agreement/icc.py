"""Intraclass correlation of one-way random effects, for any number of marks a candidate.

ICC(1) and ICC(1,k) of Shrout and Fleiss (1979), with the mean number of marks k = (N - sum n_i^2 / N) / (n - 1), and
their 95 % intervals by the F distribution. Sums of squares are fractions: *no difference at all* is exactly that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scipy.stats import f as f_distribution

from .alpha import Value

TAIL = 0.025


@dataclass(frozen=True)
class Icc:
    """One mark's reliability, that of the mean of k marks, and their intervals; None where the formula has no value."""

    icc1: float | None = None
    icc1_low: float | None = None
    icc1_high: float | None = None
    icc1k: float | None = None
    icc1k_low: float | None = None
    icc1k_high: float | None = None


def icc(units: Iterable[Sequence[Value]]) -> Icc:
    """ICC(1) and ICC(1,k) of the marks of each candidate; whoever has fewer than two marks is left out."""
    paired = [unit for unit in units if len(unit) > 1]
    candidates, marks = len(paired), sum(map(len, paired))
    if candidates < 2:
        return Icc()
    between, within = mean_squares(paired)
    if between == within == 0:
        return Icc()
    k = (Fraction(marks) - Fraction(sum(len(unit) ** 2 for unit in paired), marks)) / (candidates - 1)
    if within == 0:
        return Icc(1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    ratio = between / within
    low = float(ratio) / float(f_distribution.isf(TAIL, candidates - 1, marks - candidates))
    high = float(ratio) * float(f_distribution.isf(TAIL, marks - candidates, candidates - 1))
    return Icc(*(single(at, float(k)) for at in (float(ratio), low, high)), *map(average, (float(ratio), low, high)))


def mean_squares(units: Sequence[Sequence[Value]]) -> tuple[Fraction, Fraction]:
    """Between candidates and within them."""
    marks = sum(map(len, units))
    mean = Fraction(sum(map(sum, units)), marks)
    means = [Fraction(sum(unit), len(unit)) for unit in units]
    between = sum((len(unit) * (own - mean) ** 2 for unit, own in zip(units, means, strict=True)), Fraction())
    within = sum(((value - own) ** 2 for unit, own in zip(units, means, strict=True) for value in unit), Fraction())
    return between / (len(units) - 1), within / (marks - len(units))


def single(ratio: float, k: float) -> float:
    """ICC(1) of the ratio of the mean squares."""
    return (ratio - 1) / (ratio + k - 1)


def average(ratio: float) -> float | None:
    """ICC(1,k) of the same; none where the candidates' means do not differ at all."""
    return 1 - 1 / ratio if ratio > 0 else None
