"""Pools and members through the page."""

import pytest

from pools.models import Candidate, Membership
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from tests.factories import BANDS, BandFactory, CandidateFactory, RegionFactory
from tests.pools.actions.import_members.member_files import a_file, member, other, pool
from tests.talentboard.uploads.uploading import counts, mistakes, save, send, somebody, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _regions():
    for slug in ("east", "london", "midlands"):
        RegionFactory(slug=slug)
    for band in BANDS:
        BandFactory(code=band)


@pytest.fixture
def team():
    return somebody(Role.REGIONAL_TEAM)


def test_pools_and_members_are_shown_saved_and_whom_to_tell_is_listed(team):
    page = send(team, a_file(members=[member(), other(2)]), holds="members")
    assert counts(page) == {"New": "1 pool and 2 rows of members"}
    assert "Save 1 pool and 2 people" in text(page)
    saved = save(team, page)
    assert "2 people must now be told" in text(saved)
    assert [person["email"] for person in saved.context["page"].findings["people"]] == [
        "sam@example.nhs.uk",
        "p2@example.nhs.uk",
    ]
    assert Membership.objects.count() == 2
    assert AuditEvent.objects.filter(kind="members-imported").exists()


def test_a_person_whom_another_region_keeps_is_listed_and_not_overwritten(team):
    CandidateFactory(name="Samuel Okafor", email="sam@example.nhs.uk", kept_by=RegionFactory(slug="london"))
    page = send(team, a_file(members=[member()]), holds="members")
    assert "People whose details are kept by somebody else" in text(page)
    save(team, page)
    assert Candidate.objects.get().name == "Samuel Okafor"


def test_a_pool_of_another_region_is_a_mistake(team):
    page = send(team, a_file(pools=[pool(region="london")], members=[member(region="london")]), holds="members")
    assert mistakes(page)[0][4] == "The pool is in London, not in East"
    assert not Membership.objects.exists()


def test_every_mistake_of_a_member_is_shown(team):
    page = send(team, a_file(members=[member(email="sam", mobility="mars")]), holds="members")
    assert [(found[1], found[2]) for found in mistakes(page)] == [(2, "email"), (2, "mobility")]


def test_the_same_members_again_are_nothing_to_save(team):
    file = a_file(members=[member()])
    save(team, send(team, file, holds="members"))
    assert "Nothing to save" in text(send(team, file, holds="members"))
