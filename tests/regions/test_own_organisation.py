"""What a role in one organisation reaches: that organisation's own, and of its forecasts not everybody's."""

import pytest

from regions.actions.roles import grant_role
from regions.models import Organisation, Placement, PostShare
from regions.reach import reach
from talentboard import access
from talentboard.access import NotAllowed, NotFound, NotPermitted, Permission, Role
from tests.factories import DAY, ForecastFactory, OrganisationFactory, PostFactory, RegionFactory, UserFactory
from tests.fixtures.people import give, with_role

pytestmark = pytest.mark.django_db
IN_ORGANISATIONS = [Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE, Role.CHAIR]


@pytest.fixture
def ours() -> Organisation:
    return OrganisationFactory(code="ROURS", placed="east")


def seen(person, post, *, region: str = "east"):
    """The post as this person's pages show it; None where it is not found."""
    here = reach(person, Permission.READ_POSTS).within(region)
    return here.posts_with_forecasts(DAY).filter(pk=post.pk).first()


@pytest.mark.parametrize("role", IN_ORGANISATIONS)
def test_only_the_own_organisations_posts_are_found(role, ours):
    own, other, shared = PostFactory(organisation=ours), PostFactory(), PostFactory()
    PostShare.objects.create(post=shared, organisation=ours)
    here = reach(with_role(role, ours), Permission.READ_POSTS).within("east")
    assert set(here.posts(DAY).values_list("pk", "counted")) == {(own.pk, True), (shared.pk, False)}
    assert list(here.placements(DAY).values_list("organisation", flat=True)) == [ours.pk]
    assert other.organisation not in here.organisations(DAY)


def test_another_region_is_not_found_and_the_own_regions_whole_is_not_permitted(ours):
    director = with_role(Role.HR_DIRECTOR, ours)
    with pytest.raises(NotFound):
        reach(director, Permission.READ_POSTS).within("london")
    with pytest.raises(NotPermitted):
        access.require(director, Permission.CHANGE_POSTS, about="east")
    with pytest.raises(NotFound):
        access.require(director, Permission.CHANGE_POSTS, about=PostFactory())
    access.require(director, Permission.CHANGE_POSTS, about=PostFactory(organisation=ours))


def test_a_role_goes_with_its_organisation_into_another_region(ours):
    director = with_role(Role.HR_DIRECTOR, ours)
    Placement.objects.filter(organisation=ours).update(until=DAY)
    Placement.objects.create(organisation=ours, region=RegionFactory(slug="london"), since=DAY)
    assert [scope.region for scope in access.scopes_of(director)] == ["london"]


def test_what_is_permitted_in_an_organisation_is_not_permitted_beside_a_region_where_it_is_not(ours):
    director = with_role(Role.HR_DIRECTOR, ours)
    assert reach(director, Permission.READ_POSTS).within("east").permits(Permission.READ_FORECASTS)
    assert not reach(director, Permission.READ_POSTS).within("east").permits(Permission.READ_FIGURES)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.HR_DIRECTOR, {"finance", "chair"}),
        (Role.CHIEF_EXECUTIVE, {"finance", "people", "chair"}),
        (Role.CHAIR, {"chief-executive"}),
        (Role.REGIONAL_LEAD, {"finance", "people", "chief-executive", "chair"}),
        (Role.REGIONAL_TEAM, set()),
        (Role.BOARD_MEMBER, set()),
    ],
)
def test_who_sees_which_confidential_forecasts(role, sees, ours):
    posts = {
        "finance": PostFactory(organisation=ours),
        "people": PostFactory(organisation=ours, role_family="people"),
        "chief-executive": PostFactory(organisation=ours, role_family="chief-executive", level="chief-executive"),
        "chair": PostFactory(organisation=ours, role_family="chair", level="chair"),
    }
    for post in posts.values():
        ForecastFactory(post=post, confidential=True)
    person = with_role(role, ours if role in IN_ORGANISATIONS else "east")
    assert {name for name, post in posts.items() if seen(person, post).is_confidential} == sees


def test_where_the_confidential_forecast_may_not_be_seen_the_open_one_is(ours):
    chief = PostFactory(organisation=ours, role_family="chief-executive", level="chief-executive")
    ForecastFactory(post=chief, probability="0.2")
    ForecastFactory(post=chief, probability="0.9", confidential=True)
    shown = {role: seen(with_role(role, ours), chief).probability for role in IN_ORGANISATIONS}
    assert {role: probability and float(probability) for role, probability in shown.items()} == {
        Role.HR_DIRECTOR: 0.2,
        Role.CHIEF_EXECUTIVE: None,
        Role.CHAIR: 0.9,
    }


def test_the_holder_sees_the_forecast_that_they_entered_and_no_other(ours):
    director = with_role(Role.HR_DIRECTOR, ours)
    entered, told = (PostFactory(organisation=ours, role_family="people") for _ in range(2))
    ForecastFactory(post=entered, recorded_by=director)
    ForecastFactory(post=told, recorded_by=UserFactory())
    assert seen(director, entered).expected_on
    assert not seen(director, told).expected_on


def test_somebody_with_two_roles_sees_what_either_lets_them_see_but_never_about_themself(ours):
    both = with_role(Role.CHIEF_EXECUTIVE, ours)
    give(both, Role.REGIONAL_LEAD, "east")
    chief = PostFactory(organisation=ours, role_family="chief-executive", level="chief-executive")
    elsewhere = PostFactory(role_family="chief-executive", level="chief-executive")
    for post in (chief, elsewhere):
        ForecastFactory(post=post, confidential=True)
    assert not seen(both, chief).expected_on
    assert seen(both, elsewhere).is_confidential


def test_a_role_of_an_organisation_is_granted_in_one_and_no_other_is(ours):
    team = with_role(Role.NATIONAL_TEAM)
    for role, place in (
        (Role.CHAIR, RegionFactory()),
        (Role.CHAIR, None),
        (Role.BOARD_MEMBER, ours),
        (Role.AUDITOR, ours),
    ):
        with pytest.raises(NotAllowed):
            grant_role(UserFactory(), role, place=place, by=team)
    assert grant_role(UserFactory(), Role.CHAIR, place=ours, by=team).described() == f"chair of {ours.name}"
