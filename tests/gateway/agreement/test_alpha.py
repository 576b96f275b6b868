"""Ordinal alpha is what its author publishes and what the package of that name says."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.agreement.alpha import ordinal_alpha

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: 4 observers, 12 units, some missing.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def units_of(observers):
    return [[mark for mark in unit if mark is not None] for unit in zip(*observers, strict=True)]


def package(units) -> float:
    """What the package says of units of any length."""
    width = max(map(len, units), default=0)
    table = np.array([[*unit, *[np.nan] * (width - len(unit))] for unit in units], dtype=float).T
    return krippendorff.alpha(reliability_data=table, level_of_measurement="ordinal")


def test_the_example_of_its_author():
    assert ordinal_alpha(units_of(OBSERVERS)) == pytest.approx(0.815, abs=5e-4)


marks = st.integers(0, 100) | st.integers(1, 5)
all_units = st.lists(st.lists(marks, max_size=5), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(all_units)
def test_any_marks_have_the_alpha_of_the_package(units):
    ours = ordinal_alpha(units)
    different = {mark for unit in units if len(unit) > 1 for mark in unit}
    assert (ours is None) == (len(different) < 2)
    if ours is not None:
        assert ours == pytest.approx(package(units), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(all_units, st.randoms())
def test_the_order_of_candidates_and_of_marks_changes_no_digit(units, draw):
    mixed = [draw.sample(unit, len(unit)) for unit in units]
    draw.shuffle(mixed)
    assert ordinal_alpha(mixed) == ordinal_alpha(units)


def test_only_order_counts():
    units = [[1, 2], [2, 2], [4, 5]]
    assert ordinal_alpha(units) == ordinal_alpha([[10, 20], [20, 20], [40, 100]])


@pytest.mark.parametrize("units", [[], [[3]], [[3], [4]], [[3, 3], [3, 3]], [[3, 3], [4]]])
def test_one_assessor_or_constant_marks_have_no_alpha(units):
    assert ordinal_alpha(units) is None


def test_two_candidates_are_enough():
    assert ordinal_alpha([[1, 1], [2, 2]]) == 1
    assert ordinal_alpha([[1, 2], [1, 2]]) == pytest.approx(-0.5)


def test_the_example_of_its_page():
    """docs/agreement.md: three candidates, worked out by hand."""
    assert ordinal_alpha([[1, 2], [2, 2], [4, 5]]) == pytest.approx(0.731, abs=5e-4)
