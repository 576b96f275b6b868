"""The region is the way in: what a query of a view starts from."""

import datetime as dt

import pytest

from regions.models import Placement, PostShare
from regions.reach import reach
from talentboard.access import NotFound, NotPermitted, Permission, Role
from tests.factories import (
    CandidateFactory,
    ForecastFactory,
    OrganisationFactory,
    PostFactory,
    RegionFactory,
    SystemFactory,
)
from tests.fixtures.people import give, with_role

pytestmark = pytest.mark.django_db
DAY, LATER = dt.date(2026, 9, 30), dt.date(2026, 12, 1)


def member_of_east():
    RegionFactory(slug="north")
    return with_role(Role.BOARD_MEMBER, "east")


def test_somebodys_reach_is_the_regions_of_their_roles():
    person = member_of_east()
    assert [region.slug for region in reach(person, Permission.READ_POSTS).regions()] == ["east"]
    give(person, Role.BOARD_MEMBER, "north")
    again = type(person).objects.get(pk=person.pk)
    assert {region.slug for region in reach(again, Permission.READ_POSTS).regions()} == {"east", "north"}


def test_the_nation_reaches_every_region():
    RegionFactory(slug="north"), RegionFactory(slug="east")
    person = with_role(Role.NATIONAL_TEAM)
    assert reach(person, Permission.READ_POSTS).regions().count() == 2
    assert reach(person, Permission.READ_POSTS).region("england").name == "England"


def test_another_region_is_not_found():
    person = member_of_east()
    for slug in ("north", "england", "nowhere"):
        with pytest.raises(NotFound):
            reach(person, Permission.READ_POSTS).region(slug)


def test_the_own_region_without_the_permission_is_not_permitted():
    with pytest.raises(NotPermitted):
        reach(member_of_east(), Permission.READ_NAMES).region("east")


def test_without_a_role_there_is_nothing():
    PostFactory()
    here = reach(member_of_east(), Permission.READ_NAMES)
    assert not here.regions().exists()
    assert not here.posts(DAY).exists()
    assert not here.organisations(DAY).exists()


def test_a_post_belongs_to_the_region_of_its_lead_on_the_day():
    person = member_of_east()
    moving = PostFactory()
    Placement.objects.update(until=LATER)
    Placement.objects.create(organisation=moving.organisation, region=RegionFactory(slug="north"), since=LATER)
    here = reach(person, Permission.READ_POSTS).within("east")
    assert [list(here.posts(day)) for day in (DAY, LATER)] == [[moving], []]
    assert [list(here.organisations(day)) for day in (DAY, LATER)] == [[moving.organisation], []]


def test_a_shared_post_is_shown_where_it_serves_and_counts_at_its_lead():
    person = member_of_east()
    ours, lead = OrganisationFactory(), OrganisationFactory(placed=RegionFactory(slug="north"))
    shared = PostFactory(organisation=lead)
    for organisation in (ours, OrganisationFactory()):
        PostShare.objects.create(post=shared, organisation=organisation)
    own = PostFactory(organisation=ours)
    here = reach(person, Permission.READ_POSTS).within("east").posts(DAY)
    assert set(here.values_list("pk", "counted")) == {(own.pk, True), (shared.pk, False)}


def test_systems_are_those_of_the_region_on_the_day():
    person = member_of_east()
    SystemFactory(code="QN1", region=RegionFactory(slug="north"))
    SystemFactory(code="QE1", until=LATER)
    here = reach(person, Permission.READ_POSTS)
    assert [[system.code for system in here.systems(day)] for day in (DAY, LATER)] == [["QE1"], []]


@pytest.mark.parametrize(
    ("kind", "facts", "state"),
    [
        ("vacant", {}, "vacant"),
        (False, {}, "vacant"),
        ("interim", {}, "covered"),
        ("acting", {}, "covered"),
        ("acting", {"returns_on": LATER}, "filled"),
        ("secondment-in", {}, "filled"),
        ("substantive", {}, "filled"),
    ],
)
def test_a_post_is_vacant_covered_or_filled(kind, facts, state):
    PostFactory(held=kind, **{f"held__{name}": value for name, value in facts.items()})
    assert reach(member_of_east(), Permission.READ_POSTS).posts(DAY).with_occupancy(DAY).get().state == state


def test_a_post_to_be_established_later_is_new_and_a_closed_one_is_gone():
    PostFactory(established_from=LATER, held=False)
    PostFactory(established_until=DAY)
    posts = reach(member_of_east(), Permission.READ_POSTS).posts(DAY).with_occupancy(DAY)
    assert [post.state for post in posts] == ["new"]


@pytest.mark.parametrize(
    ("expected_on", "horizon"),
    [
        (dt.date(2026, 1, 1), "0-1"),
        (dt.date(2027, 9, 29), "0-1"),
        (dt.date(2027, 9, 30), "1-3"),
        (dt.date(2029, 9, 29), "1-3"),
        (dt.date(2029, 9, 30), "3-5"),
        (dt.date(2031, 9, 30), "later"),
    ],
)
def test_a_forecast_stands_in_its_horizon(expected_on, horizon):
    ForecastFactory(expected_on=expected_on)
    assert forecasts(member_of_east()).get().horizon == horizon


