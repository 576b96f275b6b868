"""What pools say about a person, in words and for a machine."""

import datetime as dt

import pytest

from pools.actions.merging import merge
from pools.actions.merging import part as parted
from pools.models import ReadinessDecision
from pools.person_file import part_of
from talentboard.access import Role
from talentboard.accounts.operator import operator
from talentboard.audit import Event, record
from talentboard.audit.models import AuditEvent
from talentboard.clock import now, today
from talentboard.months import add_months
from talentboard.nhs.words import long_day
from talentboard.person_file import Part
from talentboard.retention import Lasts
from talentboard.retention.actions import hold, set_period
from tests.factories import (
    BandFactory,
    CandidateFactory,
    MembershipFactory,
    PoolFactory,
    PostFactory,
    RegionFactory,
    UserFactory,
)
from tests.fixtures.own_records import account_of, somebody
from tests.fixtures.people import with_role

pytestmark = pytest.mark.django_db


def part(person) -> Part:
    found = part_of(account_of(person), True)
    assert found is not None
    return found


def fact(person, key: str):
    (found,) = [one for one in part(person).facts if one.key == key]
    return found


def rows(person, key: str):
    (found,) = [one for one in part(person).rows if one.key == key]
    return found


def test_of_somebody_without_a_record_nothing_is_held():
    assert part_of(UserFactory(), True) is None


def test_a_record_known_by_its_address_is_shown_before_anybody_told_them():
    found = part(somebody(linked=False, told_on=None))
    assert found.heading == "About you"
    assert fact_of(found, "told_on") == ("Not yet: you found this page first", None)


def fact_of(found: Part, key: str) -> tuple:
    (one,) = [one for one in found.facts if one.key == key]
    return one.value, one.for_a_machine


def test_a_post_is_said_with_its_organisation():
    post = PostFactory(title="Chief nurse")
    person = somebody(current_post=post)
    assert fact(person, "current_post").value == f"Chief nurse, {post.organisation.name}"


def test_an_open_membership_says_when_it_would_be_deleted():
    person = somebody()
    MembershipFactory(candidate=person, pool=PoolFactory(name="Aspirant directors"))
    (line,) = part(person).standing
    assert (line.what, line.label) == ("Aspirant directors, East", "Active")
    assert line.under == "member since 1 March 2026, review due on 1 March 2027"
    assert line.deleted == "24 months after it ends: 1 March 2030 if it ends on 1 March 2028"
    assert line.data["review_due"] == dt.date(2027, 3, 1)


def test_an_ended_membership_says_the_day_and_goes_by_the_setting_of_today():
    person = somebody()
    member = MembershipFactory(candidate=person)
    member.move("withdraw", by=None, effective_on=dt.date(2026, 10, 5))
    assert part(person).standing[0].deleted == "5 October 2028"
    assert part(person).standing[0].under == "member since 1 March 2026, until 5 October 2026"

    set_period("members", Lasts(months=12), since=today(), by=operator())
    assert part(person).standing[0].deleted == "5 October 2027"


def test_a_legal_hold_is_told():
    person = somebody()
    MembershipFactory(candidate=person)
    hold(person, why="Case 12", by=operator())
    found = part(person)
    assert found.standing[0].deleted == "Kept until a legal hold is lifted"
    assert found.deletions[0].what == "Everything about you"
    assert "Case 12" not in str(found)


def test_readiness_decided_is_the_newest_of_each_membership_and_all_of_it_is_in_the_rows():
    person = somebody()
    member = MembershipFactory(candidate=person, pool=PoolFactory(name="Directors"), ready="one-to-three-years")
    ReadinessDecision.objects.create(
        membership=member, band=BandFactory(code="ready-now"), decided_on=dt.date(2026, 9, 1), source="gateway"
    )
    assert fact(person, "readiness_decided").value == "Ready now, on 1 September 2026 for Directors"
    assert rows(person, "readiness_decided").rows == [
        ("1 September 2026", "Ready now", "Directors", "gateway"),
        ("1 March 2026", "One to three years", "Directors", ""),
    ]


