"""Which posts count on a day, which are open, and which forecasts count where."""

import datetime as dt

import pytest

from regions.models import Occupancy, Placement, PostShare
from tests.dashboard.frames.reading_figures import WHOLE, by_horizon, days, one, quality, rows
from tests.factories import DAY, ForecastFactory, OccupancyFactory, OrganisationFactory, PostFactory, SystemFactory

pytestmark = pytest.mark.django_db
FORECAST_HORIZONS = {"0-1": [0, 1, 0, 0], "1-3": [0, 0, 1, 0], "3-5": [0, 0, 0, 1], "none": [0, 0, 0, 0]}


def demand_count(**asked):
    return by_horizon("demand", "demand_count", **asked)


def test_a_shared_post_counts_once_for_its_lead():
    lead, other = OrganisationFactory(), OrganisationFactory(placed="north")
    PostShare.objects.create(post=PostFactory(organisation=lead, held="vacant"), organisation=other)

    assert one("posts", "posts", "open", cell=WHOLE) == (1, 1)
    assert one("posts", "posts", "open", cell=WHOLE, region="north") == (0, 0)
    assert one("posts", "posts", cell=WHOLE, region="north", slice=f"organisation:{other.code}") == (0,)
    assert one("posts", "posts", cell=WHOLE, region="england") == (1,)


@pytest.mark.parametrize(
    ("kind", "returns_on", "vacant", "covered", "covered_absence"),
    [
        ("substantive", None, 0, 0, 0),
        ("secondment-in", None, 0, 0, 0),
        ("interim", None, 0, 1, 0),
        ("acting", None, 0, 1, 0),
        ("vacant", None, 1, 0, 0),
        ("interim", dt.date(2027, 1, 4), 0, 0, 1),
        ("acting", dt.date(2026, 1, 5), 0, 0, 1),
        ("secondment-in", dt.date(2027, 1, 4), 0, 0, 1),
    ],
)
def test_who_leaves_a_post_open(kind, returns_on, vacant, covered, covered_absence):
    PostFactory(held=kind, held__returns_on=returns_on)
    assert one("posts", "posts", "vacant", "covered", "open", "covered_absence") == (
        1, vacant, covered, vacant + covered, covered_absence,
    )  # fmt: skip


def test_a_post_that_nobody_is_recorded_as_holding_is_vacant_and_listed():
    PostFactory(held=False)
    assert one("posts", "vacant", "open") == (1, 1)
    assert quality("posts_without_occupancy") == 1


def test_a_holding_ends_on_the_first_day_it_is_not_so():
    post = PostFactory(held=False)
    OccupancyFactory(post=post, until=DAY)
    OccupancyFactory(post=post, kind="interim", since=DAY)
    assert one("posts", "covered", day=DAY - days(1)) == (0,)
    assert one("posts", "covered", day=DAY) == (1,)


@pytest.mark.parametrize(
    ("since", "until", "posts"), [(DAY, None, 1), (DAY + days(1), None, 0), (DAY - days(9), DAY, 0)]
)
def test_a_post_is_one_from_the_day_it_is_established_until_the_day_it_is_not(since, until, posts):
    PostFactory(established_from=since, established_until=until)
    assert one("posts", "posts", cell=WHOLE) == (posts,)


def test_a_post_counts_where_its_organisation_belongs_on_the_day():
    trust, system = OrganisationFactory(placed=False), SystemFactory(code="QX1")
    moves = dt.date(2026, 4, 1)
    Placement.objects.create(organisation=trust, region=system.region, system=system, since=trust.since, until=moves)
    elsewhere = OrganisationFactory(placed="north").placements.get().region
    Placement.objects.create(organisation=trust, region=elsewhere, since=moves)
    PostFactory(organisation=trust)

    before, after = moves - days(1), moves
    assert one("posts", "posts", cell=WHOLE, day=before) == (1,)
    assert one("posts", "posts", cell=WHOLE, day=before, slice="system:QX1") == (1,)
    assert one("posts", "posts", cell=WHOLE, day=after) == (0,)
    assert one("posts", "posts", cell=WHOLE, day=after, region="north") == (1,)


def test_the_posts_of_an_organisation_that_has_closed_count_nowhere():
    trust = OrganisationFactory(until=DAY)
    Placement.objects.filter(organisation=trust).update(until=DAY)
    PostFactory(organisation=trust)
    for region in ("east", "england"):
        assert one("posts", "posts", cell=WHOLE, region=region, day=DAY - days(1)) == (1,)
        assert one("posts", "posts", cell=WHOLE, region=region, day=DAY) == (0,)


def test_a_forecast_of_an_open_post_is_ignored():
    ForecastFactory(post=PostFactory(held="interim"))
    assert demand_count() == [1, 0, 0, 0]


def test_a_post_whose_absence_is_covered_is_filled_and_its_forecast_counts():
    ForecastFactory(post=PostFactory(held="interim", held__returns_on=dt.date(2026, 12, 1)))
    assert demand_count() == [0, 1, 0, 0]


