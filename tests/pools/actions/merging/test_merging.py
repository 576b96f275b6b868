"""One record stands for both, with what was chosen of each, and the other leads to it."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from pools.actions.merging import find_apart, merge
from pools.merging.comparing import collisions, digest_of
from pools.models import Candidate, FindConsent, FoundApart, Membership, Merge
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.accounts.operator import operator
from talentboard.audit.models import AuditEvent
from talentboard.events import _within
from talentboard.retention.actions import hold
from tests.factories import CandidateFactory, MembershipFactory, PoolFactory, RegionFactory, state_from
from tests.fixtures.people import with_role
from tests.pools.actions.merging.records import merged

pytestmark = pytest.mark.django_db


def fresh(person: Candidate) -> Candidate:
    return Candidate.objects.get(pk=person.pk)


def pools_of(person: Candidate) -> list[str]:
    return [member.pool.name for member in person.memberships.counting().order_by("pool__name")]


def test_the_other_leads_to_the_one_that_stands_by_its_address(sam, samuel, team):
    made = merged(sam, samuel, by=team)
    assert fresh(samuel).merged_into == sam
    assert fresh(sam).name == "Sam Okafor"
    for address in ("sam@one.nhs.uk", " SAMUEL@two.nhs.uk"):
        assert Candidate.objects.known_by(address).get() == sam
    assert (made.made_by, made.undone_at) == (team, None)
    assert set(AuditEvent.objects.filter(kind="candidates-merged").values_list("about_id", flat=True)) == {
        str(sam.pk), str(samuel.pk),
    }  # fmt: skip


def test_what_is_chosen_is_taken_over_and_the_rest_stays(sam, samuel, team):
    merged(sam, samuel, take=["employer", "mobility", "job_title"], by=team)
    stands = fresh(sam)
    assert (stands.name, stands.employer_outside, stands.job_title) == ("Sam Okafor", "A council", "Deputy")
    assert stands.accepts_challenged is False
    assert [region.slug for region in stands.mobility.all()] == ["london"]


def test_the_main_address_can_be_the_others_and_both_still_lead_here(sam, samuel, team):
    merged(sam, samuel, take=["email", "name"], by=team)
    stands = fresh(sam)
    assert (stands.email, stands.sort_key, fresh(samuel).email) == (
        "samuel@two.nhs.uk", "samuel okafor", "sam@one.nhs.uk",
    )  # fmt: skip
    assert {Candidate.objects.known_by(email).get() for email in ("sam@one.nhs.uk", "samuel@two.nhs.uk")} == {sam}


def test_whoever_was_told_in_one_record_has_been_told(sam, samuel, team):
    merged(samuel, sam, by=team)
    assert fresh(samuel).told_on == sam.told_on


def test_memberships_and_consents_are_the_ones_that_stands(sam, samuel, team):
    MembershipFactory(candidate=sam, pool=PoolFactory(name="A"))
    MembershipFactory(candidate=samuel, pool=PoolFactory(name="B"))
    FindConsent.objects.create(candidate=samuel)
    merged(sam, samuel, by=team)
    assert pools_of(sam) == ["A", "B"]
    assert sam.find_consents.count() == 1


def test_two_consents_at_a_time_stay_where_they_are(sam, samuel, team):
    for person in (sam, samuel):
        FindConsent.objects.create(candidate=person)
    merged(sam, samuel, by=team)
    assert (sam.find_consents.count(), samuel.find_consents.count()) == (1, 1)


def both_in(pool, sam, samuel) -> tuple[Membership, Membership]:
    return MembershipFactory(candidate=sam, pool=pool), MembershipFactory(candidate=samuel, pool=pool)


@pytest.mark.parametrize("side", [0, 1])
def test_of_two_memberships_of_a_pool_the_chosen_one_stands(side, sam, samuel, team):
    pool = PoolFactory(name="Finance")
    members = both_in(pool, sam, samuel)
    made = merged(sam, samuel, stands={pool.pk: (sam, samuel)[side].pk}, by=team)
    assert list(sam.memberships.counting()) == [members[side]]
    assert list(made.set_aside.all()) == [members[1 - side]]


def test_a_collision_that_is_not_decided_is_named_and_nothing_is_merged(sam, samuel, team):
    both_in(PoolFactory(name="Finance"), sam, samuel)
    with pytest.raises(NotAllowed, match="Choose which membership of Finance stands"):
        merged(sam, samuel, by=team)
    assert fresh(samuel).merged_into is None
    assert not Merge.objects.exists()


def test_memberships_one_after_the_other_both_stand(sam, samuel, team):
    pool = PoolFactory()
    first = MembershipFactory(
        candidate=sam, pool=pool, joined=dt.date(2022, 3, 1), review_due=dt.date(2023, 3, 1), ends=dt.date(2024, 3, 1)
    )
    first.move("leave", by=None, effective_on=dt.date(2024, 1, 1))
    MembershipFactory(candidate=samuel, pool=pool, joined=dt.date(2024, 1, 1), review_due=dt.date(2025, 1, 1),
                      ends=dt.date(2026, 1, 1))  # fmt: skip
    assert collisions(sam, samuel) == []
    merged(sam, samuel, by=team)
    assert sam.memberships.counting().count() == 2


def test_only_what_stands_at_the_same_time_is_set_aside(sam, samuel, team):
    pool = PoolFactory()
    early = MembershipFactory(
        candidate=sam, pool=pool, joined=dt.date(2020, 3, 1), review_due=dt.date(2021, 3, 1), ends=dt.date(2022, 3, 1)
    )
    early.move("leave", by=None, effective_on=dt.date(2021, 1, 1))
    now_open, chosen = both_in(pool, sam, samuel)
    merged(sam, samuel, stands={pool.pk: samuel.pk}, by=team)
    assert set(sam.memberships.counting()) == {early, chosen}
    assert Membership.objects.get(pk=now_open.pk).set_aside_by


def test_a_record_is_not_merged_with_itself(sam, team):
    with pytest.raises(NotAllowed, match="one and the same record"):
        merged(sam, sam, by=team)


def test_a_record_that_was_merged_is_not_merged_again(sam, samuel, team):
    merged(sam, samuel, by=team)
    third = CandidateFactory()
    for kept, other in ((samuel, third), (third, samuel), (samuel, sam)):
        with pytest.raises(NotAllowed, match="has been merged already"):
            merged(kept, other, by=team)


def test_two_people_who_merge_the_same_two_at_once_are_answered_one_after_the_other(sam, samuel, team):
    digest = digest_of(sam, samuel)
    assert digest == digest_of(samuel, sam)
    merged(sam, samuel, seen=digest, by=team)
    with pytest.raises(NotAllowed, match="has been merged already"):
        merged(samuel, sam, seen=digest, by=team)


def test_what_has_changed_since_it_was_looked_at_is_looked_at_again(sam, samuel, team):
    digest = digest_of(sam, samuel)
    Candidate.objects.filter(pk=samuel.pk).update(job_title="Director")
    with pytest.raises(NotAllowed, match="has changed while you had them open"):
        merged(sam, samuel, seen=digest, by=team)


def test_a_chain_of_merges_leads_to_the_last(sam, samuel, team):
    third = CandidateFactory(email="third@three.nhs.uk")
    merged(sam, samuel, by=team)
    merged(third, sam, by=team)
    assert {fresh(person).merged_into for person in (sam, samuel)} == {third}
    for address in ("sam@one.nhs.uk", "samuel@two.nhs.uk", "third@three.nhs.uk"):
        assert Candidate.objects.known_by(address).get() == third


def test_nothing_moves_out_of_a_record_that_is_under_a_legal_hold(sam, samuel, team):
    hold(samuel, why="A claim", by=operator())
    with pytest.raises(NotAllowed, match=r"samuel@two\.nhs\.uk is under a legal hold"):
        merged(sam, samuel, by=team)
    merged(samuel, sam, by=team)


def test_a_record_that_another_region_keeps_stands_as_it_is_and_is_never_merged_away(sam, samuel, team):
    london = RegionFactory(slug="london", name="London")
    Candidate.objects.filter(pk=samuel.pk).update(kept_by=london)
    MembershipFactory(candidate=samuel, pool=PoolFactory(region_id="east"))
    with pytest.raises(NotAllowed, match="London keeps the record of Samuel Okafor"):
        merged(sam, samuel, by=team)
    with pytest.raises(NotAllowed, match="It stays as it is: choose nothing from the other one"):
        merged(samuel, sam, take=["name"], by=team)
    merged(samuel, sam, by=team)
    assert fresh(sam).merged_into == samuel


def test_in_a_pool_of_another_region_the_membership_of_the_one_that_stands_holds(sam, samuel, team):
    members = both_in(PoolFactory(region=RegionFactory(slug="london")), sam, samuel)
    merged(sam, samuel, by=team)
    assert list(sam.memberships.counting()) == [members[0]]


def test_somebody_who_is_not_of_the_region_is_not_found(sam, team):
    theirs = CandidateFactory(kept_by=RegionFactory(slug="london"))
    for kept, other in ((sam, theirs), (theirs, sam)):
        with pytest.raises(NotFound):
            merged(kept, other, by=team)


@pytest.mark.parametrize(
    ("role", "region", "refusal"),
    [
        (Role.AUDITOR, "east", NotPermitted),
        (Role.BOARD_MEMBER, "east", NotPermitted),
        (Role.REGIONAL_TEAM, "london", NotFound),
    ],
)
def test_whoever_may_not_change_members_merges_nobody(role, region, refusal, sam, samuel, east):
    person = with_role(role, region)
    with pytest.raises(refusal):
        merged(sam, samuel, by=person)
    with pytest.raises(refusal):
        find_apart(sam.pk, samuel.pk, region=east, by=person)


def test_what_a_higher_app_raises_stops_the_merge(sam, samuel, team, monkeypatch):
    def refuse(merge, by):
        raise NotAllowed("Both have a nomination in one round.")

    monkeypatch.setitem(_within, "candidates-merged", [refuse])
    with pytest.raises(NotAllowed, match="Both have a nomination"):
        merged(sam, samuel, by=team)
    assert fresh(samuel).merged_into is None


def test_a_higher_app_is_told_within_the_act_which_record_stands(sam, samuel, team, monkeypatch):
    told = []
    monkeypatch.setitem(_within, "candidates-merged", [lambda merge, by: told.append((merge.kept, merge.merged, by))])
    merged(sam, samuel, by=team)
    assert told == [(sam, samuel, team)]


def test_two_people_are_found_apart_once_in_whatever_order(sam, samuel, team, east):
    find_apart(sam.pk, samuel.pk, region=east, by=team)
    find_apart(samuel.pk, sam.pk, region=east, by=team)
    assert FoundApart.objects.count() == 1
    with pytest.raises(NotAllowed, match="one and the same record"):
        find_apart(sam.pk, sam.pk, region=east, by=team)


def refused_by(constraint: str, statement: str, *values) -> None:
    with pytest.raises(IntegrityError) as problem, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    assert problem.value.__cause__.diag.constraint_name == constraint


def test_the_database_lets_no_alias_point_at_an_alias_or_at_itself(sam, samuel, team):
    merged(sam, samuel, by=team)
    third = CandidateFactory()
    point = "UPDATE pools_candidate SET merged_into_id = %s WHERE id = %s"
    refused_by("candidate_alias_of_standing", point, samuel.pk, third.pk)
    refused_by("candidate_alias_of_standing", point, third.pk, sam.pk)
    refused_by("candidate_not_merged_with_themself", point, third.pk, third.pk)


@pytest.mark.parametrize("name", ["<b>Sam</b>", "🎓 Sam", "سام", "x" * 150])
def test_any_name_can_be_taken_over(name, sam, samuel, team):
    Candidate.objects.filter(pk=samuel.pk).update(name=name)
    merged(sam, samuel, take=["name"], by=team)
    assert fresh(sam).name == name


def test_what_is_no_field_is_not_taken(sam, samuel, team):
    merge(
        sam.pk, samuel.pk, take=["user", "kept_by", "told_on", "nonsense"], region=RegionFactory(slug="east"), by=team
    )
    assert fresh(sam).user is None


def test_a_state_of_a_later_day_ends_a_membership_for_collisions(sam, samuel):
    pool = PoolFactory()
    one, _ = both_in(pool, sam, samuel)
    state_from(one, "left", dt.date(2026, 9, 1))
    assert [each.pool for each in collisions(sam, samuel)] == [pool]
