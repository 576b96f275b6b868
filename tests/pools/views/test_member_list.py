"""Members of pools: by name for those who may read names, as numbers for everybody else."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pools.models import Candidate, Membership, MembershipState, ReadinessDecision
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from tests.factories import (
    BandFactory,
    CandidateFactory,
    MembershipFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
    RegionFactory,
    state_from,
)
from tests.fixtures.clock import stands_at
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
TOLD = dt.date(2026, 5, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    stands_at(monkeypatch, dt.date(2026, 11, 22))


def as_(role: Role, region: str | None = "east"):
    return signed_in(with_role(role, region))


def page(client, address: str = "", region: str = "east"):
    return client.get(f"/{region}/members/{address}")


def names(response) -> list[str]:
    return [line.name for line in response.context["lines"]]


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def several():
    """Ada ready now, Ben on hold and within a year, Cleo not told and undecided, Dan has left; Yemi is elsewhere."""
    finance, nursing = PoolFactory(name="Finance"), PoolFactory(name="Nursing", role_families=["nursing", "other"])
    people = {
        name: CandidateFactory(name=name, told_on=None if name == "Cleo" else TOLD)
        for name in ("Ada", "Ben", "Cleo", "Dan")
    }
    MembershipFactory(pool=finance, candidate=people["Ada"], review_due=dt.date(2027, 6, 1))
    MembershipFactory(pool=nursing, candidate=people["Ada"], ready="within-a-year")
    state_from(MembershipFactory(pool=nursing, candidate=people["Ben"], ready="within-a-year"), "on-hold", TOLD)
    MembershipFactory(pool=finance, candidate=people["Cleo"], ready=None)
    state_from(MembershipFactory(pool=finance, candidate=people["Dan"]), "left", TOLD)
    north = RegionFactory(slug="north")
    MembershipFactory(
        pool=PoolFactory(name="Northern", region=north), candidate=CandidateFactory(name="Yemi", told_on=TOLD)
    )
    return finance


def test_whoever_may_read_names_sees_the_members_of_their_region(several):
    for role in (Role.REGIONAL_LEAD, Role.REGIONAL_TEAM):
        assert names(page(as_(role))) == ["Ada", "Ada", "Ben", "Cleo"]
    assert "Yemi" not in text(page(as_(Role.REGIONAL_LEAD), "?state=all"))
    assert names(page(as_(Role.AUDITOR, None), region="england")) == ["Ada", "Ada", "Ben", "Cleo", "Yemi"]


def test_whoever_may_not_read_names_sees_numbers(several):
    for client in (as_(Role.BOARD_MEMBER), as_(Role.NATIONAL_TEAM, None)):
        response = page(client)
        said = text(response)
        for name in ("Ada", "Ben", "Cleo", "Dan", "Yemi"):
            assert name not in said
        assert "<strong>2 people</strong> in <strong>2 pools</strong>, each counted once." in said
        assert [
            (pool.name, each, undecided, all_) for pool, each, undecided, all_ in response.context["numbers"].rows
        ] == [
            ("Finance", [1, 0], 1, 2),
            ("Nursing", [0, 1], 0, 1),
        ]
        assert page(client, "members.csv").status_code == 403


def test_another_region_is_not_found(several):
    for role in (Role.BOARD_MEMBER, Role.REGIONAL_LEAD):
        client = as_(role)
        for address in ("", "members.csv", "members.xlsx"):
            assert page(client, address, region="north").status_code == 404
            assert page(client, address, region="england").status_code == 404


def test_whoever_sees_nothing_of_people_is_refused(several):
    assert page(as_(Role.SYSTEM_ADMINISTRATOR, None)).status_code == 403


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?readiness=ready-now", ["Ada"]),
        ("?readiness=within-a-year", ["Ada", "Ben"]),
        ("?readiness=undecided", ["Cleo"]),
        ("?state=active", ["Ada", "Ada", "Cleo"]),
        ("?state=on-hold", ["Ben"]),
        ("?state=left", ["Dan"]),
        ("?state=all", ["Ada", "Ada", "Ben", "Cleo", "Dan"]),
        ("?role_family=nursing", ["Ada", "Ben"]),
        ("?told=no", ["Cleo"]),
        ("?name=ADA", ["Ada", "Ada"]),
        ("?sort=readiness", ["Ada", "Ada", "Ben", "Cleo"]),
        ("?sort=review", ["Ada", "Ben", "Cleo", "Ada"]),
        ("?as_of=2026-04-30&state=active", ["Ada", "Ada", "Ben", "Cleo", "Dan"]),
        ("?as_of=2026-02-28&state=all", []),
    ],
)
def test_the_address_narrows_the_list_down(several, address, found):
    assert names(page(as_(Role.REGIONAL_TEAM), address)) == found


def test_a_pool_is_chosen_by_its_own_address(several):
    assert names(page(as_(Role.REGIONAL_TEAM), f"?pool={several.pk}")) == ["Ada", "Cleo"]


def test_somebody_who_has_not_been_told_cannot_be_searched_for(several):
    assert names(page(as_(Role.REGIONAL_TEAM), "?name=cleo")) == []
    Candidate.objects.filter(name="Cleo").update(told_on=TOLD)
    assert names(page(as_(Role.REGIONAL_TEAM), "?name=cleo")) == ["Cleo"]


def test_readiness_is_the_newest_decided_by_the_day(several):
    member = Membership.objects.get(candidate__name="Ben")
    ReadinessDecision.objects.create(
        membership=member, band=BandFactory(code="ready-now"), decided_on=dt.date(2026, 8, 1)
    )
    team = as_(Role.REGIONAL_TEAM)
    assert names(page(team, "?readiness=ready-now")) == ["Ada", "Ben"]
    assert names(page(team, "?readiness=ready-now&as_of=2026-07-31")) == ["Ada"]


def test_the_list_says_how_many_there_are_and_who_must_be_told(several):
    said = text(page(as_(Role.REGIONAL_TEAM)))
    assert "<strong>3 people</strong> in <strong>4 memberships</strong>." in said
    assert "<strong>1 person has</strong> not been told yet that the board knows of them." in said
    assert "<strong>All pools, any readiness, active or on hold.</strong>" in said


def test_with_nothing_to_show_the_page_says_so():
    RegionFactory(slug="east")
    assert "No member is recorded in the talent pools of East." in text(page(as_(Role.REGIONAL_TEAM)))
    assert "East has no talent pool yet." in text(page(as_(Role.BOARD_MEMBER)))
    PoolFactory()
    assert "No member fits." in text(page(as_(Role.REGIONAL_TEAM), "?told=no"))


@pytest.mark.parametrize("role", [Role.REGIONAL_TEAM, Role.BOARD_MEMBER])
def test_the_list_costs_at_most_12_queries_however_long_it_is(role):
    client, pool, band = as_(role), PoolFactory(), BandFactory()
    post = PostFactory()
    page(client)  # a session is written on its first page
    costs = []
    for number in (10, 1000):
        many_members(pool, band, post, number)
        with CaptureQueriesContext(connection) as queries:
            assert page(client).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 12


def many_members(pool, band, post, number: int) -> None:
    employer = OrganisationFactory()
    people = Candidate.objects.bulk_create(
        Candidate(name="Sam", sort_key="sam", email=f"{employer.code}{place}@example.nhs.uk", employer=employer,
                  current_post=post, kept_by=pool.region)
        for place in range(number)
    )  # fmt: skip
    joined = dt.date(2026, 3, 1)
    members = Membership.objects.bulk_create(
        Membership(pool=pool, candidate=person, joined=joined, review_due=dt.date(2027, 3, 1), ends=dt.date(2028, 3, 1))
        for person in people
    )
    MembershipState.objects.bulk_create(
        MembershipState(of=member, to_state="active", effective_on=joined) for member in members
    )
    ReadinessDecision.objects.bulk_create(
        ReadinessDecision(membership=member, band=band, decided_on=joined) for member in members
    )


def test_reading_names_leaves_a_trace_and_reading_numbers_none(several):
    team, member = with_role(Role.REGIONAL_TEAM, "east"), with_role(Role.BOARD_MEMBER, "east")
    page(signed_in(team), "?told=no"), page(signed_in(team), "members.xlsx"), page(signed_in(member))
    assert list(
        AuditEvent.objects.filter(by=team, kind="members-read")
        .order_by("pk")
        .values_list("kind", "about_id", "region", "changed")
    ) == [
        ("members-read", "", "east", ["told"]),
        ("members-read", "xlsx file", "east", []),
    ]
    assert not AuditEvent.objects.filter(by=member, kind="members-read").exists()


def test_the_file_names_its_columns_as_the_sheet_that_can_be_loaded(several):
    post = PostFactory(ref="CFO", organisation=OrganisationFactory(code="RAA"))
    Candidate.objects.filter(name="Ada").update(current_post=post, employer=post.organisation)
    lines = (
        page(as_(Role.REGIONAL_TEAM), f"members.csv?pool={several.pk}&state=all")
        .content.decode("utf-8-sig")
        .splitlines()
    )
    assert len(lines) == 4
    ada = dict(zip(lines[0].split(","), lines[1].split(","), strict=True))
    assert (ada["name"], ada["employer"], ada["current_post"], ada["mobility"], ada["state"]) == (
        "Ada", "RAA", "RAA:CFO", "east", "active",
    )  # fmt: skip


def test_a_file_of_a_filter_that_cannot_be_understood_is_not_found_rather_than_empty(several):
    client = as_(Role.REGIONAL_TEAM)
    assert page(client, "members.csv").status_code == 200
    assert page(client, "members.csv?state=magic").status_code == 404
