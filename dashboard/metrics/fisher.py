"""Could two groups differ as much as this by chance alone? Fisher's exact test, two-sided, in plain Python.

Web processes work it out too, and they load neither NumPy nor SciPy. With the four totals of a table of two rows and
two columns held, its first cell has the hypergeometric distribution. The probability of one table is found by Loader's
saddle-point expansion, which loses no digits when counts are in the billions; the tails are then added up term by term.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

_AS_LIKELY = 1e-7  # a table this little (relatively) more likely than the one seen counts as likely: rounding alone
_NOTHING = 1e-18  # a term this small beside the sum no longer changes it


@dataclass(frozen=True, slots=True)
class _Tables:
    """All tables with the same totals: `first` and `second` people in the groups, `passed` of both together."""

    first: int
    second: int
    passed: int

    @property
    def lowest(self) -> int:
        return max(0, self.passed - self.second)

    @property
    def highest(self) -> int:
        return min(self.first, self.passed)

    @property
    def likeliest(self) -> int:
        """The likeliest number of the first group among those who passed."""
        return (self.first + 1) * (self.passed + 1) // (self.first + self.second + 2)

    def log_chance(self, number: int) -> float:
        """The natural logarithm of the chance that this number of the first group passed."""
        everybody = self.first + self.second
        chance, rest = self.passed / everybody, (everybody - self.passed) / everybody
        return (
            _log_binomial(number, self.first, chance, rest)
            + _log_binomial(self.passed - number, self.second, chance, rest)
            - _log_binomial(self.passed, everybody, chance, rest)
        )

    def mirrored(self) -> "_Tables":
        """The same tables counted by the second group."""
        return _Tables(self.second, self.first, self.passed)

    def chances_from(self, number: int) -> Iterator[float]:
        """The chances of this number and of each lower one, relative to the first."""
        chance = 1.0
        while number >= self.lowest:
            yield chance
            missing = self.second - self.passed + number
            chance *= number * missing / ((self.first - number + 1) * (self.passed - number + 1))
            number -= 1


def p_value(passed: int, of: int, other_passed: int, other_of: int) -> float:
    """The chance, if both groups had the same, of a table no likelier than this one; 0 to 1.

    Whole numbers, 0 <= passed <= of. An empty group, or nobody or everybody passing, leaves one table only: 1.
    """
    tables, number = _Tables(of, other_of, passed + other_passed), passed
    if tables.lowest == tables.highest:
        return 1.0
    if number > tables.likeliest:
        tables, number = tables.mirrored(), other_passed
    seen = tables.log_chance(number)
    other = _first_as_unlikely(tables, seen, above=max(number, tables.likeliest))
    if other <= number:
        return 1.0
    below = _tail(tables, number) * math.exp(seen)
    above = 0.0
    if other <= tables.highest:
        above = _tail(tables.mirrored(), tables.passed - other) * math.exp(tables.log_chance(other))
    return min(1.0, below + above)


def _first_as_unlikely(tables: _Tables, seen: float, *, above: int) -> int:
    """The first number, from `above` on, whose table is no likelier than the one seen; highest + 1 where none is."""
    low, high = above, tables.highest + 1
    while low < high:
        middle = (low + high) // 2
        if tables.log_chance(middle) <= seen + _AS_LIKELY:
            high = middle
        else:
            low = middle + 1
    return low


def _tail(tables: _Tables, number: int) -> float:
    """The sum of the chances of this number and all lower ones, relative to the first."""
    total = 0.0
    for chance in tables.chances_from(number):
        total += chance
        if chance < _NOTHING * total:
            break
    return total


def _log_binomial(number: int, of: int, chance: float, rest: float) -> float:
    """The logarithm of the binomial chance of `number` out of `of`; chance + rest = 1, each given exactly."""
    if number == 0:
        return of * math.log(rest) if of else 0.0
    if number == of:
        return of * math.log(chance)
    missing = of - number
    exponent = _beyond_stirling(of) - _beyond_stirling(number) - _beyond_stirling(missing)
    exponent -= _deviance(number, of * chance) + _deviance(missing, of * rest)
    return exponent - (math.log(2 * math.pi) + math.log(number) + math.log(missing / of)) / 2


def _beyond_stirling(number: int) -> float:
    """By how much the logarithm of number! is more than Stirling's formula says."""
    if number < 16:
        return (
            math.lgamma(number + 1) - (number + 0.5) * math.log(number) + number - math.log(2 * math.pi) / 2
            if number
            else 0.0
        )
    square = 1.0 / number / number
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - square / 1188) * square) * square) * square) / number


def _deviance(number: float, expected: float) -> float:
    """number x log(number / expected) + expected - number, without loss where the two are close."""
    difference = number - expected
    if abs(difference) >= 0.1 * (number + expected):
        return number * math.log(number / expected) - difference
    part = difference / (number + expected)
    total, power, odd = difference * part, 2 * number * part, 1
    while True:
        power *= part * part
        odd += 2
        more = total + power / odd
        if more == total:
            return total
        total = more
