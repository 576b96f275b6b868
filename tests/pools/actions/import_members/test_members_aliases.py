"""A file may name somebody by the address of a duplicate that was merged: the row is theirs all the same."""

import pytest

from pools.actions.merging import merge
from pools.models import Candidate, Membership
from regions.models import Region
from talentboard.access import Role
from tests.factories import BANDS, BandFactory, RegionFactory
from tests.fixtures.people import with_role
from tests.pools.actions.import_members.member_files import a_file, check, load, member, pool, wrong

pytestmark = pytest.mark.django_db
KEPT, ALIAS = "sam@example.nhs.uk", "sam.okafor@example.nhs.uk"
OTHER_POOL = pool(pool="Nurses", role_families="nursing")


@pytest.fixture(autouse=True)
def merged() -> Candidate:
    """Sam was loaded twice, under two addresses, and the two are one now."""
    for slug in ("east", "midlands", "north"):
        RegionFactory(slug=slug, name=slug.capitalize())
    for code in BANDS:
        BandFactory(code=code)
    load(a_file(members=[member()]))
    load(a_file(pools=[OTHER_POOL], members=[by_alias(pool="Nurses")]))
    one, other = (Candidate.objects.get(email=email) for email in (KEPT, ALIAS))
    merge(one.pk, other.pk, region=Region.objects.get(pk="east"), by=with_role(Role.REGIONAL_TEAM, "east"))
    return one


def by_alias(**cells):
    return member(candidate_ref="C2", email=ALIAS) | cells


def test_a_row_with_the_address_of_an_alias_is_of_the_one_that_stands(merged):
    plan = load(a_file(pools=[], members=[by_alias(pool="Nurses", readiness="Developing", decided_on="01/09/2026")]))
    assert Candidate.objects.count() == 2
    assert Membership.objects.get(pool__name="Nurses").decisions.count() == 2
    assert plan.reading.notices == [
        f"members, row 2: {ALIAS} is another address of Sam Okafor, whom we keep as {KEPT}. The row is theirs."
    ]


def test_the_same_files_a_second_time_change_nothing(merged):
    for file in (a_file(members=[member()]), a_file(pools=[OTHER_POOL], members=[by_alias(pool="Nurses")])):
        assert not load(file).changes_anything


def test_a_new_membership_and_new_words_are_the_ones_that_stands(merged):
    third = pool(pool="Chiefs")
    load(a_file(pools=[third], members=[by_alias(pool="Chiefs", name="Samuel Okafor")]))
    merged.refresh_from_db()
    assert (merged.name, merged.email) == ("Samuel Okafor", KEPT)
    assert sorted(merged.memberships.values_list("pool__name", flat=True)) == ["Chiefs", "Finance directors", "Nurses"]


def test_both_addresses_in_one_file_are_one_person(merged):
    rows = [member(), by_alias(pool="Nurses"), by_alias(pool="Chiefs")]
    plan = load(a_file(pools=[pool(pool="Chiefs")], members=rows))
    assert len(plan.reading.notices) == 2
    assert merged.memberships.count() == 3


def test_both_addresses_in_one_file_have_to_agree(merged):
    plan = check(a_file(pools=[], members=[member(), by_alias(pool="Nurses", name="Samuel Okafor")]))
    assert wrong(plan) == [(3, "name", "C2 has “Sam Okafor” here in row 2")]
    plan = check(a_file(pools=[], members=[member(), by_alias()]))
    assert [column for _row, column, _said in wrong(plan)] == ["decided_on"]


def test_a_region_is_not_shown_the_address_that_another_region_keeps(merged):
    Candidate.objects.update(kept_by="north")
    team = with_role(Role.REGIONAL_TEAM, "east")
    plan = check(a_file(pools=[], members=[by_alias(pool="Nurses")]), by=team, region=RegionFactory(slug="east"))
    assert plan.reading.notices == [
        f"members, row 2: {ALIAS} is another address of somebody whom North keeps. The row is theirs."
    ]


def test_an_alias_is_like_nobody(merged):
    Candidate.objects.update(employer_outside="A council")
    notices = load(a_file(pools=[], members=[by_alias(pool="Nurses", employer="A council")])).reading.notices
    assert len(notices) == 1
    assert "another address of" in notices[0]


def test_a_membership_that_was_set_aside_is_no_membership(merged):
    twice = Candidate.objects.create(name="Sam Okafor", email="third@example.nhs.uk", kept_by_id="east")
    load(a_file(pools=[], members=[member(candidate_ref="C3", email="third@example.nhs.uk", readiness="Developing")]))
    finance = Membership.objects.filter(candidate=twice).get()
    merge(
        merged.pk, twice.pk, stands={finance.pool_id: twice.pk}, region=Region.objects.get(pk="east"),
        by=with_role(Role.REGIONAL_TEAM, "east"),
    )  # fmt: skip
    load(a_file(pools=[], members=[member(readiness="Within a year", decided_on="01/09/2026")]))
    assert finance.decisions.count() == 2