def test_twelve_months_after_a_leap_day_end_on_the_28th():
    leap = dt.date(2028, 2, 29)
    ForecastFactory(expected_on=dt.date(2029, 2, 28))
    ForecastFactory(expected_on=dt.date(2029, 2, 27))
    posts = forecasts(member_of_east(), leap).order_by("expected_on")
    assert [post.horizon for post in posts] == ["0-1", "1-3"]


def forecasts(person, day=DAY, region="east"):
    return reach(person, Permission.READ_POSTS).within(region).posts_with_forecasts(day)


@pytest.mark.parametrize("kind", ["vacant", "interim"])
def test_the_forecast_of_an_open_post_does_not_count(kind):
    ForecastFactory(post=PostFactory(held=kind))
    post = forecasts(member_of_east()).get()
    assert (post.horizon, post.expected_on) == ("now", None)


def test_a_forecast_for_a_day_after_the_post_has_gone_does_not_count():
    ForecastFactory(post=PostFactory(established_until=dt.date(2027, 3, 31)), expected_on=dt.date(2027, 3, 31))
    assert forecasts(member_of_east()).get().horizon == ""


def test_only_the_forecast_in_force_on_the_day_counts():
    post = PostFactory()
    ForecastFactory(post=post, as_of=dt.date(2026, 1, 1), superseded_on=dt.date(2026, 9, 1))
    ForecastFactory(post=post, as_of=dt.date(2026, 9, 1), expected_on=dt.date(2030, 1, 1), withdrawn_on=LATER)
    person = member_of_east()
    days = (dt.date(2025, 12, 31), dt.date(2026, 8, 31), DAY, LATER)
    assert [forecasts(person, day).get().horizon for day in days] == ["", "0-1", "3-5", ""]


def test_confidential_forecasts_are_for_the_regional_lead_alone():
    post = PostFactory()
    ForecastFactory(post=post, expected_on=dt.date(2030, 1, 1))
    ForecastFactory(post=post, confidential=True, probability="0.9", reason="resignation")
    seen = {role: forecasts(with_role(role, "east")).get() for role in ROLES_OF_REGIONS}
    nation = {role: forecasts(with_role(role)).get() for role in (Role.NATIONAL_TEAM, Role.AUDITOR)}
    lead = seen.pop(Role.REGIONAL_LEAD)
    assert (lead.horizon, lead.is_confidential, lead.reason) == ("0-1", True, "resignation")
    assert {(post.horizon, post.is_confidential) for post in (*seen.values(), *nation.values())} == {("3-5", False)}


ROLES_OF_REGIONS = (Role.BOARD_MEMBER, Role.REGIONAL_LEAD, Role.REGIONAL_TEAM)


def test_a_confidential_forecast_alone_is_no_forecast_to_others():
    ForecastFactory(confidential=True)
    post = forecasts(with_role(Role.REGIONAL_TEAM, "east")).get()
    assert (post.horizon, post.expected_on, post.probability, post.reason) == ("", None, None, None)


def test_the_holder_of_a_post_sees_no_forecast_of_it():
    post = PostFactory()
    ForecastFactory(post=post), ForecastFactory(post=post, confidential=True)
    ForecastFactory()
    lead = with_role(Role.REGIONAL_LEAD, "east", email="kemi.ade@example.nhs.uk")
    CandidateFactory(email="Kemi.Ade@example.nhs.uk", current_post=post)
    assert dict(forecasts(lead).values_list("pk", "horizon"))[post.pk] == ""
    assert forecasts(lead).exclude(horizon="").count() == 1


def test_a_forecast_is_not_shown_where_the_post_is_only_shared():
    shared = PostFactory(organisation=OrganisationFactory(placed=RegionFactory(slug="north")))
    PostShare.objects.create(post=shared, organisation=OrganisationFactory())
    ForecastFactory(post=shared), ForecastFactory(post=shared, confidential=True)
    assert forecasts(with_role(Role.REGIONAL_LEAD, "east")).get().horizon == ""
    assert forecasts(with_role(Role.REGIONAL_LEAD, "north"), region="north").get().horizon == "0-1"


def test_a_confidential_forecast_that_does_not_count_leaves_no_other_in_its_place():
    post = PostFactory(established_until=dt.date(2028, 1, 1))
    ForecastFactory(post=post, expected_on=dt.date(2027, 1, 1))
    ForecastFactory(post=post, confidential=True, expected_on=dt.date(2029, 1, 1))
    assert forecasts(with_role(Role.REGIONAL_LEAD, "east")).get().horizon == ""
    assert forecasts(with_role(Role.REGIONAL_TEAM, "east")).get().horizon == "0-1"
