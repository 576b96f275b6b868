"""People who may be one person under two addresses are named, and stay two."""

import pytest

from pools.models import Candidate
from talentboard.access import Role
from tests.factories import BANDS, BandFactory, CandidateFactory, OrganisationFactory, PoolFactory, RegionFactory
from tests.fixtures.people import with_role
from tests.pools.actions.import_members.member_files import a_file, check, load, member

pytestmark = pytest.mark.django_db
ADVICE = "If they are one person, use one address, or merge the two records afterwards; nobody is merged by a file."


@pytest.fixture(autouse=True)
def reference():
    for slug in ("east", "midlands", "north"):
        RegionFactory(slug=slug, name=slug.capitalize())
    for code in BANDS:
        BandFactory(code=code)
    OrganisationFactory(code="RAJ")


def twin(**cells):
    return member(candidate_ref="C2", email="sam.okafor@example.nhs.uk", employer="RAJ") | cells


def test_two_addresses_of_one_name_and_employer_in_a_file_are_named_and_both_kept():
    plan = load(a_file(members=[member(employer="RAJ"), twin(name="sam  OKAFOR", employer="raj")]))
    assert plan.reading.notices == [
        f"members, row 3: sam OKAFOR of RAJ is in row 2 with another e-mail address. {ADVICE}"
    ]
    assert Candidate.objects.count() == 2


def test_somebody_whom_we_keep_under_another_address_is_named_with_it():
    load(a_file(members=[member(employer="Red Cross")]))
    notices = load(a_file(members=[twin(employer="RED CROSS")])).reading.notices
    assert notices == [
        "members, row 2: we keep Sam Okafor of RED CROSS with another e-mail address, sam@example.nhs.uk. " + ADVICE
    ]


def test_the_address_of_somebody_whom_another_region_keeps_is_not_shown_to_a_region():
    employer = OrganisationFactory(code="RQM")
    CandidateFactory(name="Sam Okafor", email="secret@example.nhs.uk", employer=employer, kept_by_id="north")
    PoolFactory(name="Finance directors", region_id="east")
    team = with_role(Role.REGIONAL_TEAM, "east")
    file = a_file(pools=[], members=[twin(employer="RQM")])
    plan = check(file, by=team, region=RegionFactory(slug="east"))
    assert plan.reading.notices == [
        f"members, row 2: North keeps Sam Okafor of RQM with another e-mail address. {ADVICE}"
    ]


@pytest.mark.parametrize(
    "cells", [{"employer": "Red Cross"}, {"employer": ""}, {"name": "Samira Okafor"}, {"email": "sam@example.nhs.uk"}]
)
def test_another_employer_none_another_name_or_the_same_address_is_no_second_person(cells):
    load(a_file(members=[member(employer="RAJ" if cells.get("employer") != "" else "")]))
    assert load(a_file(members=[twin(**cells)])).reading.notices == []
