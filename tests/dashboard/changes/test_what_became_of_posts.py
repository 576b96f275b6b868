"""What became of posts between 30 June and 30 September 2026, case by case, from real rows."""

import datetime as dt

import pytest

from dashboard.changes.figures import figures_of_changes
from dashboard.frames.changes import read_changes
from regions.models import Forecast, Occupancy, Placement, Post
from tests.factories import DAY, ForecastFactory, OccupancyFactory, OrganisationFactory, PostFactory, RegionFactory

pytestmark = pytest.mark.django_db
BEFORE, BETWEEN = dt.date(2026, 6, 30), dt.date(2026, 8, 15)
EARLIER = dt.date(2026, 5, 1)


def became(*, edition="open", slice="all", region="east"):
    """What the whole region's row says, without what is 0."""
    for made in figures_of_changes(read_changes(region, DAY, since=BEFORE)):
        if (made.edition, made.slice) == (edition, slice):
            (row,) = [row for row in made.payload if (row["role_family"], row["level"]) == ("all", "all")]
            return {name: value for name, value in row.items() if value and name not in ("role_family", "level")}
    raise AssertionError("no such figure")


def vacated(post, day=BETWEEN):
    Occupancy.objects.filter(post=post).update(until=day)
    return OccupancyFactory(post=post, kind="vacant", since=day)


def filled(post, day=BETWEEN):
    Occupancy.objects.filter(post=post).update(until=day)
    return OccupancyFactory(post=post, since=day)


def test_where_nothing_happens_nothing_is_counted():
    PostFactory()
    assert became() == {}


def test_a_post_that_falls_vacant_has_opened():
    vacated(PostFactory())
    assert became() == {"opened": 1}


def test_one_that_had_been_forecast_then_is_said_to_have_been():
    post = PostFactory()
    ForecastFactory(post=post, as_of=EARLIER, expected_on=BETWEEN, probability="0.8")
    vacated(post)
    assert became() == {
        "opened": 1, "opened_forecast": 1, "due": 1, "due_expected": 0.8, "due_high": 1,
    }  # fmt: skip


def test_one_forecast_only_later_had_not_been():
    post = PostFactory()
    ForecastFactory(post=post, as_of=BEFORE + dt.timedelta(days=1), expected_on=BETWEEN)
    vacated(post)
    assert became() == {"opened": 1}


def test_a_new_post_that_is_vacant_has_opened():
    PostFactory(established_from=BETWEEN, held="vacant")
    assert became() == {"opened": 1}


def test_a_post_open_on_both_days_was_open_before_and_has_not_opened():
    PostFactory(held="vacant")
    assert became() == {"open_before": 1}


def test_a_vacant_post_that_somebody_holds_now_was_filled():
    filled(PostFactory(held="vacant"))
    assert became() == {"open_before": 1, "filled": 1}


def test_an_interim_holder_does_not_fill_a_post():
    post = PostFactory(held="vacant")
    Occupancy.objects.filter(post=post).update(until=BETWEEN)
    OccupancyFactory(post=post, kind="interim", since=BETWEEN)
    assert became() == {"open_before": 1}


def test_one_filled_whose_vacancy_had_been_forecast():
    post = PostFactory()
    ForecastFactory(post=post, as_of=EARLIER, withdrawn_on=BEFORE - dt.timedelta(days=10))
    vacated(post, BEFORE - dt.timedelta(days=20))
    Occupancy.objects.filter(post=post, kind="vacant").update(until=BETWEEN)
    OccupancyFactory(post=post, since=BETWEEN)
    assert became() == {"open_before": 1, "filled": 1, "filled_forecast": 1}


def test_a_forecast_withdrawn_before_the_post_fell_open_did_not_foresee_it():
    post = PostFactory()
    ForecastFactory(post=post, as_of=EARLIER, withdrawn_on=BEFORE - dt.timedelta(days=30))
    vacated(post, BEFORE - dt.timedelta(days=20))
    Occupancy.objects.filter(post=post, kind="vacant").update(until=BETWEEN)
    OccupancyFactory(post=post, since=BETWEEN)
    assert became() == {"open_before": 1, "filled": 1}


def test_one_opened_and_filled_again_in_between_is_in_neither_number():
    post = PostFactory()
    vacated(post, BETWEEN)
    Occupancy.objects.filter(post=post, kind="vacant").update(until=BETWEEN + dt.timedelta(days=9))
    OccupancyFactory(post=post, since=BETWEEN + dt.timedelta(days=9))
    assert became() == {}


def test_a_forecast_that_is_new_and_one_that_ended():
    ForecastFactory(as_of=BETWEEN)
    ForecastFactory(as_of=EARLIER, withdrawn_on=BETWEEN)
    assert became() == {"newly_forecast": 1, "forecast_ended": 1}


def test_a_forecast_that_was_changed_is_neither_new_nor_ended():
    post = ForecastFactory(as_of=EARLIER, superseded_on=BETWEEN).post
    ForecastFactory(post=post, as_of=BETWEEN, expected_on=dt.date(2029, 1, 1))
    assert became() == {}


def test_a_post_that_moves_to_another_organisation_goes_on_as_one():
    old = PostFactory(held="vacant", established_until=BETWEEN)
    Post.objects.filter(pk=old.pk).update(established_until=BETWEEN)
    PostFactory(continues=old, held="vacant", established_from=BETWEEN)
    assert became() == {"open_before": 1}


def test_open_posts_come_and_go_with_their_organisations():
    north = RegionFactory(slug="north")
    coming, going = OrganisationFactory(placed="north"), OrganisationFactory(placed="east")
    PostFactory(organisation=coming, held="vacant")
    PostFactory(organisation=going, held="vacant")
    for organisation, home in ((coming, RegionFactory(slug="east")), (going, north)):
        Placement.objects.filter(organisation=organisation).update(until=BETWEEN)
        Placement.objects.create(organisation=organisation, region=home, since=BETWEEN)
    assert became() == {"open_before": 1, "came": 1, "went": 1}
    assert became(region="england") == {"open_before": 2}


def test_a_post_that_is_closed_while_open_has_gone():
    PostFactory(held="vacant", established_until=BETWEEN)
    assert became() == {"open_before": 1, "went": 1}


def test_critical_posts_are_counted_by_themselves():
    vacated(PostFactory(critical=True))
    vacated(PostFactory())
    assert (became()["opened"], became(slice="critical")["opened"]) == (2, 1)


def test_the_open_edition_knows_nothing_of_confidential_forecasts():
    post = PostFactory()
    ForecastFactory(post=post, as_of=EARLIER, expected_on=BETWEEN, confidential=True, probability="0.9")
    vacated(post)
    ForecastFactory(as_of=BETWEEN, confidential=True)
    assert became(edition="open") == {"opened": 1}
    assert became(edition="full") == {
        "opened": 1, "opened_forecast": 1, "due": 1, "due_expected": 0.9, "due_high": 1, "newly_forecast": 1,
    }  # fmt: skip


def test_a_confidential_forecast_beside_an_open_one_changes_nothing_in_the_open_edition():
    post = ForecastFactory(as_of=EARLIER).post
    before = became()
    ForecastFactory(post=post, as_of=BETWEEN, confidential=True)
    Forecast.objects.filter(post=post, confidential=False).update(probability="0.4")
    assert became() == before == {}
