"""A worker that is killed while it works: the work is done all the same, once, and its page tells the truth."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from dashboard.models import Snapshot
from talentboard.access import Role
from talentboard.clock import today
from talentboard.jobs.models import Job
from tests.fixtures.site import Site
from tests.journeys.ways import Person

REGION = "north"
TEAM = Person("Tariq Killed", Role.REGIONAL_TEAM, REGION)
MINUTE = dt.timedelta(minutes=1)


@contextmanager
def nothing_stored(site: Site) -> Iterator[None]:
    """Until the end of the block whoever stores a snapshot has to wait, in the middle of it."""
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{site.database}"))
    with psycopg.connect(address) as owner:
        owner.execute("LOCK TABLE dashboard_figure IN SHARE ROW EXCLUSIVE MODE")
        yield
        owner.rollback()


@pytest.fixture
def workers(site: Site) -> Iterator[Site]:
    """Whatever a test does to the worker, there is one afterwards."""
    yield site
    if site.worker.running.poll() is not None:
        site.worker.start()


def of_today(site: Site) -> int:
    with site.rows():
        return Snapshot.objects.complete().filter(region=REGION, as_of=today()).count()


def a_minute_passes(site: Site) -> None:
    """Since the last sign of life; nobody waits for it."""
    with site.rows():
        for job in Job.objects.filter(region=REGION, state=Job.State.RUNNING):
            Job.objects.filter(pk=job.pk).update(heartbeat_at=job.heartbeat_at - MINUTE, sent_at=job.sent_at - MINUTE)


def test_work_that_a_killed_worker_leaves_is_done_by_the_next_without_anyones_help(journey, workers):
    before = of_today(workers)
    team = journey.as_(TEAM).opens(f"/{REGION}/")
    with nothing_stored(workers):
        team.presses("Make the figures of today").sees("storing the figures")
        workers.worker.kill()
    team.opens(team.page.url).sees("Running since").but_not("The figures are ready.")
    assert of_today(workers) == before

    workers.worker.start()
    a_minute_passes(workers)
    workers.send("talentboard.jobs.sweep")

    team.waits_for("The figures are ready.").follows("See the figures for North").sees("North has ")
    assert of_today(workers) == before + 1
    with workers.rows():
        job = Job.objects.filter(region=REGION).order_by("-queued_at").first()
        assert (job.state, job.attempts) == (Job.State.DONE, 2)
