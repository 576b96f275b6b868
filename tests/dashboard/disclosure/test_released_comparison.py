"""What is released of a comparison: the shown counts alone, and an interval as wide as what they hide."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.disclosure.comparison import ShownGroup, released_likelihood, shown_alone
from dashboard.disclosure.rules import rules
from dashboard.metrics.likelihood import Group, relative_likelihood

RULE = rules()[0]


@st.composite
def groups(draw):
    of = draw(st.integers(0, 90))
    return Group(draw(st.integers(0, of)), of)


def released(reference, comparison):
    return released_likelihood(shown_alone(reference, RULE), shown_alone(comparison, RULE), RULE)


def test_the_second_worked_example_is_released_with_a_wider_interval():
    found = released(Group(180, 300), Group(75, 200))
    assert (found.relative_likelihood, round(found.low, 2), round(found.high, 2)) == (1.6, 1.24, 2.07)
    assert (found.words, found.p_value) == ("more likely", None)


def test_of_the_first_worked_example_the_hidden_count_takes_rate_ratio_and_interval_with_it():
    found = released(Group(40, 80), Group(5, 20))
    assert (found.rate_reference, found.rate_comparison) == (0.5, None)
    assert (found.relative_likelihood, found.low, found.high) == (None, None, None)
    assert found.words == "not enough data"


@pytest.mark.parametrize(("of", "words"), [(17, "not enough data"), (18, "no clear difference")])
def test_a_shown_base_below_twenty_releases_nothing(of, words):
    assert released(Group(9, 20), Group(9, of)).words == words


def possible(shown):
    """What a shown count may be, by the words of the rule alone."""
    if shown == 0:
        return [0]
    return [6, 7] if shown == 5 else list(range(shown - 2, shown + 3))


def ends(b, a, d, c):
    """The interval of (b/a) / (d/c) by the textbook."""
    half = 0.5 if 0 in (b, a - b, d, c - d) else 0
    b, a, d, c = b + half, a + 2 * half, d + half, c + 2 * half
    error = 1.959963984540054 * math.sqrt(1 / b - 1 / a + 1 / d - 1 / c)
    return math.log(b / a / (d / c)) - error, math.log(b / a / (d / c)) + error


@settings(deadline=None, max_examples=60)
@given(groups(), groups())
def test_the_interval_is_the_widest_that_the_shown_counts_allow(reference, comparison):
    found = released(reference, comparison)
    if found.low is None:
        return
    shown = [RULE.shown(count) for count in (reference.passed, reference.of, comparison.passed, comparison.of)]
    all_ends = [ends(b, a, d, c) for b, a, d, c in product(*map(possible, shown)) if b <= a and d <= c and (b or d)]
    assert math.log(found.low) == pytest.approx(min(low for low, _ in all_ends))
    assert math.log(found.high) == pytest.approx(max(high for _, high in all_ends))


@settings(deadline=None, max_examples=200)
@given(groups(), groups())
def test_a_release_never_says_more_than_the_truth(reference, comparison):
    found, truth = released(reference, comparison), relative_likelihood(reference, comparison)
    if found.words in {"more likely", "less likely"}:
        assert found.words == truth.words
    if found.low is not None:
        assert found.low <= truth.low
        assert found.high >= truth.high


@given(groups(), groups())
def test_a_release_is_a_function_of_what_is_shown(reference, comparison):
    shown = shown_alone(reference, RULE), shown_alone(comparison, RULE)
    rounded = [
        Group(min(RULE.possible(group.passed)[1], RULE.possible(group.of)[1]), RULE.possible(group.of)[1])
        for group in shown
        if None not in (group.passed, group.of)
    ]
    if len(rounded) == 2 and [shown_alone(group, RULE) for group in rounded] == list(shown):
        assert released(*rounded) == released(reference, comparison)


def test_where_nobody_passed_nothing_is_released():
    assert released_likelihood(ShownGroup(0, 50), ShownGroup(0, 50), RULE).words == "not enough data"


def test_a_ratio_has_one_decimal_and_a_half_goes_up():
    assert released_likelihood(ShownGroup(25, 50), ShownGroup(20, 50), RULE).relative_likelihood == 1.3