def test_a_forecast_of_a_new_post_counts_in_its_horizon_and_the_post_does_not_yet():
    new = PostFactory(established_from=dt.date(2027, 4, 1), held=False)
    ForecastFactory(post=new, expected_on=dt.date(2027, 4, 1), reason="new-post")
    assert one("posts", "posts", "open") == (0, 0)
    assert demand_count() == [0, 1, 0, 0]
    assert quality("posts_without_occupancy") == 0


@pytest.mark.parametrize(("closes_after", "counted"), [(-1, 0), (0, 0), (1, 1)])
def test_a_forecast_on_or_after_the_posts_own_closing_day_does_not_count(closes_after, counted):
    expected = dt.date(2027, 3, 31)
    ForecastFactory(post=PostFactory(established_until=expected + days(closes_after)), expected_on=expected)
    assert demand_count() == [0, counted, 0, 0]


@pytest.mark.parametrize(
    ("expected_on", "horizon"),
    [
        (dt.date(2026, 10, 1), "0-1"),
        (dt.date(2027, 9, 29), "0-1"),
        (dt.date(2027, 9, 30), "1-3"),
        (dt.date(2029, 9, 29), "1-3"),
        (dt.date(2029, 9, 30), "3-5"),
        (dt.date(2031, 9, 29), "3-5"),
        (dt.date(2031, 9, 30), "none"),
        (dt.date(2040, 1, 1), "none"),
    ],
)
def test_a_horizon_ends_before_its_last_month_is_complete(expected_on, horizon):
    ForecastFactory(expected_on=expected_on)
    assert demand_count() == FORECAST_HORIZONS[horizon]
    assert quality("overdue_forecasts") == 0


@pytest.mark.parametrize(("expected_on", "horizon"), [(dt.date(2029, 2, 27), "0-1"), (dt.date(2029, 2, 28), "1-3")])
def test_a_year_from_the_29th_of_february_ends_on_the_28th(expected_on, horizon):
    ForecastFactory(expected_on=expected_on)
    assert demand_count(day=dt.date(2028, 2, 29)) == FORECAST_HORIZONS[horizon]


@pytest.mark.parametrize("expected_on", [DAY, DAY - days(400)])
def test_a_forecast_that_is_overdue_counts_within_a_year_and_is_listed(expected_on):
    ForecastFactory(expected_on=expected_on)
    assert demand_count() == [0, 1, 0, 0]
    assert quality("overdue_forecasts") == 1


def test_the_newest_forecast_by_the_day_wins():
    post = PostFactory()
    old = ForecastFactory(post=post, as_of=dt.date(2026, 1, 1), expected_on=dt.date(2027, 1, 1), superseded_on=DAY)
    ForecastFactory(post=post, as_of=DAY, expected_on=dt.date(2029, 1, 1))
    assert demand_count(day=DAY - days(1)) == [0, 1, 0, 0]
    assert old.superseded_on == DAY
    assert demand_count(day=DAY) == [0, 0, 1, 0]


@pytest.mark.parametrize(("withdrawn_after", "counted"), [(0, 0), (1, 1)])
def test_a_forecast_is_gone_from_the_day_of_its_withdrawal(withdrawn_after, counted):
    ForecastFactory(withdrawn_on=DAY + days(withdrawn_after))
    assert demand_count() == [0, counted, 0, 0]


def test_a_withdrawn_forecast_leaves_the_earlier_one_superseded():
    post = PostFactory()
    ForecastFactory(post=post, as_of=dt.date(2026, 1, 1), superseded_on=dt.date(2026, 6, 1))
    ForecastFactory(post=post, as_of=dt.date(2026, 6, 1), withdrawn_on=dt.date(2026, 7, 1))
    assert demand_count() == [0, 0, 0, 0]


def test_what_was_forecast_later_is_not_known_on_the_day():
    ForecastFactory(as_of=DAY + days(1))
    assert demand_count() == [0, 0, 0, 0]


def test_demand_that_is_certain_has_no_interval_and_an_unlikely_one_has():
    PostFactory(held="vacant")
    ForecastFactory(probability="1")
    ForecastFactory(probability="0.9", expected_on=dt.date(2028, 1, 1))
    found = by_horizon("demand", "demand_count", "demand_expected", "low", "high")
    assert found == [(1, 1.0, 1, 1), (1, 1.0, 1, 1), (1, 0.9, 0, 1), (0, 0.0, 0, 0)]


def test_critical_posts_have_posts_and_demand_of_their_own():
    ForecastFactory(post=PostFactory(critical=True))
    PostFactory(held="vacant")
    assert one("posts", "posts", "open", slice="critical") == (1, 0)
    assert demand_count(slice="critical") == [0, 1, 0, 0]


def test_every_combination_with_a_post_or_a_member_is_a_row_and_so_are_its_totals():
    PostFactory(role_family="nursing", level="director")
    found = [(row["role_family"], row["level"]) for row in rows("posts")]
    assert found == [("nursing", "director"), ("nursing", "all"), ("all", "director"), ("all", "all")]


def test_a_region_with_nothing_has_one_row_of_noughts():
    assert not Occupancy.objects.exists()
    assert one("posts", "posts", "vacancy_rate", cell=WHOLE) == (0, None)
    assert by_horizon("gap", "gap", "gap_per_100", cell=WHOLE) == [(0, None)] * 4
