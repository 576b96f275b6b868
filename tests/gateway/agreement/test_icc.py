"""ICC(1) and ICC(1,k) are those of Shrout and Fleiss and of pingouin, and of the formula where numbers are unequal."""

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from gateway.agreement.icc import Icc, icc

# Shrout and Fleiss, Intraclass correlations: uses in assessing rater reliability (1979), table 2.
JUDGED = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_the_example_of_shrout_and_fleiss():
    found = icc(JUDGED)
    assert (found.icc1, found.icc1k) == (pytest.approx(0.17, abs=5e-3), pytest.approx(0.44, abs=5e-3))
    assert (found.icc1_low, found.icc1_high) == (pytest.approx(-0.133, abs=5e-4), pytest.approx(0.723, abs=5e-4))
    assert (found.icc1k_low, found.icc1k_high) == (pytest.approx(-0.884, abs=5e-4), pytest.approx(0.912, abs=5e-4))


def by_pingouin(units):
    long = pd.DataFrame(
        [(row, column, float(mark)) for row, unit in enumerate(units) for column, mark in enumerate(unit)],
        columns=["candidate", "assessor", "mark"],
    )
    table = pingouin.intraclass_corr(long, targets="candidate", raters="assessor", ratings="mark")
    bounds = "CI95" if "CI95" in table else "CI95%"
    first, mean = table.iloc[0], table.iloc[3]
    return [float(value) for one in (first, mean) for value in (one["ICC"], *one[bounds])]


@pytest.mark.filterwarnings("ignore")  # of the package itself
@pytest.mark.parametrize(("candidates", "assessors", "highest"), [(5, 2, 100), (9, 3, 5), (7, 4, 3)])
def test_equal_numbers_of_marks_have_the_icc_of_pingouin(candidates, assessors, highest):
    units = np.random.default_rng(candidates).integers(0, highest + 1, (candidates, assessors)).tolist()
    found = icc(units)
    ours = [found.icc1, found.icc1_low, found.icc1_high, found.icc1k, found.icc1k_low, found.icc1k_high]
    theirs = by_pingouin(units)
    assert ours == pytest.approx(theirs, abs=0.006)  # some of its releases round intervals to two places
    assert [ours[0], ours[3]] == pytest.approx([theirs[0], theirs[3]], abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 100), max_size=6), min_size=2, max_size=10))
def test_unequal_numbers_of_marks_follow_the_formula(units):
    paired = [unit for unit in units if len(unit) > 1]
    assume(len(paired) > 1 and any(len(set(unit)) > 1 for unit in paired))
    numbers = np.array([len(unit) for unit in paired])
    n, marks = len(paired), numbers.sum()
    k = (marks - (numbers**2).sum() / marks) / (n - 1)
    ratio = stats.f_oneway(*paired).statistic
    found = icc(units)
    assert found.icc1 == pytest.approx((ratio - 1) / (ratio + k - 1), abs=1e-9)
    low = ratio / stats.f.ppf(0.975, n - 1, marks - n)
    high = ratio * stats.f.ppf(0.975, marks - n, n - 1)
    assert found.icc1_low == pytest.approx((low - 1) / (low + k - 1), abs=1e-9)
    assert found.icc1_high == pytest.approx((high - 1) / (high + k - 1), abs=1e-9)
    if ratio > 1e-9:
        assert found.icc1k == pytest.approx(1 - 1 / ratio)
        assert (found.icc1k_low, found.icc1k_high) == (pytest.approx(1 - 1 / low), pytest.approx(1 - 1 / high))


def test_a_candidate_with_one_mark_is_left_out():
    assert icc([*JUDGED, [3]]) == icc(JUDGED)


@pytest.mark.parametrize("units", [[], [[3]], [[3], [4], [5]], [[1, 2]], [[3, 3], [3, 3]]])
def test_one_assessor_one_candidate_or_constant_marks_have_no_icc(units):
    assert icc(units) == Icc()


def test_perfect_agreement_is_one_with_an_interval_of_nothing_else():
    assert icc([[1, 1], [2, 2]]) == Icc(1, 1, 1, 1, 1, 1)


def test_candidates_whose_means_are_the_same_have_no_reliability_of_the_mean():
    found = icc([[1, 2], [2, 1]])
    assert (found.icc1, found.icc1k) == (-1, None)


def test_the_example_of_its_page():
    """docs/agreement.md: three candidates, worked out by hand."""
    found = icc([[1, 2], [2, 2], [4, 5]])
    assert (found.icc1, found.icc1k) == (pytest.approx(0.879, abs=5e-4), pytest.approx(0.935, abs=5e-4))
    assert (found.icc1_low, found.icc1_high) == (pytest.approx(-0.017, abs=5e-4), pytest.approx(0.997, abs=5e-4))
