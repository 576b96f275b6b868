"""Who counts as supply, and who may fill what."""

import datetime as dt

import pytest

from pools.models import ReadinessDecision
from regions.models import Standing
from tests.dashboard.frames.reading_figures import WHOLE, by_horizon, days, one, quality, rows, rungs
from tests.factories import (
    DAY,
    BandFactory,
    CandidateFactory,
    ForecastFactory,
    MembershipFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
    RegionFactory,
    state_from,
)

pytestmark = pytest.mark.django_db


def supply(**asked):
    return by_horizon("supply", "supply", **asked)


def filled(**asked):
    return by_horizon("cover", "filled", "openings", **asked)


def decide(membership, band, day):
    ReadinessDecision.objects.create(membership=membership, band=BandFactory(code=band), decided_on=day)


@pytest.mark.parametrize(
    ("band", "counted"),
    [
        ("ready-now", [1, 0, 0, 0]),
        ("within-a-year", [0, 1, 0, 0]),
        ("one-to-three-years", [0, 0, 1, 0]),
        ("three-to-five-years", [0, 0, 0, 1]),
        ("developing", [0, 0, 0, 0]),
        (None, [0, 0, 0, 0]),
    ],
)
def test_a_band_counts_by_its_upper_bound_and_even_the_developing_have_a_row(band, counted):
    MembershipFactory(ready=band)
    assert supply() == counted


def test_readiness_is_as_decided_last_and_not_moved_forward_by_time():
    membership = MembershipFactory(ready="one-to-three-years", joined=dt.date(2022, 1, 1))
    assert supply() == [0, 0, 1, 0]
    decide(membership, "ready-now", DAY)
    assert supply(day=DAY - days(1)) == [0, 0, 1, 0]
    assert supply() == [1, 0, 0, 0]


def test_of_two_decisions_of_one_day_the_one_recorded_later_counts():
    membership = MembershipFactory(ready=None)
    decide(membership, "ready-now", DAY)
    decide(membership, "within-a-year", DAY)
    decide(membership, "developing", DAY - days(1))
    assert supply() == [0, 1, 0, 0]


@pytest.mark.parametrize("state", ["on-hold", "placed", "lapsed", "withdrawn", "left"])
def test_only_the_active_count_from_the_day_on_which_they_are(state):
    membership = MembershipFactory()
    state_from(membership, state, DAY)
    assert supply(day=DAY - days(1)) == [1, 0, 0, 0]
    assert one("posts", "posts", cell=WHOLE) == (0,)
    assert rows("supply", cell=("finance", "executive-director")) == []


def test_nobody_counts_before_they_join():
    MembershipFactory(joined=DAY + days(1), review_due=DAY + days(2), ends=DAY + days(3))
    assert supply(cell=WHOLE) == [0, 0, 0, 0]


def test_a_membership_past_its_end_counts_while_it_is_active_and_is_listed():
    MembershipFactory(review_due=DAY - days(1), ends=DAY)
    MembershipFactory(review_due=DAY - days(1), ends=DAY + days(1))
    assert supply() == [2, 0, 0, 0]
    assert quality("memberships_past_end") == 1


def test_a_person_in_two_pools_counts_in_each_of_their_rows_and_once_in_totals_at_the_earliest():
    person = CandidateFactory()
    MembershipFactory(candidate=person, pool=PoolFactory(), ready="within-a-year")
    MembershipFactory(candidate=person, pool=PoolFactory(role_families=["people", "strategy"]), ready="ready-now")
    assert supply(cell=("finance", "executive-director")) == [0, 1, 0, 0]
    assert supply(cell=("people", "executive-director")) == [1, 0, 0, 0]
    assert supply(cell=("strategy", "all")) == [1, 0, 0, 0]
    assert supply(cell=WHOLE) == [1, 0, 0, 0]


def test_a_region_counts_the_members_of_its_own_pools_and_the_nation_each_person_once():
    person = CandidateFactory()
    MembershipFactory(candidate=person, pool=PoolFactory(), ready="within-a-year")
    MembershipFactory(candidate=person, pool=PoolFactory(region=RegionFactory(slug="north")), ready="ready-now")
    assert supply(region="east") == [0, 1, 0, 0]
    assert supply(region="north") == [1, 0, 0, 0]
    assert supply(region="england") == [1, 0, 0, 0]


def test_the_gap_runs_up_and_is_told_for_every_hundred_posts():
    PostFactory.create_batch(2, held="vacant")
    PostFactory.create_batch(2)
    MembershipFactory(ready="within-a-year")
    found = by_horizon("gap", "gap", "cumulative_gap", "gap_per_100")
    assert found == [(2, 2, 50.0), (-1, 1, -25.0), (0, 1, 0.0), (0, 1, 0.0)]
    assert one("posts", "spoilt_for_choice_ratio") == (0.0,)


def test_a_post_vacant_now_waits_for_whoever_is_ready_by_then():
    PostFactory(held="vacant")
    MembershipFactory(ready="one-to-three-years")
    assert filled() == [(0, 1), (0, 1), (1, 1), (1, 1)]


