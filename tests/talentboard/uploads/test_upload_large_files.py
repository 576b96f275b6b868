"""Large files are a worker's: the page of the job leads to what came of it."""

import pytest

from regions.models import Post
from talentboard.access import Role
from talentboard.jobs.models import Job
from talentboard.jobs.running import Progress, work
from talentboard.uploads import actions
from talentboard.uploads.models import Upload
from tests.factories import OrganisationFactory
from tests.regions.actions.import_return.return_files import a_file, post
from tests.talentboard.uploads.uploading import save, send, somebody, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _all_are_large(monkeypatch):
    OrganisationFactory(code="RAJ", placed="east")
    monkeypatch.setattr(actions, "LARGE", 0)


@pytest.fixture
def team():
    return somebody(Role.REGIONAL_TEAM)


def run(job: Job) -> Job:
    """What a worker does once it holds the job's lock."""
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1)
    job.refresh_from_db()
    work(job, Progress())
    job.refresh_from_db()
    return job


def after(client, job: Job):
    """The page to which the finished job leads."""
    page = client.get(f"/jobs/{job.pk}/")
    return client.get(page.context["outcome"].url)


def test_a_large_file_is_checked_and_saved_by_a_worker(team, as_worker):
    waiting = send(team, a_file(posts=[post()]))
    assert "Checking posts and forecasts for East" in text(waiting)
    with as_worker():
        checked = run(Job.objects.get(kind="upload-check"))
    page = after(team, checked)
    assert page.context["page"].title == "Check what will change"
    assert "Saving posts and forecasts for East" in text(save(team, page))
    with as_worker():
        saved = run(Job.objects.get(kind="upload-save"))
    assert after(team, saved).context["page"].title == "Saved: 1 post"
    assert Post.objects.count() == 1


def test_when_something_else_was_saved_meanwhile_the_job_leads_to_the_new_plan(team, monkeypatch):
    send(team, a_file(posts=[post()]))
    page = after(team, run(Job.objects.get(kind="upload-check")))
    save(team, page, expected="what was shown before")
    job = run(Job.objects.get(kind="upload-save"))
    told = team.get(f"/jobs/{job.pk}/")
    assert "somebody else has saved something since you looked" in text(told)
    assert after(team, job).context["page"].title == "Check what will change"
    assert not Post.objects.exists()


def test_an_upload_that_is_gone_ends_its_job_with_a_sentence(team):
    send(team, a_file(posts=[post()]))
    Upload.objects.all().delete()
    assert run(Job.objects.get()).failure == "The file is not kept any more. Choose it again."


def test_asking_twice_is_one_job(team):
    send(team, a_file(posts=[post()]))
    address = f"/east/upload/{Upload.objects.get().pk}/"
    assert team.get(address).url == team.get(address).url
    assert Job.objects.count() == 1