def test_readiness_that_nobody_decided_and_an_own_view_are_never_one_word_for_two_things():
    person = somebody()
    MembershipFactory(candidate=person, ready=None)
    person.self_views.create(band=BandFactory(code="ready-now"))
    assert fact(person, "readiness_decided").value == "Not yet"
    assert fact(person, "own_view").value == f"Ready now, since {long_day(today())}"


def looked(person) -> dict[str, int]:
    """How many lines of the audit each kind of looking finds."""
    return {one.words: AuditEvent.objects.filter(one.lines).count() for one in part(person).looked}


def test_a_list_concerns_a_person_from_when_they_stood_on_it_in_the_regions_of_their_pools_alone():
    reader, person = UserFactory(), somebody()
    MembershipFactory(candidate=person)
    for region in ("east", "london", "england"):
        AuditEvent.objects.create(kind=Event.MEMBERS_READ, by=reader, region=region, at=now() - dt.timedelta(days=1))
        record(Event.MEMBERS_READ, by=reader, region=region)
    record(Event.CANDIDATE_READ, by=reader, about=person)
    record(Event.CANDIDATE_READ, by=reader, about=somebody("Sam Okafor"))
    assert looked(person) == {"Your record": 1, "A list of members of pools in East": 2}


def test_it_costs_as_much_for_one_membership_as_for_many(django_assert_max_num_queries):
    person = somebody()
    account = account_of(person)
    MembershipFactory(candidate=person)
    person.self_views.create(band=BandFactory())
    with django_assert_max_num_queries(16) as one:
        part_of(account, False)
    for number in range(4):
        MembershipFactory(
            candidate=person, pool=PoolFactory(region=RegionFactory(slug=("london", "north")[number % 2]))
        )
        person.self_views.create(band=BandFactory())
    with django_assert_max_num_queries(16) as many:
        part_of(account, False)
    assert len(many) == len(one)


def test_a_person_whose_duplicate_was_merged_sees_its_address_and_what_counts_no_more():
    person, twice = somebody(), CandidateFactory(email="amara@nhs.net", kept_by_id="east")
    pool = PoolFactory(name="Aspirant directors")
    for one in (person, twice):
        MembershipFactory(candidate=one, pool=pool, ready="ready-now" if one is twice else "within-a-year")
    stands = {pool.pk: person.pk}
    merge(
        person.pk, twice.pk, stands=stands, region=RegionFactory(slug="east"), by=with_role(Role.REGIONAL_TEAM, "east")
    )
    record(Event.CANDIDATE_READ, about=twice, by=operator(), region="east")

    assert fact(person, "other_addresses").for_a_machine == ["amara@nhs.net"]
    lines = sorted(part(person).standing, key=lambda line: line.data["set_aside"])
    assert [line.data["set_aside"] for line in lines] == [False, True]
    assert lines[1].under.endswith(f"counts no more since {long_day(today())}, when two records of you became one")
    assert lines[1].deleted == long_day(add_months(today(), 24))
    assert "Ready now" not in fact(person, "readiness_decided").value
    looked = next(one for one in part(person).looked if one.words == "Your record")
    assert AuditEvent.objects.filter(looked.lines).count() == 1


def test_an_undone_merge_leaves_nothing_of_the_other_in_a_persons_file():
    person, other = somebody(), CandidateFactory(email="somebody.else@nhs.net", kept_by_id="east")
    MembershipFactory(candidate=other)
    east, team = RegionFactory(slug="east"), with_role(Role.REGIONAL_TEAM, "east")
    made = merge(person.pk, other.pk, region=east, by=team)
    assert part(person).standing
    parted(made.pk, region=east, by=team)
    assert part(person).standing == []
    assert "other_addresses" not in {one.key for one in part(person).facts}
