"""The demonstration's pools and members: enough of them, and every awkward case."""

import datetime as dt

import pytest
from django.db.models import Count, F, Q

from pools.demonstration.loading import memberships
from pools.models import Candidate, Membership, Pool, ReadinessDecision
from regions.models import Post
from tests.fixtures.demonstration import AS_OF, BEFORE

YEAR_AGO = AS_OF - dt.timedelta(days=365)


def standing():
    return Membership.objects.with_standing(AS_OF)


def test_two_builds_of_the_memberships_are_equal(demonstration):
    assert memberships(AS_OF) == memberships(AS_OF)


def test_there_are_900_candidates_in_24_pools_four_in_each_region(demonstration):
    assert Candidate.objects.count() == 900
    assert 1050 <= Membership.objects.count() <= 1150
    assert (
        sorted(Pool.objects.values_list("region").annotate(Count("pk")).values_list("pk__count", flat=True)) == [4] * 6
    )


@pytest.mark.parametrize("state", Membership.State.values)
def test_there_are_members_in_every_state(demonstration, state):
    assert standing().filter(state_then=state).exists()


@pytest.mark.parametrize(
    "band", ["ready-now", "within-a-year", "one-to-three-years", "three-to-five-years", "developing"]
)
def test_every_region_has_active_members_of_every_band(demonstration, band):
    found = standing().filter(state_then="active", band=band)
    assert set(found.values_list("pool__region", flat=True)) == set(Pool.objects.values_list("region", flat=True))


AWKWARD_PEOPLE = {
    "outside the NHS": ~Q(employer_outside=""),
    "of an employer nobody has told": Q(employer=None, employer_outside=""),
    "with a name of one word": ~Q(name__contains=" "),
    "with a double-barrelled name": Q(name__contains="-"),
    "with an accented name": Q(name__regex=r"[À-ž]"),
    "with a long name": Q(name__regex=r"^.{45,}$"),
    "who would not go to a challenged organisation": Q(accepts_challenged=False),
    "who would": Q(accepts_challenged=True),
    "who acts in a post": Q(current_post__occupancies__kind="acting", current_post__occupancies__until=None),
}


@pytest.mark.parametrize("awkward", AWKWARD_PEOPLE)
def test_there_are_people(demonstration, awkward):
    assert Candidate.objects.filter(AWKWARD_PEOPLE[awkward]).exists()


def test_some_are_in_two_pools_and_some_in_a_pool_of_another_region(demonstration):
    in_two = Candidate.objects.annotate(pools=Count("memberships__pool", distinct=True)).filter(pools__gte=2)
    assert in_two.count() >= 150
    elsewhere = Membership.objects.exclude(pool__region=F("candidate__kept_by"))
    assert set(elsewhere.values_list("pool__region", flat=True)) == set(Pool.objects.values_list("region", flat=True))


def test_some_would_not_go_to_the_region_whose_pool_they_are_in(demonstration):
    assert Membership.objects.exclude(candidate__mobility=F("pool__region")).exists()


def test_some_hold_a_post_that_they_could_fill_and_some_are_acting_in_one(demonstration):
    holders = standing().filter(
        state_then="active",
        candidate__current_post__level=F("pool__level"),
        pool__role_families__contains=[F("candidate__current_post__role_family")],
        candidate__current_post__occupancies__until=None,
    )
    assert holders.filter(candidate__current_post__occupancies__kind="substantive").exists()
    assert holders.filter(candidate__current_post__occupancies__kind="acting").exists()


def test_who_holds_a_post_has_the_name_of_its_holder(demonstration):
    linked = Candidate.objects.filter(current_post__isnull=False)
    posts = {post.pk: post.holders for post in Post.objects.with_occupancy(AS_OF)}
    assert linked.count() >= 150
    assert all(posts[one.current_post_id] == [one.name] for one in linked)


def test_some_memberships_are_past_their_end_and_some_readiness_was_decided_long_ago(demonstration):
    active = standing().filter(state_then="active")
    assert active.filter(ends__lte=AS_OF).count() >= 10
    assert active.filter(decided_on__lt=YEAR_AGO).count() >= 40


def test_readiness_and_states_have_a_past(demonstration):
    assert ReadinessDecision.objects.count() >= Membership.objects.count() * 1.4
    then = Membership.objects.with_standing(BEFORE).filter(state_then="active").count()
    assert 0.7 <= then / standing().filter(state_then="active").count() <= 1.1


def test_no_address_is_anybody_s(demonstration):
    assert not Candidate.objects.exclude(email__endswith="@talentboard.example").exists()


def test_nobody_has_been_told_yet(demonstration):
    assert not Candidate.objects.filter(told_on__isnull=False).exists()
