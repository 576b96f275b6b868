"""A job is seen by who asked for it, by who may make the region's figures, and by who keeps the site."""

import pytest

from talentboard.access import NotFound, Role
from talentboard.jobs.models import Job
from talentboard.jobs.reach import job_of, jobs_of
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.people import with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker():
    return UserFactory()


@pytest.fixture
def jobs(asker) -> dict[str, Job]:
    RegionFactory(slug="london")
    return {
        place: Job.objects.create(kind="snapshot", key=place, region=place, by=by)
        for place, by in (("east", asker), ("london", None), ("england", None))
    }


def seen(user) -> set[str]:
    return set(jobs_of(user).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("role", "region", "places"),
    [
        (Role.REGIONAL_LEAD, "east", {"east"}),
        (Role.REGIONAL_TEAM, "london", {"london"}),
        (Role.BOARD_MEMBER, "east", set()),
        (Role.NATIONAL_TEAM, None, set()),
        (Role.AUDITOR, None, set()),
        (Role.SYSTEM_ADMINISTRATOR, None, {"east", "london", "england"}),
    ],
)
def test_a_role_sees_the_jobs_of_its_region(jobs, role, region, places):
    assert seen(with_role(role, region)) == places


def test_who_asked_sees_their_own_without_any_role(jobs, asker):
    assert seen(asker) == {"east"}
    assert job_of(asker, jobs["east"].pk) == jobs["east"]
    with pytest.raises(NotFound):
        job_of(asker, jobs["london"].pk)
