"""Is one group more likely than another to get from stage a to stage b? The relative likelihood, with its interval.

The order is that of WRES indicator 2: the rate of the reference group over that of the comparison group, so that above
1 favours the reference group. Unknowns are in neither group. Plain Python: web processes work it out too.
"""

import math
from dataclasses import dataclass

from dashboard.metrics import fisher

LEAST_PEOPLE = 10
NOT_ENOUGH = "not enough data"
NO_CLEAR_DIFFERENCE = "no clear difference"
MORE_LIKELY = "more likely"
LESS_LIKELY = "less likely"

LARGEST = 10_000_000_000
_Z = 1.959963984540054  # 95 % of a normal distribution lies within so many standard deviations
_STRANGELY_HIGH, _STRANGELY_LOW, _STRANGE_MOVE = 5, 0.2, 3


class NotCounts(ValueError):
    """Counts that cannot be: the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Group:
    """Of `of` people at stage a, `passed` are at stage b. Raises NotCounts."""

    passed: int
    of: int

    def __post_init__(self) -> None:
        if min(self.passed, self.of) < 0:
            raise NotCounts(f"{self} has a count below 0; a count of people is 0 or more.")
        if self.passed > self.of:
            raise NotCounts(f"{self} cannot be: more would have passed than there were.")
        if self.of > LARGEST:
            raise NotCounts(f"{self} is more people than there are; a count is at most {LARGEST:,}.")

    def __str__(self) -> str:
        return f"{self.passed}/{self.of}"

    @property
    def rate(self) -> float | None:
        """The raw rate; null of nobody."""
        return self.passed / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A relative likelihood as it is printed; rates raw, null where there is none.

    corrected: 0.5 was added to each of the four cells before ratio and interval were worked out
    words: of the reference group; one of the four
    """

    rate_reference: float | None
    rate_comparison: float | None
    relative_likelihood: float | None
    low: float | None
    high: float | None
    p_value: float | None
    corrected: bool
    words: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two rates, its 95 % interval by the log method (Katz), and whether 0.5 was added."""

    ratio: float
    low: float
    high: float
    corrected: bool


def relative_likelihood(reference: Group, comparison: Group) -> Likelihood:
    """The rate of the reference group over that of the comparison group, with everything said of it."""
    found = ratio_of(reference, comparison)
    return Likelihood(
        rate_reference=reference.rate,
        rate_comparison=comparison.rate,
        relative_likelihood=found.ratio if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        p_value=fisher.p_value(reference.passed, reference.of, comparison.passed, comparison.of),
        corrected=bool(found and found.corrected),
        words=words_for(found, fewest=min(reference.of, comparison.of)),
    )


def ratio_of(reference: Group, comparison: Group) -> Ratio | None:
    """The ratio with its interval; null where nobody passed in either group, or one has nobody.

    When any of the four cells (passed and not passed of each group) is 0, 0.5 is added to all four.
    """
    if not (reference.passed or comparison.passed) or not (reference.of and comparison.of):
        return None
    cells = [reference.passed, reference.of - reference.passed, comparison.passed, comparison.of - comparison.passed]
    corrected = 0 in cells
    passed, missed, other_passed, other_missed = (2 * cell + corrected for cell in cells)  # in halves: whole numbers
    of, other_of = passed + missed, other_passed + other_missed
    ratio = (passed * other_of) / (other_passed * of)
    variance = 2 * (missed / (passed * of) + other_missed / (other_passed * other_of))
    factor = math.exp(_Z * math.sqrt(variance))
    return Ratio(ratio, ratio / factor, ratio * factor, corrected)


def words_for(found: Ratio | None, *, fewest: int) -> str:
    """What may be said of the reference group. fewest: how many people the smaller group has at stage a."""
    if found is None or fewest < LEAST_PEOPLE:
        return NOT_ENOUGH
    if found.low <= 1 <= found.high:
        return NO_CLEAR_DIFFERENCE
    return MORE_LIKELY if found.low > 1 else LESS_LIKELY


def to_check(ratio: float | None, *, before: float | None = None) -> list[str]:
    """Why a ratio should be checked before anybody relies on it, in sentences. before: that of the last release."""
    if ratio is None:
        return []
    said = []
    if ratio > _STRANGELY_HIGH or ratio < _STRANGELY_LOW:
        side = f"above {_STRANGELY_HIGH}" if ratio > 1 else f"below {_STRANGELY_LOW}"
        said.append(f"A relative likelihood of {ratio:.2f} is {side}: check the counts.")
    if before and (not ratio or max(ratio / before, before / ratio) > _STRANGE_MOVE):
        said.append(f"It has moved from {before:.2f} to {ratio:.2f}, by more than a factor {_STRANGE_MOVE}: check why.")
    return said
