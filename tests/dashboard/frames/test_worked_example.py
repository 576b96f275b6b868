"""The worked example of the measures (section 4), from rows of the real database to figures."""

import datetime as dt

import pytest

from dashboard import frames
from dashboard.figures import figures
from tests.factories import (
    CandidateFactory,
    ForecastFactory,
    MembershipFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
)

DAY = dt.date(2026, 9, 30)
pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    """Five finance posts and three people; A is ready now for operations as well."""
    trust = OrganisationFactory()
    for number, held in enumerate(["vacant", "interim", "substantive", "substantive", "substantive"], start=1):
        post = PostFactory(organisation=trust, ref=f"F{number}", held=held)
        if number == 3:
            ForecastFactory(post=post, expected_on=dt.date(2027, 3, 31), probability="0.5")
        if number == 4:
            ForecastFactory(post=post, expected_on=dt.date(2027, 9, 30), probability="0.8")
    finance, operations = PoolFactory(), PoolFactory(role_families=["operations"])
    a, b, c = CandidateFactory.create_batch(3)
    MembershipFactory(pool=finance, candidate=a, ready="ready-now")
    MembershipFactory(pool=finance, candidate=b, ready="within-a-year")
    MembershipFactory(pool=finance, candidate=c, ready="one-to-three-years")
    MembershipFactory(pool=operations, candidate=a, ready="ready-now")
    return trust


def figure(measure, *, slice="all", edition="full", region="east", family="finance", level="executive-director"):
    """The rows of one cell of one figure."""
    for made in figures(frames.read(region, DAY)):
        if (made.edition, made.measure, made.slice) == (edition, measure, slice):
            return [row for row in made.payload if (row["role_family"], row["level"]) == (family, level)]
    raise AssertionError(f"no figure {measure} of {slice}")


def values(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_posts_and_their_rates(example):
    (row,) = figure("posts")
    assert values([row], "posts", "vacant", "covered", "open") == [(5, 1, 1, 2)]
    assert (row["vacancy_rate"], row["strict_vacancy_rate"]) == (2 / 5, 1 / 5)


def test_demand_and_what_is_expected(example):
    assert values(figure("demand"), "horizon", "demand_count", "demand_expected", "low", "high") == [
        ("now", 2, 2.0, 2, 2),
        ("0-1", 1, 0.5, 0, 1),
        ("1-3", 1, 0.8, 0, 1),
        ("3-5", 0, 0.0, 0, 0),
    ]


def test_supply_and_gap(example):
    assert values(figure("gap"), "horizon", "supply", "gap") == [
        ("now", 1, 1),
        ("0-1", 1, 0),
        ("1-3", 1, 0),
        ("3-5", 0, 0),
    ]


def test_netted_cover(example):
    assert values(figure("cover"), "horizon", "filled", "openings") == [
        ("now", 1, 2),
        ("0-1", 2, 3),
        ("1-3", 3, 4),
        ("3-5", 3, 4),
    ]


def test_one_person_fills_one_post_of_the_region(example):
    PostFactory(organisation=example, ref="O1", role_family="operations", held="vacant")
    now = figure("cover", family="all", level="all")[0]
    assert (now["filled"], now["openings"]) == (1, 3)


def test_the_nation_has_the_same_figures_when_it_is_one_region(example):
    assert figure("gap", region="england") == figure("gap", region="east")


def test_an_organisation_has_posts_and_demand_and_never_people(example):
    made = [made for made in figures(frames.read("east", DAY)) if made.slice == f"organisation:{example.code}"]
    assert {one.measure for one in made} == {"posts", "demand", "quality", "trust"}
    assert values(figure("posts", slice=f"organisation:{example.code}"), "posts", "open") == [(5, 2)]
