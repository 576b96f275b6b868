"""Severity is the best prediction of the mixed model, as statsmodels has it."""

import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from gateway.agreement.severity import likeliest_ratio, severities, sweep


def drawn(seed: int, *, candidates: int, assessors: int, apart: float, missing: float = 0.3):
    """Marks of a round: assessors `apart` from each other, chance of 5 marks."""
    draw = np.random.default_rng(seed)
    level, own = draw.normal(60, 15, candidates), draw.normal(0, apart, assessors)
    return {
        (f"c{row}", f"a{column}"): float(round(level[row] + own[column] + draw.normal(0, 5)))
        for row in range(candidates)
        for column in range(assessors)
        if draw.random() > missing
    }


def by_statsmodels(marks):
    """Severity by assessor: candidates fixed, assessors a variance component, restricted likelihood."""
    kept = pd.DataFrame([(*pair, mark) for pair, mark in marks.items()], columns=["candidate", "assessor", "mark"])
    kept = kept[kept.groupby("candidate")["mark"].transform("size") > 1].assign(everybody=1)
    model = smf.mixedlm(
        "mark ~ C(candidate)", kept, groups="everybody", re_formula="0", vc_formula={"own": "0 + C(assessor)"}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = model.fit(reml=True)
    return {name.split("[")[-1].rstrip("]"): value for name, value in fitted.random_effects[1].items()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_severity_is_that_of_statsmodels(seed):
    marks = drawn(seed, candidates=14, assessors=5, apart=6)
    theirs = by_statsmodels(marks)
    ours = severities(marks)
    assert {one.assessor for one in ours} == theirs.keys()
    for one in ours:
        assert one.severity == pytest.approx(theirs[one.assessor], abs=0.02)


def test_the_ratio_is_where_the_restricted_likelihood_is_highest():
    marks = drawn(4, candidates=10, assessors=4, apart=6)
    swept = sweep(marks, ["a0", "a1", "a2", "a3"])
    best = likeliest_ratio(swept)
    assert all(swept.deviance(best) <= swept.deviance(ratio) + 1e-9 for ratio in np.geomspace(1e-6, 1e4, 500))


def test_an_assessor_who_marks_ten_lower_has_a_severity_near_minus_ten_and_less_than_that():
    marks = {
        (f"c{row}", f"a{column}"): 50 + 3 * row - (10 if column == 0 else 0) + (row + column) % 3
        for row in range(12)
        for column in range(4)
    }
    lowest = severities(marks)[0]
    others = [one.severity for one in severities(marks)[1:]]
    assert -10 < lowest.severity - np.mean(others) < -9
    assert lowest.low < lowest.severity < lowest.high


def test_an_interval_holds_the_true_severity_about_as_often_as_it_says():
    held, asked = 0, 0
    for seed in range(40):
        draw = np.random.default_rng(seed)
        own = draw.normal(0, 6, 6)
        marks = {
            (f"c{row}", f"a{column}"): 60 + own[column] + draw.normal(0, 6)
            for row in range(10)
            for column in draw.choice(6, 3, replace=False)
        }
        for one in severities(marks):
            truth = own[int(one.assessor[1:])]
            held += one.low <= truth <= one.high
            asked += 1
    assert 0.9 <= held / asked <= 0.995


def test_where_assessors_differ_no_more_than_by_chance_severity_is_nothing_but_its_interval_is_not():
    marks = {("c0", "a0"): 1, ("c0", "a1"): 2, ("c1", "a0"): 2, ("c1", "a1"): 1, ("c2", "a0"): 3, ("c2", "a1"): 3}
    for one in severities(marks):
        assert one.severity == 0
        assert one.low < 0 < one.high


def test_nothing_is_said_where_nobody_shares_candidates_enough():
    assert [one.severity for one in severities({("c0", "a0"): 3})] == [None]
    assert [one.severity for one in severities({("c0", "a0"): 3, ("c0", "a1"): 4})] == [None, None]
    assert severities({}) == []


def test_constant_marks_have_no_severity_and_no_interval():
    marks = {(f"c{row}", f"a{column}"): 3 for row in range(4) for column in range(3)}
    assert [(one.severity, one.low, one.high) for one in severities(marks)] == [(0, None, None)] * 3


def test_a_steady_difference_is_not_shrunk():
    marks = {(f"c{row}", f"a{column}"): 10 * row + 4 * column for row in range(5) for column in range(2)}
    assert [one.severity for one in severities(marks)] == pytest.approx([-2, 2], abs=1e-3)


def test_the_order_of_marks_changes_nothing():
    marks = drawn(5, candidates=8, assessors=4, apart=3)
    assert severities(dict(reversed(marks.items()))) == severities(marks)
