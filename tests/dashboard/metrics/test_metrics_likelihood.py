"""The relative likelihood: worked examples by hand, SciPy beside our Fisher, and what must hold for any counts."""

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from dashboard.metrics.fisher import p_value
from dashboard.metrics.likelihood import (
    LARGEST,
    Group,
    NotCounts,
    ratio_of,
    relative_likelihood,
    to_check,
)


@st.composite
def groups(draw, most=400, least=0):
    of = draw(st.integers(least, most))
    return Group(draw(st.integers(0, of)), of)


def test_the_first_worked_example():
    found = relative_likelihood(Group(40, 80), Group(5, 20))
    assert (found.rate_reference, found.rate_comparison, found.relative_likelihood) == (0.5, 0.25, 2.0)
    assert (round(found.low, 2), round(found.high, 2), round(found.p_value, 3)) == (0.91, 4.41, 0.049)
    assert (found.corrected, found.words) == (False, "no clear difference")


def test_the_second_worked_example():
    found = relative_likelihood(Group(180, 300), Group(75, 200))
    assert (found.relative_likelihood, round(found.low, 2), round(found.high, 2)) == (1.6, 1.31, 1.96)
    assert found.words == "more likely"


@pytest.mark.parametrize(
    ("reference", "comparison", "ratio"),
    [
        ((0, 20), (5, 20), (0.5 / 21) / (5.5 / 21)),
        ((20, 20), (5, 20), (20.5 / 21) / (5.5 / 21)),
        ((5, 20), (0, 30), (5.5 / 21) / (0.5 / 31)),
        ((20, 20), (30, 30), (20.5 / 21) / (30.5 / 31)),
    ],
)
def test_a_cell_of_zero_adds_a_half_to_all_four(reference, comparison, ratio):
    found = relative_likelihood(Group(*reference), Group(*comparison))
    assert found.relative_likelihood == pytest.approx(ratio, rel=1e-14)
    assert found.corrected


def test_the_interval_of_a_corrected_ratio_is_that_of_the_corrected_counts():
    found = relative_likelihood(Group(0, 20), Group(5, 20))
    error = math.sqrt(1 / 0.5 - 1 / 21 + 1 / 5.5 - 1 / 21)
    assert found.low == pytest.approx(found.relative_likelihood * math.exp(-1.959963984540054 * error), rel=1e-12)
    assert found.high == pytest.approx(found.relative_likelihood * math.exp(1.959963984540054 * error), rel=1e-12)


def test_where_nobody_passed_there_is_no_ratio():
    found = relative_likelihood(Group(0, 80), Group(0, 20))
    assert (found.relative_likelihood, found.low, found.high, found.p_value) == (None, None, None, 1.0)
    assert (found.rate_reference, found.corrected, found.words) == (0.0, False, "not enough data")


def test_an_empty_group_has_no_rate_and_is_no_error():
    found = relative_likelihood(Group(40, 80), Group(0, 0))
    assert (found.rate_comparison, found.relative_likelihood, found.p_value) == (None, None, 1.0)
    assert found.words == "not enough data"


def test_fewer_than_ten_people_are_not_enough_and_the_numbers_are_given_all_the_same():
    few, enough = (relative_likelihood(Group(80, 100), Group(1, of)) for of in (9, 10))
    assert few.relative_likelihood == pytest.approx(7.2)
    assert few.low > 1
    assert (few.words, enough.words) == ("not enough data", "more likely")


def test_below_one_the_reference_group_is_less_likely():
    assert relative_likelihood(Group(75, 200), Group(180, 300)).words == "less likely"


@settings(deadline=None, max_examples=300)
@given(groups(), groups())
@example(Group(1, 10), Group(9, 10))  # a table and its mirror are exactly as likely
@example(Group(300, 400), Group(100, 400))
def test_our_exact_test_is_scipys(one, other):
    ours = p_value(one.passed, one.of, other.passed, other.of)
    if not one.of or not other.of:
        assert ours == 1
        return
    theirs = fisher_exact([[one.passed, one.of - one.passed], [other.passed, other.of - other.passed]])[1]
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-300)


def test_a_million_people_are_as_exact_as_a_hundred():
    theirs = fisher_exact([[500_000, 500_000], [499_000, 501_000]])[1]
    assert p_value(500_000, 1_000_000, 499_000, 1_000_000) == pytest.approx(theirs, rel=1e-7)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Group(500_000_000, 10**9), Group(499_950_000, 10**9)),
        (Group(10**9, 10**9), Group(0, 10**9)),
        (Group(LARGEST // 2, LARGEST), Group(LARGEST // 2 - 1, LARGEST)),
        (Group(3, 10), Group(10**9, 2 * 10**9)),
        (Group(1, 10**9), Group(0, 10**9)),
    ],
)
def test_counts_of_a_billion_have_finite_answers(one, other):
    found = relative_likelihood(one, other)
    assert 0 <= found.p_value <= 1
    assert 0 < found.low <= found.relative_likelihood <= found.high < math.inf


def test_a_billion_against_a_billion_agrees_with_the_normal_approximation():
    difference = (500_000_000 - 499_950_000 - 1) / math.sqrt(10**9 / 2)  # less 1: the difference moves in steps of 2
    assert p_value(500_000_000, 10**9, 499_950_000, 10**9) == pytest.approx(math.erfc(difference / 2**0.5), rel=1e-6)


@given(groups(least=1), groups(least=1))
def test_swapping_the_groups_inverts_the_ratio(one, other):
    here, there = relative_likelihood(one, other), relative_likelihood(other, one)
    assert here.p_value == pytest.approx(there.p_value, rel=1e-9)
    if here.relative_likelihood is None:
        assert there.relative_likelihood is None
        return
    assert here.relative_likelihood == pytest.approx(1 / there.relative_likelihood)
    assert (here.low, here.high) == pytest.approx((1 / there.high, 1 / there.low))
    assert {here.words, there.words} in (
        {"more likely", "less likely"},
        {"no clear difference"},
        {"not enough data"},
    )


@given(groups(least=1), groups(least=1))
def test_doubling_all_counts_narrows_the_interval(one, other):
    once = ratio_of(one, other)
    twice = ratio_of(Group(2 * one.passed, 2 * one.of), Group(2 * other.passed, 2 * other.of))
    if once is None:
        assert twice is None
    elif not once.corrected:
        assert twice.high / twice.low < once.high / once.low


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((5, 0), "5/0 cannot be: more would have passed than there were."),
        ((30, 20), "30/20 cannot be: more would have passed than there were."),
        ((-1, 20), "-1/20 has a count below 0; a count of people is 0 or more."),
        ((0, 10**11), f"0/{10**11} is more people than there are; a count is at most 10,000,000,000."),
    ],
)
def test_counts_that_cannot_be_are_refused_in_a_sentence(counts, said):
    with pytest.raises(NotCounts, match=f"^{said}$"):
        Group(*counts)


@pytest.mark.parametrize(
    ("ratio", "before", "sentences"),
    [
        (5.0, None, 0), (5.01, None, 1), (0.2, None, 0), (0.19, None, 1), (None, 2.0, 0), (1.0, 3.0, 0),
        (1.0, 3.01, 1), (4.0, 1.0, 1), (9.0, 2.0, 2),
    ],
)  # fmt: skip
def test_what_is_strange_is_flagged_for_checking(ratio, before, sentences):
    assert len(to_check(ratio, before=before)) == sentences
