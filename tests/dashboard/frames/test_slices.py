"""Which slices a snapshot has, and that they are worked out twice only where confidence makes a difference."""

import pytest

from dashboard import frames
from dashboard.figures import figures
from dashboard.frames.slices import Part, Places
from regions.models import Forecast
from tests.factories import DAY, ForecastFactory, OrganisationFactory, PostFactory, SystemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_trusts():
    """Two organisations with a forecast each, one of them in a system."""
    system = SystemFactory(code="QX1")
    inside, outside = OrganisationFactory(code="RIN"), OrganisationFactory(code="ROUT")
    inside.placements.update(system=system)
    for trust in (inside, outside):
        ForecastFactory(post=PostFactory(organisation=trust))
    return inside, outside


def test_systems_and_organisations_are_slices_once_each(two_trusts):
    places = Places(frames.read("east", DAY))
    assert places.slices == ["system:QX1", "organisation:RIN", "organisation:ROUT"]


def test_where_nothing_is_confidential_both_editions_are_worked_out_once(two_trusts):
    places = Places(frames.read("east", DAY))
    assert {part.edition for part in places.parts} == {"open"}
    full, open_ = (places.number_of(Part(edition, "system:QX1")) for edition in ("full", "open"))
    assert full == open_


@pytest.mark.parametrize(
    "change",
    [
        {"probability": "0.9"},
        {"expected_on": "2028-03-31"},
        {"expected_on": "2026-09-01"},
        {"expected_on": "2040-01-01"},
        {"as_of": "2026-01-01"},
        {"signed_off": False},
    ],
)
def test_a_confidential_forecast_that_says_anything_else_sets_its_places_apart_and_no_other(two_trusts, change):
    inside, _ = two_trusts
    known = Forecast.objects.get(post__organisation=inside)
    same = {"expected_on": known.expected_on, "probability": known.probability, "as_of": known.as_of}
    ForecastFactory(post=known.post, confidential=True, **same)
    Forecast.objects.filter(confidential=True).update(**change)
    apart = {part.slice for part in Places(frames.read("east", DAY)).parts if part.edition == "full"}
    assert apart == {"system:QX1", "organisation:RIN"}


def test_every_slice_has_its_figures_in_both_editions(two_trusts):
    made = [(figure.slice, figure.edition, figure.measure) for figure in figures(frames.read("east", DAY))]
    assert len(made) == len(set(made))
    for slice in ("system:QX1", "organisation:RIN", "organisation:ROUT"):
        for edition in ("open", "full"):
            assert {measure for *key, measure in made if key == [slice, edition]} == {
                "posts", "demand", "trust", "quality",
            }  # fmt: skip
