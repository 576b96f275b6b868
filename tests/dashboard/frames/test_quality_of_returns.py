"""What the figures rest on: returns, what is old, odd or missing, and for how long posts have been open."""

import datetime as dt

import pytest

from regions.models import Forecast, Occupancy
from tests.dashboard.frames.reading_figures import CELL, days, one, quality
from tests.factories import (
    DAY,
    ForecastFactory,
    MembershipFactory,
    OccupancyFactory,
    OrganisationFactory,
    PostFactory,
    ReturnFactory,
)

pytestmark = pytest.mark.django_db
YEAR_AGO = dt.date(2025, 9, 30)


def held(*spells):
    """A post with these holdings: kind, first day, first day no longer, and whether somebody returns."""
    post = PostFactory(held=False)
    for kind, since, until, *returns in spells:
        OccupancyFactory(post=post, kind=kind, since=since, until=until, returns_on=DAY if returns else None)
    return post


LONG, SPRING = dt.date(2023, 4, 1), dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("spells", "over_a_year"),
    [
        ([("vacant", YEAR_AGO, None)], 0),
        ([("vacant", YEAR_AGO - days(1), None)], 1),
        ([("interim", YEAR_AGO - days(1), None)], 1),
        ([("vacant", LONG, SPRING), ("interim", SPRING, None)], 1),
        ([("acting", LONG, SPRING), ("vacant", SPRING, None)], 1),
        ([("substantive", LONG, SPRING), ("vacant", SPRING, None)], 0),
        ([("acting", LONG, SPRING, "returns"), ("acting", SPRING, None)], 0),
        ([("vacant", LONG, YEAR_AGO), ("substantive", YEAR_AGO, SPRING), ("vacant", SPRING, None)], 0),
        ([("substantive", LONG, YEAR_AGO - days(1)), ("interim", SPRING, None)], 1),
        ([("substantive", LONG, YEAR_AGO - days(1))], 1),
        ([("substantive", LONG, YEAR_AGO)], 0),
        ([("vacant", LONG, SPRING), ("substantive", SPRING, None)], 0),
        ([("vacant", LONG, SPRING), ("interim", SPRING, None, "returns")], 0),
        ([], 0),
    ],
)
def test_a_post_is_open_since_its_last_holder_who_counts_left_however_often_it_was_covered(spells, over_a_year):
    held(*spells)
    assert quality("open_over_a_year") == over_a_year


def test_a_post_without_an_occupancy_on_the_day_is_listed():
    held()
    held(("substantive", LONG, DAY))
    held(("vacant", LONG, None))
    assert quality("posts_without_occupancy") == 2
    assert quality("posts_without_occupancy", day=DAY - days(1)) == 1


@pytest.mark.parametrize(("age", "stale"), [(90, 0), (91, 1)])
def test_a_forecast_is_old_after_more_than_ninety_days(age, stale):
    ForecastFactory(as_of=DAY - days(age))
    assert quality("stale_forecasts") == stale


def test_corrections_are_what_is_in_force_and_nobody_has_signed_for():
    post = PostFactory(held="interim")
    ForecastFactory(post=post, signed_off=False)
    ForecastFactory(post=post, signed_off=False, as_of=dt.date(2026, 1, 1), withdrawn_on=dt.date(2026, 2, 1))
    Occupancy.objects.update(signed_off=False)
    assert quality("corrections_not_signed_off") == 2
    Forecast.objects.update(signed_off=True)
    assert quality("corrections_not_signed_off") == 1


def test_a_confidential_correction_is_seen_in_the_full_edition_alone():
    ForecastFactory(signed_off=False, confidential=True)
    assert quality("corrections_not_signed_off") == 0
    assert quality("corrections_not_signed_off", edition="full") == 1


@pytest.mark.parametrize(("age", "fresh"), [(0, 1), (100, 1), (101, 0)])
def test_posts_rest_on_a_return_for_a_hundred_days(age, fresh):
    trust = PostFactory().organisation
    PostFactory()
    ReturnFactory(organisation=trust, as_of=DAY - days(age))
    assert quality("return_age_days", organisation=trust.code) == age
    assert quality("confidence", organisation=trust.code) == fresh
    assert quality("confidence") == fresh / 2
    assert one("trust", "posts", "posts_fresh", "posts_confidence", cell=CELL) == (2, fresh, fresh / 2)


def test_the_age_of_all_returns_is_the_greatest_and_an_organisation_without_one_has_none():
    young, old, none = OrganisationFactory.create_batch(3)
    ReturnFactory(organisation=young, as_of=DAY - days(3))
    ReturnFactory(organisation=old, as_of=DAY - days(70))
    assert quality("return_age_days") == 70
    assert quality("return_age_days", organisation=none.code) is None
    assert quality("confidence", organisation=none.code) is None


def test_a_return_for_a_later_day_is_not_counted_yet():
    trust = OrganisationFactory()
    ReturnFactory(organisation=trust, quarter=1, as_of=DAY - days(80))
    ReturnFactory(organisation=trust, quarter=2, as_of=DAY + days(1))
    assert quality("return_age_days", organisation=trust.code) == 80


def test_the_state_is_that_of_the_newest_quarter_begun():
    trust = OrganisationFactory()
    ReturnFactory(organisation=trust, quarter=2)
    ReturnFactory(organisation=trust, quarter=3, state="open")
    assert quality("return_state", organisation=trust.code) == "signed-off"
    assert quality("return_state", organisation=trust.code, day=dt.date(2026, 10, 1)) == "open"
    assert quality("return_state") is None


def test_the_fourth_quarter_begins_in_january_of_the_next_year():
    trust = OrganisationFactory()
    ReturnFactory(organisation=trust, year=2026, quarter=4, state="open", as_of=dt.date(2027, 3, 31))
    assert quality("return_state", organisation=trust.code, day=dt.date(2026, 12, 31)) is None
    assert quality("return_state", organisation=trust.code, day=dt.date(2027, 1, 1)) == "open"


@pytest.mark.parametrize(("decided_on", "fresh"), [(YEAR_AGO, 1), (YEAR_AGO - days(1), 0)])
def test_supply_rests_on_readiness_decided_within_twelve_months(decided_on, fresh):
    MembershipFactory(decided_on=decided_on)
    MembershipFactory(ready="developing")
    assert one("trust", "decisions", "decisions_fresh", "supply_confidence", cell=CELL) == (1, fresh, float(fresh))


def test_memberships_past_their_end_are_told_for_the_region_and_for_no_organisation():
    trust = OrganisationFactory()
    MembershipFactory(review_due=DAY - days(1), ends=DAY)
    assert quality("memberships_past_end") == 1
    assert quality("memberships_past_end", organisation=trust.code) is None
    assert quality("memberships_past_end", slice=f"organisation:{trust.code}") is None
