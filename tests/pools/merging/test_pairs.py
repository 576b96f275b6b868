"""Which pairs of records are likely to be of one person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pools.merging.pairs import ADDRESS, NAME, likely_pairs, of_here, pairs_of
from pools.models import FoundApart
from regions.reach import Reach
from talentboard.access import Permission
from tests.factories import CandidateFactory, MembershipFactory, OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def regions():
    for slug in ("east", "london"):
        RegionFactory(slug=slug)


def person(name: str = "Sam Okafor", **facts):
    return CandidateFactory(name=name, **({"kept_by_id": "east"} | facts))


def found() -> list[tuple[set, tuple]]:
    return [({one, other}, why) for one, other, why in likely_pairs("east")]


def test_the_same_name_and_employer_are_a_likely_pair_accents_and_case_aside():
    trust = OrganisationFactory()
    one, other = person(employer=trust), person("SAM  Ókafor", employer=trust)
    person(employer=OrganisationFactory())
    person("Sam Okoro", employer=trust)
    assert found() == [({one.pk, other.pk}, (NAME,))]


def test_employers_outside_the_nhs_are_compared_by_their_names_and_none_is_like_none():
    one, other = person(employer_outside="A Council"), person(employer_outside="a council")
    person()
    person()
    assert found() == [({one.pk, other.pk}, (NAME,))]


@pytest.mark.parametrize(
    ("one", "other", "is_likely"),
    [
        ("sam.okafor@one.nhs.uk", "Sam.Okafor@two.nhs.uk", True),
        ("sam_okafor@one.nhs.uk", "sam_okafor@nhs.net", True),
        ("info@one.nhs.uk", "info@two.nhs.uk", False),
        ("sokafor@one.nhs.uk", "sokafor@two.nhs.uk", False),
        ("s.okafor@one.nhs.uk", "s.okafor@two.nhs.uk", False),
        ("sam.okafor@one.nhs.uk", "sam.okafor2@one.nhs.uk", False),
    ],
)
def test_the_same_first_and_family_name_before_the_at_are_a_likely_pair(one, other, is_likely):
    person("Sam Okafor", email=one)
    person("Samuel O", email=other)
    assert [why for _both, why in found()] == ([(ADDRESS,)] if is_likely else [])


def test_a_pair_that_is_alike_in_both_ways_is_one_pair():
    for domain in ("one", "two"):
        person(employer_outside="A council", email=f"sam.okafor@{domain}.nhs.uk")
    ((_both, why),) = found()
    assert set(why) == {NAME, ADDRESS}


def test_who_was_merged_or_found_apart_is_no_pair_any_more():
    one, other = (person(employer_outside="A council") for _ in range(2))
    FoundApart.objects.create(one=min(one.pk, other.pk), other=max(one.pk, other.pk))
    assert found() == []
    FoundApart.objects.all().delete()
    assert len(found()) == 1
    other.merged_into = one
    other.save()
    assert found() == []


def test_a_region_sees_pairs_of_its_own_people_of_which_it_keeps_one_at_least():
    ours = person(employer_outside="A council")
    theirs = person(employer_outside="A council", kept_by_id="london")
    assert found() == []
    MembershipFactory(candidate=theirs, pool__region_id="east")
    assert [both for both, _why in found()] == [{ours.pk, theirs.pk}]
    ours.kept_by_id = "london"
    ours.save()
    MembershipFactory(candidate=ours, pool__region_id="east")
    assert found() == []


def test_the_people_of_pairs_are_read_in_three_statements_however_many():
    counts = []
    for number in (1, 20):
        for _ in range(number):
            for _twice in range(2):
                person(f"Person {number} {_}", employer_outside="A council")
        with CaptureQueriesContext(connection) as asked:
            list(pairs_of(likely_pairs("east")))
        counts.append(len(asked))
    assert counts == [3, 3]


def test_somebody_of_here_is_known_by_any_address_of_theirs():
    one = person(email="sam@one.nhs.uk")
    person(email="sam@two.nhs.uk", merged_into=one)
    person(email="sam@three.nhs.uk", kept_by_id="london")
    here = Reach(None, Permission.CHANGE_MEMBERS, frozenset({"east"}), frozenset())
    assert [of_here(here, f"Sam@{domain}.nhs.uk") for domain in ("one", "two", "three", "four")] == [
        one,
        one,
        None,
        None,
    ]