@pytest.mark.parametrize(("kind", "may"), [("acting", 1), ("interim", 1), ("substantive", 0), ("secondment-in", 0)])
def test_whoever_acts_may_get_the_post_and_whoever_holds_it_may_not(kind, may):
    post = PostFactory(held=kind, critical=True)
    ForecastFactory(post=post)
    MembershipFactory(candidate=CandidateFactory(current_post=post))
    assert by_horizon("cover", "filled")[-1] == may
    assert rungs() == [1 - may, may, 0, 0]


def test_neither_of_two_who_share_a_job_may_fill_it():
    post = PostFactory(critical=True, held__holders=["A. Holder", "B. Holder"])
    ForecastFactory(post=post)
    for person in CandidateFactory.create_batch(2, current_post=post):
        MembershipFactory(candidate=person, pool=PoolFactory())
    assert filled()[1] == (0, 1)
    assert rungs() == [1, 0, 0, 0]


def test_two_substantive_holders_may_change_places():
    for post in PostFactory.create_batch(2):
        ForecastFactory(post=post)
        MembershipFactory(candidate=CandidateFactory(current_post=post))
    assert filled()[1] == (2, 2)


def test_only_those_who_would_go_to_a_challenged_organisation_may_fill_its_posts():
    trust = OrganisationFactory()
    Standing.objects.create(organisation=trust, challenged=True, since=DAY, until=DAY + days(1))
    PostFactory(organisation=trust, held="vacant")
    member = MembershipFactory()
    assert filled(day=DAY - days(1))[0] == (1, 1)
    assert filled()[0] == (0, 1)
    assert filled(day=DAY + days(1))[0] == (1, 1)
    member.candidate.accepts_challenged = True
    member.candidate.save()
    assert filled()[0] == (1, 1)


def test_nobody_fills_a_post_in_a_region_where_they_would_not_go():
    PostFactory(held="vacant")
    MembershipFactory(candidate=CandidateFactory(mobile=[RegionFactory(slug="north")]))
    assert supply()[0] == 1
    assert filled()[0] == (0, 1)


def test_being_ready_in_one_pool_opens_no_post_of_another():
    PostFactory(held="vacant", role_family="people")
    person = CandidateFactory()
    MembershipFactory(candidate=person, pool=PoolFactory(), ready="ready-now")
    MembershipFactory(candidate=person, pool=PoolFactory(role_families=["people"]), ready="one-to-three-years")
    assert filled(cell=WHOLE) == [(0, 1), (0, 1), (1, 1), (1, 1)]


def test_one_person_fills_one_post_and_each_row_is_a_graph_of_its_own():
    PostFactory(held="vacant")
    PostFactory(held="vacant", role_family="people")
    MembershipFactory(pool=PoolFactory(role_families=["finance", "people"]))
    assert by_horizon("cover", "filled", "gross", cell=("finance", "all"))[0] == (1, 1)
    assert by_horizon("cover", "filled", "gross", cell=("people", "all"))[0] == (1, 1)
    assert by_horizon("cover", "filled", "gross", "unfilled", "netted_cover", cell=WHOLE)[0] == (1, 2, 1, 0.5)


def test_the_nation_matches_everyone_to_everything_and_is_not_the_sum_of_its_regions():
    PostFactory(held="vacant")
    north = RegionFactory(slug="north")
    PostFactory(organisation=OrganisationFactory(placed=north))
    mobile = CandidateFactory(mobile=[RegionFactory(slug="east")])
    MembershipFactory(pool=PoolFactory(region=north), candidate=mobile)
    assert (filled(region="east")[0], filled(region="north")[0]) == ((0, 1), (0, 0))
    assert filled(region="england")[0] == (1, 1)
    assert one("posts", "posts", region="england") == (2,)


@pytest.mark.parametrize(
    ("expected_on", "band", "ladder"),
    [
        (None, "ready-now", [0, 1, 0, 0]),
        (None, "within-a-year", [1, 0, 0, 0]),
        (dt.date(2027, 3, 31), "within-a-year", [0, 1, 0, 0]),
        (dt.date(2027, 3, 31), "one-to-three-years", [1, 0, 0, 0]),
        (dt.date(2031, 9, 29), "three-to-five-years", [0, 1, 0, 0]),
        (dt.date(2031, 9, 30), "three-to-five-years", [1, 0, 0, 0]),
        (dt.date(2031, 9, 30), "ready-now", [0, 1, 0, 0]),
    ],
)
def test_a_critical_post_is_measured_at_its_own_horizon_and_without_one_in_sixty_months_tomorrow(
    expected_on, band, ladder
):
    post = PostFactory(critical=True)
    PostFactory()
    if expected_on:
        ForecastFactory(post=post, expected_on=expected_on)
    MembershipFactory(ready=band)
    assert rungs() == ladder


def test_every_critical_post_stands_on_one_rung_and_a_post_to_come_on_none():
    PostFactory(critical=True, held="vacant")
    PostFactory(critical=True, role_family="people")
    new = PostFactory(critical=True, established_from=dt.date(2027, 4, 1), held=False)
    ForecastFactory(post=new, expected_on=dt.date(2027, 4, 1))
    MembershipFactory.create_batch(3)
    assert rungs() == [1, 0, 0, 1]
