"""People from a file: who they are, who keeps them, and who must be told."""

import datetime as dt

import pytest

from pools.models import Candidate, Mobility, Pool
from talentboard.access import NotFound, NotPermitted
from talentboard.audit.models import AuditEvent
from talentboard.sheets.plans import Verdict
from tests.factories import (
    BANDS,
    BandFactory,
    CandidateFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
    RegionFactory,
    UserFactory,
)
from tests.pools.actions.import_members.member_files import DAY, a_file, check, load, member, other, pool, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference():
    for slug in ("east", "midlands", "north"):
        RegionFactory(slug=slug)
    for code in BANDS:
        BandFactory(code=code)


def sam() -> Candidate:
    return Candidate.objects.get(email="sam@example.nhs.uk")


def mobile(candidate: Candidate) -> set[str]:
    return set(Mobility.objects.filter(candidate=candidate).values_list("region_id", flat=True))


def holding(role: str, region: str = "east"):
    user = UserFactory()
    user.role_assignments.create(role=role, region=RegionFactory(slug=region), since=dt.date(2020, 1, 1))
    return user


def test_a_person_is_known_by_e_mail_and_kept_by_the_pools_region():
    trust = OrganisationFactory(code="RAJ")
    post = PostFactory(organisation=trust, ref="F1")
    row = member(email="SAM@example.nhs.uk", employer="RAJ", current_post="raj:F1", challenged="yes")
    plan = load(a_file(members=[row]))
    assert plan.counts("members") == {Verdict.NEW: 1}
    assert (sam().name, sam().sort_key, sam().kept_by_id) == ("Sam Okafor", "sam okafor", "east")
    assert (sam().employer, sam().current_post, sam().accepts_challenged) == (trust, post, True)
    assert mobile(sam()) == {"east", "midlands"}


def test_the_same_file_again_changes_nothing():
    file = a_file(members=[member(employer="Red Cross"), other(2)])
    load(file)
    again = load(file)
    assert not again.changes_anything
    assert again.counts("members") == {Verdict.SAME: 2}
    assert Candidate.objects.count() == 2


def test_an_employer_is_an_organisation_or_a_name_outside_the_nhs():
    load(a_file(members=[member(employer="Red Cross")]))
    assert (sam().employer, sam().employer_outside) == (None, "Red Cross")
    OrganisationFactory(code="RAJ")
    plan = load(a_file(members=[member(employer="RAJ")]))
    assert (sam().employer.code, sam().employer_outside) == ("RAJ", "")
    assert plan.members[0].detail == "employer was different"
    assert not load(a_file(members=[member()])).changes_anything
    load(a_file(members=[member(employer="")]))
    assert sam().employer is None


@pytest.mark.parametrize(
    ("cells", "column", "what"),
    [
        ({"employer": "RZZ"}, "employer", "“RZZ” is the code of no organisation that we know"),
        ({"employer": "RYT"}, "employer", "RYT is in Wales; the talent boards cover England"),
        ({"employer": "ROL"}, "employer", "ROL, Old, closed on 31 March 2026"),
        ({"current_post": "RAJ-F1"}, "current_post", "“RAJ-F1” does not name a post"),
        ({"current_post": "RAJ:X9"}, "current_post", "RAJ has no post “X9”"),
        ({"current_post": "RAJ:F0"}, "current_post", "The post RAJ:F0 was closed on 1 April 2026"),
        ({"current_post": "RZZ:F1"}, "current_post", "“RZZ” is the code of no organisation that we know"),
        ({"pool": "Finance director"}, "pool", "There is no pool “Finance director” in East"),
        ({"region": "wales"}, "region", "“wales” is not a region"),
        ({"mobility": "east; wales"}, "mobility", "“wales” is not a region"),
        ({"mobility": ""}, "mobility", "mobility is blank"),
        ({"readiness": "soon"}, "readiness", "“soon” is not a band of readiness"),
        ({"email": "sam"}, "email", "“sam” is not an e-mail address"),
        (
            {"decided_on": "01/10/2026"},
            "decided_on",
            "1 October 2026 is after 30 September 2026, the day that the file describes",
        ),
    ],
)
def test_what_cannot_be_so_is_a_problem_and_nothing_is_saved(cells, column, what):
    OrganisationFactory(code="ROL", name="Old", until=dt.date(2026, 4, 1))
    PostFactory(organisation=OrganisationFactory(code="RAJ"), ref="F0", established_until=dt.date(2026, 4, 1))
    plan = load(a_file(members=[member(**cells), other(2)]), right=False)
    assert wrong(plan) == [(2, column, what)]
    assert plan.counts("members") == {Verdict.NEW: 1, Verdict.UNREADABLE: 1}
    assert not Candidate.objects.exists()
    assert not Pool.objects.exists()


def test_the_rows_of_one_person_agree():
    rows = [
        member(employer="Red Cross", challenged=""),
        member(employer="Red Cross", decided_on="01/07/2026", challenged="no", mobility="midlands;east"),
        member(employer="Shelter", name="Sam Okafour", decided_on="02/07/2026"),
        member(employer="Red Cross", email="other@example.nhs.uk"),
        member(employer="Red Cross", candidate_ref="C9"),
    ]
    assert wrong(load(a_file(members=rows), right=False)) == [
        (4, "name", "C1 has “Sam Okafor” here in row 2"),
        (4, "employer", "C1 has “Red Cross” here in row 2"),
        (5, "email", "C1 has “sam@example.nhs.uk” here in row 2"),
        (6, "candidate_ref", "sam@example.nhs.uk is C1 in row 2"),
    ]


