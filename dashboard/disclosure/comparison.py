"""What is released of a comparison of two groups: nothing that the shown counts do not say already."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from dashboard.disclosure.rules import Rule, Shown
from dashboard.metrics.likelihood import NOT_ENOUGH, Group, Likelihood, Ratio, ratio_of, words_for


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group as it is shown: of `of` people at stage a, `passed` are at stage b; null is hidden."""

    passed: Shown
    of: Shown

    def rate(self, rule: Rule) -> float | None:
        """The rate of the shown counts, where neither is hidden and the base is large enough."""
        if self.passed is None or self.of is None or self.of < rule.least_base:
            return None
        return self.passed / self.of

    def possible(self, rule: Rule) -> Iterator[Group]:
        """Every pair of true counts behind the shown ones, b never above a. None may be hidden."""
        assert self.passed is not None
        assert self.of is not None
        lowest, highest = rule.possible(self.passed)
        for of in _every(rule.possible(self.of)):
            yield from (Group(passed, of) for passed in range(lowest, min(highest, of) + 1))


def shown_alone(group: Group, rule: Rule) -> ShownGroup:
    """A group as the rule shows its two counts, each by itself."""
    return ShownGroup(rule.shown(group.passed), rule.shown(group.of))


def released_likelihood(reference: ShownGroup, comparison: ShownGroup, rule: Rule) -> Likelihood:
    """The relative likelihood of the shown counts alone: a ratio to one decimal, a wider interval and no p.

    Only when none of the four counts is hidden and both shown counts at stage a are at least the rule's base. The
    interval runs from the lowest lower end to the highest upper end over all true counts that the shown ones allow.
    """
    rates = reference.rate(rule), comparison.rate(rule)
    found = None if None in rates else _widest(reference, comparison, rule)
    if found is None:
        return Likelihood(*rates, None, None, None, None, corrected=False, words=NOT_ENOUGH)
    return Likelihood(
        *rates,
        relative_likelihood=_to_one_decimal(found.ratio),
        low=found.low,
        high=found.high,
        p_value=None,
        corrected=found.corrected,
        words=words_for(found, fewest=rule.least_base),
    )


def _widest(reference: ShownGroup, comparison: ShownGroup, rule: Rule) -> Ratio | None:
    """The ratio of the shown counts; the lowest and the highest end of all intervals that could be the true one.

    Every possibility is tried, at most 5 to the power of 4: the ends are not monotone in the counts (where nearly
    everybody passes, one more in the comparison group raises the lower end, and a cell of 0 makes it jump).
    """
    of_shown = ratio_of(_as_group(reference), _as_group(comparison))
    if of_shown is None:
        return None
    pairs = product(reference.possible(rule), comparison.possible(rule))
    found = [ratio for first, second in pairs if (ratio := ratio_of(first, second))]
    low, high = min(ratio.low for ratio in found), max(ratio.high for ratio in found)
    return Ratio(of_shown.ratio, low, high, of_shown.corrected)


def _as_group(shown: ShownGroup) -> Group:
    assert shown.passed is not None
    assert shown.of is not None
    return Group(shown.passed, shown.of)


def _to_one_decimal(ratio: float) -> float:
    """To the nearest tenth; a half goes up, as on pages."""
    return int(ratio * 10 + 0.5) / 10


def _every(ends: tuple[int, int]) -> range:
    return range(ends[0], ends[1] + 1)
