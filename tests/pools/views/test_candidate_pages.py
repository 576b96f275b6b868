"""Looking people up, and the page of one of them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pools.models import ReadinessDecision
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
)
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
TOLD = dt.date(2026, 5, 1)
LOOK = "/east/members/candidates/"


@pytest.fixture
def east():
    return RegionFactory(slug="east", name="East")


@pytest.fixture
def team(east):
    return signed_in(with_role(Role.REGIONAL_TEAM, "east"))


@pytest.fixture
def sam(east):
    trust = OrganisationFactory(name="A trust")
    person = CandidateFactory(
        name="Samuel Okafor", email="sam@example.nhs.uk", employer=trust, told_on=TOLD,
        current_post=PostFactory(organisation=trust, title="Deputy director"), accepts_challenged=True,
        mobile=[east, RegionFactory(slug="london", name="London")], job_title="Deputy", role_families=["finance"],
        aspirations="A board.", clinical_body="nmc", working_pattern="part-time",
    )  # fmt: skip
    member = MembershipFactory(candidate=person, pool=PoolFactory(name="Finance"), ready="one-to-three-years")
    ReadinessDecision.objects.create(
        membership=member, band=BandFactory(code="within-a-year"), decided_on=dt.date(2026, 8, 1)
    )
    return person


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_somebody_is_looked_up_with_a_mistake_and_their_page_is_a_link_away(team, sam):
    page = text_of(team.get(LOOK, {"q": "Samul Okafro"}))
    for words in ("1 person found", f'href="/east/members/candidates/{sam.pk}/">Samuel Okafor', "A trust", "Finance"):
        assert words in page
    line = AuditEvent.objects.get(kind="candidates-looked-up")
    assert (line.region, line.about_id) == ("east", "name")


def test_what_was_typed_is_nowhere_in_the_audit(team, sam):
    team.get(LOOK, {"q": "Samuel Okafor"})
    team.get(LOOK, {"q": "sam@example.nhs.uk"})
    assert not any("kafor" in str(vars(line)) for line in AuditEvent.objects.all())
    assert AuditEvent.objects.filter(about_id="address").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Priya Nair", "Nobody of East who has been told has a name like this."),
        ("nobody@example.nhs.uk", "Nobody of East who has been told has exactly this address."),
        ("ab", "Enter 3 letters of the name or more"),
        ("x" * 255, "must be 254 characters or fewer; it has 255"),
    ],
)
def test_nobody_and_nonsense_are_said_so(typed, words, team, sam):
    page = team.get(LOOK, {"q": typed})
    assert words in text_of(page)
    assert "Samuel Okafor" not in text_of(page)


def test_a_blank_page_looks_for_nothing(team, sam):
    page = text_of(team.get(LOOK))
    assert "Nobody found" not in page
    assert "Samuel" not in page
    assert not AuditEvent.objects.filter(kind="candidates-looked-up").exists()


def test_looking_up_costs_the_same_with_one_found_and_with_thirty(team, sam):
    team.get(LOOK, {"q": "Okafor"})
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            team.get(LOOK, {"q": "Okafor"})
        counts.append(len(asked))
        for number in range(29):
            MembershipFactory(candidate=CandidateFactory(name=f"Samuel Okafor {number}", told_on=TOLD))
    assert counts[0] == counts[1]


def test_a_page_of_somebody_says_what_is_kept_and_leaves_a_line(team, sam):
    page = text_of(team.get(f"{LOOK}{sam.pk}/"))
    for words in (
        "Samuel Okafor", "sam@example.nhs.uk", "A trust", "Deputy director, A trust", "East and London",
        "Would go to one", "Finance", "Within a year, decided 1 August 2026",
        "before: One to three years, decided 1 March 2026", "1 May 2026", "A board.", "Nursing and Midwifery Council",
        "Part time",
    ):  # fmt: skip
        assert words in page
    line = AuditEvent.objects.get(kind="candidate-read")
    assert (line.about_kind, line.about_id, line.region) == ("candidate", str(sam.pk), "east")


def test_a_page_of_somebody_costs_the_same_whatever_they_are_in(team, sam):
    address = f"{LOOK}{sam.pk}/"
    team.get(address)
    with CaptureQueriesContext(connection) as one:
        team.get(address)
    for number in range(8):
        MembershipFactory(candidate=sam, pool=PoolFactory(name=f"Pool {number}"))
    with CaptureQueriesContext(connection) as nine:
        team.get(address)
    assert len(nine) == len(one)


def test_somebody_of_another_region_is_not_found_and_of_one_in_both_only_what_is_of_here_is_shown(team, sam, east):
    london = RegionFactory(slug="london")
    theirs = CandidateFactory(name="Priya Nair", kept_by=london, told_on=TOLD)
    MembershipFactory(candidate=theirs, pool=PoolFactory(name="Of London", region=london))
    assert team.get(f"{LOOK}{theirs.pk}/").status_code == 404
    MembershipFactory(candidate=theirs, pool=PoolFactory(name="Of the East", region=east))
    page = text_of(team.get(f"{LOOK}{theirs.pk}/"))
    assert "Of the East" in page
    assert "Of London" not in page
    assert "Of London" not in text_of(team.get(LOOK, {"q": "Priya Nair"}))


def test_an_alias_leads_to_the_record_that_stands_for_it(team, sam):
    alias = CandidateFactory(name="Sam Okafor", merged_into=sam, kept_by=RegionFactory(slug="london"))
    assert team.get(f"{LOOK}{alias.pk}/").url == f"{LOOK}{sam.pk}/"


def test_somebody_who_has_not_been_told_says_so_and_leads_on(team):
    person = CandidateFactory(name="Priya Nair")
    page = text_of(team.get(f"{LOOK}{person.pk}/"))
    assert "does not know yet that the board has their name" in page
    assert "/east/members/to-tell/" in page


def test_the_list_of_members_leads_to_the_page_of_each(team, sam):
    page = text_of(team.get("/east/members/"))
    for address in ("/east/members/candidates/", f"/east/members/candidates/{sam.pk}/"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "🎓 قيادة"])
def test_names_are_shown_as_text(name, team):
    person = CandidateFactory(name=name, told_on=TOLD, aspirations=name, job_title=name)
    for page in (team.get(f"{LOOK}{person.pk}/"), team.get(LOOK, {"q": name})):
        assert "<script>alert" not in text_of(page)
        assert name.replace("<", "&lt;").replace(">", "&gt;") in text_of(page)
