"""Two records of one person in East, and somebody of its team."""

import pytest

from pools.models import Candidate
from regions.models import Region
from talentboard.access import Role
from tests.factories import CandidateFactory, RegionFactory
from tests.fixtures.people import with_role
from tests.pools.actions.merging.records import TOLD


@pytest.fixture
def east() -> Region:
    return RegionFactory(slug="east")


@pytest.fixture
def team(east):
    return with_role(Role.REGIONAL_TEAM, "east", name="Tess Team")


@pytest.fixture
def sam(east) -> Candidate:
    return CandidateFactory(name="Sam Okafor", email="sam@one.nhs.uk", kept_by=east, told_on=TOLD, mobile=[east])


@pytest.fixture
def samuel(east) -> Candidate:
    """The same person, kept once more."""
    return CandidateFactory(
        name="Samuel Okafor", email="samuel@two.nhs.uk", kept_by=east, employer_outside="A council",
        mobile=[RegionFactory(slug="london")], job_title="Deputy", accepts_challenged=True,
    )  # fmt: skip
