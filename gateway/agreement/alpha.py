"""Krippendorff's alpha for ordered marks (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).

The ordinal difference of two marks is the number of marks from the one to the other, each end counted half: the
difference of their mid-ranks. So ordinal alpha is interval alpha on mid-ranks, and a sum of squares about the mean of a
unit takes the place of a table of all pairs of marks. Everything is a fraction: the order of rows changes no digit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

Value = int | Fraction


def ordinal_alpha(units: Iterable[Sequence[Value]]) -> float | None:
    """Alpha of the marks of each candidate, in any number; a candidate with a single mark says nothing.

    returns: 1 for perfect agreement, 0 for what chance gives; None where fewer than two different marks are left
    """
    paired = [unit for unit in units if len(unit) > 1]
    counts = Counter(value for unit in paired for value in unit)
    if len(counts) < 2:
        return None
    rank = double_mid_ranks(counts)
    total = counts.total()
    within = sum((Fraction(spread([rank[value] for value in unit]), len(unit) - 1) for unit in paired), Fraction())
    expected = spread([rank[value] for unit in paired for value in unit])
    return float(1 - (total - 1) * within / expected)


def double_mid_ranks(counts: Counter[Value]) -> dict[Value, int]:
    """Twice the mid-rank of each value: twice the marks below it, and those at it once."""
    ranks, below = {}, 0
    for value in sorted(counts):
        ranks[value] = 2 * below + counts[value]
        below += counts[value]
    return ranks


def spread(ranks: Sequence[int]) -> int:
    """The sum of squares about the mean, times the number of ranks: half the squared differences of ordered pairs."""
    return len(ranks) * sum(rank * rank for rank in ranks) - sum(ranks) ** 2
