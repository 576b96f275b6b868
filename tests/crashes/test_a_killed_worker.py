"""A worker that is killed while it works: the work is done all the same, once, and its page tells the truth."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dashboard.models import BoardPack, PackFile, Snapshot
from dashboard.snapshots import compute, store
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from talentboard.jobs.models import Job
from tests.crashes.holding import Held, held
from tests.crashes.large_files import POSTS, LargeFile
from tests.crashes.machine import children_of
from tests.crashes.visiting import DONE, RUNS, RUNS_AGAIN, SILENT, Visitor
from tests.fixtures.packs import draft_pack
from tests.fixtures.site import Site, eventually
from tests.journeys.ways import Person

REGION, TRUST = "north", "RR8"
TEAM = Person("Tariq Killed", Role.REGIONAL_TEAM, REGION)


@pytest.fixture(scope="module")
def team(site: Site) -> Visitor:
    return Visitor(site, TEAM)


@contextmanager
def the_worker_killed(site: Site, team: Visitor, job: str, line: Held) -> Iterator[None]:
    """Kill the worker where it waits; inside the block it is gone, after it another has done the work by itself.

    Meanwhile the page of the job says that it runs, that nothing is heard of it, that it runs again, and at last that
    it is done: nothing else, and never earlier.
    """
    line.somebody_waits()
    with team.follows(job) as page:
        eventually(lambda: page.says(RUNS))
        site.worker.kill()
        line.lets_go()
        eventually(lambda: page.says(SILENT))
        yield
        site.worker.start()
        eventually(lambda: page.says(DONE))
    assert {RUNS, SILENT, DONE} <= set(page.said) <= {RUNS, SILENT, RUNS_AGAIN, DONE}, page.said
    assert page.said.count(DONE) == 1
    assert attempts_of(site, job) >= 2


def attempts_of(site: Site, job: str) -> int:
    with site.rows():
        return Job.objects.get(pk=job.strip("/").rpartition("/")[2]).attempts


def audited(kind: str) -> int:
    return AuditEvent.objects.filter(kind=kind, region=REGION).count()


def figures(site: Site) -> tuple[int, int, int]:
    """Snapshots of today that are complete, those that are there at all, and lines of the audit that say so."""
    with site.rows():
        there = Snapshot.objects.filter(region=REGION, as_of=today())
        return there.filter(state=Snapshot.State.COMPLETE).count(), there.count(), audited("snapshot-made")


def test_figures_are_made_once(site, team):
    assert figures(site) == (0, 0, 0)
    with held(site, "dashboard_figure") as line:
        job = team.sends(f"/{REGION}/figures/make/", from_page=f"/{REGION}/").address
        with the_worker_killed(site, team, job, line):
            assert figures(site) == (0, 0, 0)
            assert "No figures yet" in team.opens(f"/{REGION}/").words
    assert figures(site) == (1, 1, 1)
    assert "as of" in team.opens(f"/{REGION}/").words


def test_a_large_file_is_saved_once(site, team):
    file = LargeFile(team, REGION, TRUST)
    job = file.sends()
    with team.follows(job) as page:
        eventually(lambda: page.says(DONE))
    checked = file.checked(job)

    with held(site, "regions_occupancy") as line:
        job = file.saves(checked).address
        with the_worker_killed(site, team, job, line):
            assert file.saved(site) == (0, 0, 0)
            assert "Check what will change" in team.opens(checked).words
    assert file.saved(site) == (POSTS, POSTS, 1)
    assert f"Saved: {POSTS} posts" in team.opens(checked).words


@pytest.fixture
def draft(site: Site) -> str:
    """The address of a pack of two sections that nobody has built."""
    with site.rows():
        snapshot = store(compute(REGION, today()), by=None)
        pack = draft_pack(region=REGION, snapshot=snapshot, sections=["headlines", "gap"])
    return f"/{REGION}/packs/{pack.pk}/"


def built(site: Site) -> tuple[list[str], int, int]:
    with site.rows():
        states = list(BoardPack.objects.filter(region=REGION).values_list("state", flat=True))
        return states, PackFile.objects.count(), audited("pack-built")


def test_a_pack_is_built_once(site, team, draft):
    with held(site, "dashboard_packfile") as line:
        job = team.sends(f"{draft}build/", from_page=draft).address
        with the_worker_killed(site, team, job, line):
            assert built(site) == (["draft"], 0, 0)
            assert team.opens(f"{draft}pack.pdf").status == 409
    assert built(site) == (["built"], 1, 1)
    assert "The pack is built" in team.opens(job).words


def test_a_process_that_the_machine_ends_for_want_of_memory_leaves_its_work_to_the_next(site, team):
    before = figures(site)[0]
    with held(site, "dashboard_figure") as line:
        job = team.sends(f"/{REGION}/figures/make/", from_page=f"/{REGION}/").address
        line.somebody_waits()
        with team.follows(job) as page:
            eventually(lambda: page.says(RUNS))
            for child in children_of(site.worker.running.pid):
                os.kill(child, signal.SIGKILL)
            line.lets_go()
            eventually(lambda: page.says(DONE))
    assert set(page.said) <= {RUNS, SILENT, RUNS_AGAIN, DONE}, page.said
    assert figures(site)[0] == before + 1
    assert attempts_of(site, job) >= 2
    assert not site.worker.has_died()
