"""Who is found by a name with mistakes in it, or by an exact address; and who never is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pools.models import Candidate, FindConsent
from pools.search import MOST, look_up, parts_of
from regions.reach import Reach
from talentboard.access import Permission
from talentboard.clock import now
from tests.factories import CandidateFactory, MembershipFactory, RegionFactory

pytestmark = pytest.mark.django_db
TOLD = dt.date(2026, 5, 1)


@pytest.fixture
def here() -> Reach:
    RegionFactory(slug="east")
    return reach_of("east")


def reach_of(slug: str | None) -> Reach:
    return Reach(None, Permission.READ_NAMES, frozenset({slug}) if slug else None, frozenset())


def somebody(name: str, **facts) -> Candidate:
    return CandidateFactory(**({"name": name, "told_on": TOLD} | facts))


def names(here: Reach, text: str) -> list[str]:
    found = look_up(here, text)
    known = Candidate.objects.in_bulk(found.people)
    return [known[pk].name for pk in found.people]


@pytest.mark.parametrize(
    "text",
    [
        "Samuel Okafor", "samuel okafor", "SAMUEL  OKAFOR ", "Samuel Okafro", "Samul Okafor", "Samuell Okafor",
        "Zamuel Okafor", "Samuel Okaffor", "Okafor Samuel", "Okafor", "Okafro", "Okaf", "Sámüel Ókafor", "Samuel O",
        "amuel okafor", "Samuel Okafo", "Samuel, Okafor",
    ],
)  # fmt: skip
def test_a_name_is_found_with_a_mistake_in_it(text, here):
    somebody("Samuel Okafor")
    somebody("Priya Nair")
    assert names(here, text) == ["Samuel Okafor"]


@pytest.mark.parametrize(
    ("kept", "text"),
    [("Zoë O'Brien-Smith", "zoe obrien smith"), ("Wei Li", "wei lii"), ("Anne Khan", "anne khna"), ("Jo Ng", "jo ng")],
)
def test_short_and_joined_names_are_found(kept, text, here):
    somebody(kept)
    assert names(here, text) == [kept]


@pytest.mark.parametrize(
    "text", ["قيادة أحمد", "قيادة احمد", "李小龍", "100% _done_", "Ann\\a", "O'; DROP TABLE x; --"]
)
def test_any_letters_and_signs_can_be_looked_for(text, here):
    somebody("قيادة أحمد")
    somebody("李小龍")
    assert set(names(here, text)) <= {"قيادة أحمد", "李小龍"}
    if text in {"قيادة أحمد", "قيادة احمد"}:
        assert names(here, text) == ["قيادة أحمد"]


@pytest.mark.parametrize("text", ["", " ", "o", "ok", "%", "%%%", "🎓"])
def test_too_little_finds_nobody(text, here):
    somebody("Samuel Okafor")
    assert names(here, text) == []


def test_signs_with_a_meaning_in_sql_are_looked_for_word_for_word(here):
    somebody("Samuel Okafor")
    for text in ("Sam_el Okafor%", "%%% %%%", "_______"):
        assert names(here, text) in (["Samuel Okafor"], [])
    assert names(here, "_______") == []


def test_the_nearest_stand_first(here):
    for name in ("Samantha Okafor", "Samuel Okafor", "Samuel Okoro"):
        somebody(name)
    assert names(here, "Samuel Okafr")[0] == "Samuel Okafor"


def test_another_name_is_not_found(here):
    somebody("Priya Nair")
    assert names(here, "Samuel Okafor") == []


def test_thirty_are_shown_and_it_is_said_that_there_are_more(here):
    for number in range(MOST + 3):
        somebody(f"Sam Smith {number}")
    found = look_up(here, "Sam Smith")
    assert (len(found.people), found.has_more) == (MOST, True)


def test_whoever_has_not_been_told_is_not_found(here):
    somebody("Samuel Okafor", told_on=None, email="sam@example.nhs.uk")
    assert names(here, "Samuel Okafor") == names(here, "sam@example.nhs.uk") == []


def test_whoever_has_withdrawn_from_being_found_is_not_found_until_they_agree_again(here):
    person = somebody("Samuel Okafor", email="sam@example.nhs.uk")
    consent = FindConsent.objects.create(candidate=person)
    assert names(here, "Okafor") == ["Samuel Okafor"]
    FindConsent.objects.filter(pk=consent.pk).update(withdrawn_at=now())
    assert names(here, "Okafor") == names(here, "sam@example.nhs.uk") == []
    FindConsent.objects.create(candidate=person)
    assert names(here, "Okafor") == names(here, "sam@example.nhs.uk") == ["Samuel Okafor"]


def test_an_address_is_found_only_as_a_whole(here):
    somebody("Samuel Okafor", email="Sam.Okafor@example.nhs.uk")
    assert names(here, " sam.okafor@EXAMPLE.nhs.uk ") == ["Samuel Okafor"]
    for text in ("sam.okafor@", "sam.okafr@example.nhs.uk", "@example.nhs.uk", "%@example.nhs.uk"):
        assert names(here, text) == []


def test_a_region_finds_those_it_keeps_and_members_of_its_pools_and_nobody_else(here):
    london = RegionFactory(slug="london")
    somebody("Sam of East")
    MembershipFactory(candidate=somebody("Sam of both", kept_by=london), pool__region_id="east")
    MembershipFactory(candidate=somebody("Sam of London", kept_by=london), pool__region=london)
    assert sorted(names(here, "Sam of")) == ["Sam of East", "Sam of both"]
    assert names(here, Candidate.objects.get(name="Sam of London").email) == []
    assert len(names(reach_of(None), "Sam of")) == 3


def test_a_duplicate_that_was_merged_is_found_as_the_one_that_stands_for_both(here):
    kept = somebody("Samuel Okafor")
    somebody("Sam Okafor", merged_into=kept, email="old@example.nhs.uk")
    assert names(here, "Sam Okafor") == ["Samuel Okafor"]
    assert names(here, "old@example.nhs.uk") == ["Samuel Okafor"]


@pytest.mark.parametrize("text", ["Samuel Okafro", "Okafro", "sam@example.nhs.uk"])
def test_looking_up_is_a_few_statements_however_many_people_there_are(text, here):
    somebody("Samuel Okafor", email="sam@example.nhs.uk")
    with CaptureQueriesContext(connection) as few:
        look_up(here, text)
    for number in range(30):
        somebody(f"Samuel Okafor {number}")
    with CaptureQueriesContext(connection) as many:
        look_up(here, text)
    assert len(many) == len(few) <= 2


def test_a_name_is_looked_for_by_the_index_of_its_parts(here):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'candidate_name_trigrams'")
        assert "gin_trgm_ops" in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("khan", ["khan"]), ("okafor", ["oka", "for"]), ("samuel okafor", ["samu", "el ok", "afor"]),
        ("a b c d e f g", ["a b ", "c d ", " f g"]),
    ],
)  # fmt: skip
def test_of_the_parts_of_a_name_a_mistake_leaves_one_whole(name, parts):
    assert all(part in name for part in parts_of(name))
    assert all(len(part.strip()) >= 3 for part in parts_of(name))
    assert len(parts_of(name)) == len(parts)
