"""Bands of readiness are reference data."""

import pytest

from pools.actions.load_reference import load_bands
from pools.models import ReadinessBand


@pytest.mark.django_db
def test_the_bands_have_their_bounds_in_months():
    load_bands()
    assert list(ReadinessBand.objects.values_list("code", "label", "months_from", "months_to")) == [
        ("ready-now", "Ready now", 0, 0),
        ("within-a-year", "Within a year", 0, 12),
        ("one-to-three-years", "One to three years", 12, 36),
        ("three-to-five-years", "Three to five years", 36, 60),
        ("developing", "Developing", None, None),
    ]


@pytest.mark.django_db
def test_loading_the_bands_twice_changes_nothing():
    load_bands()
    assert not load_bands().tally