def test_two_files_may_use_a_reference_for_two_people_but_say_the_same_of_one():
    first = a_file(members=[member()], name="one.xlsx")
    assert load(first, a_file(members=[other(2, candidate_ref="C1")], pools=[], name="two.xlsx")).saved
    second = a_file(members=[member(candidate_ref="X", name="Samuel")], pools=[], name="two.xlsx")
    assert wrong(load(first, second, right=False)) == [(2, "name", "X has “Sam Okafor” here in row 2 of one.xlsx")]


def test_a_person_whom_another_region_keeps_is_not_overwritten_and_the_differences_are_listed():
    kept = CandidateFactory(email="sam@example.nhs.uk", name="Samuel Okafor", kept_by=RegionFactory(slug="midlands"))
    file = a_file(members=[member(challenged="no", mobility="midlands")])
    plan = load(file)
    assert [(one.row.number, one.region, one.fields) for one in plan.kept_elsewhere] == [(2, "Midlands", ("name",))]
    assert plan.to_tell == []
    kept.refresh_from_db()
    assert kept.name == "Samuel Okafor"
    assert kept.memberships.count() == 1
    assert not load(file).changes_anything


def test_what_somebody_says_of_themself_is_not_overwritten_and_the_differences_are_listed():
    east = RegionFactory(slug="east")
    post = PostFactory(organisation__code="RX9", organisation__placed="east", ref="P9")
    kept = CandidateFactory(
        email="sam@example.nhs.uk", name="Samuel Okafor", kept_by=east, user=UserFactory(), told_on=DAY
    )
    file = a_file(members=[member(current_post="RX9:P9")])
    plan = load(file)
    assert [(one.row.number, one.region) for one in plan.kept_elsewhere] == [(2, "The person")]
    assert set(plan.kept_elsewhere[0].fields) >= {"name", "mobility"}
    kept.refresh_from_db()
    assert kept.name == "Samuel Okafor"
    assert list(kept.mobility.all()) == [east]
    assert kept.current_post == post  # which the region's team knows better
    assert kept.memberships.count() == 1
    assert not load(file).changes_anything


def test_the_region_that_keeps_a_person_changes_them_in_a_file_of_both():
    CandidateFactory(email="sam@example.nhs.uk", name="Samuel Okafor", kept_by=RegionFactory(slug="midlands"))
    file = a_file(pools=[pool(), pool(region="midlands")], members=[member(), member(region="midlands")])
    plan = load(file)
    assert plan.kept_elsewhere == []
    assert sam().name == "Sam Okafor"


def test_whoever_has_not_been_told_is_listed_until_they_are():
    file = a_file(members=[member(), other(2)])
    assert [(one.name, one.email, one.region) for one in load(file).to_tell] == [
        ("Sam Okafor", "sam@example.nhs.uk", "east"),
        ("Person 2", "p2@example.nhs.uk", "east"),
    ]
    Candidate.objects.filter(email="sam@example.nhs.uk").update(told_on=DAY)
    assert [one.name for one in load(file).to_tell] == ["Person 2"]


def test_whoever_may_not_change_the_regions_members_loads_nothing():
    east = RegionFactory(slug="east")
    for person, refusal in (
        (holding("board-member"), NotPermitted),
        (holding("regional-team", "midlands"), NotFound),
    ):
        for act in (load, check):
            with pytest.raises(refusal):
                act(a_file(members=[member()]), by=person, region=east)
    with pytest.raises(NotFound):
        load(a_file(members=[member()]), by=holding("regional-lead"))
    assert load(a_file(members=[member()]), by=holding("regional-team"), region=east).saved


def test_on_a_regions_page_the_pools_of_others_are_a_problem():
    PoolFactory(region=RegionFactory(slug="midlands"), name="Finance directors")
    plan = load(a_file(members=[member(region="midlands")]), region=RegionFactory(slug="east"), right=False)
    assert wrong(plan) == [(2, "region", "The pool is in Midlands, not in East")]


def test_the_audit_names_people_by_reference_and_fields_alone():
    load(a_file(members=[member()]))
    load(a_file(members=[member(name="Samuel Okafor", mobility="north")]))
    line = AuditEvent.objects.filter(kind="members-imported").order_by("pk").last()
    assert (line.about_kind, line.about_id, line.region, line.changed) == (
        "candidate", str(sam().pk), "east", ["mobility", "name"],
    )  # fmt: skip


def test_a_pool_of_another_region_that_takes_somebody_in_is_audited_there():
    load(a_file(members=[member()]))
    north = pool(region="north", pool="Northern directors")
    load(a_file(pools=[north], members=[member(region="north", pool="Northern directors")]))
    lines = AuditEvent.objects.filter(kind="members-imported", about_kind="candidate").order_by("pk")
    assert [(line.about_id, line.region, line.changed) for line in lines] == [
        (str(sam().pk), "east", ["candidate", "membership"]),
        (str(sam().pk), "north", ["membership"]),
    ]


def test_without_reference_data_it_says_what_to_load_first():
    from pools.models import ReadinessBand

    ReadinessBand.objects.all().delete()
    plan = load(a_file(members=[member()]), right=False)
    assert wrong(plan) == [(2, "readiness", "The bands of readiness are not loaded yet")]
