"""A worker that is killed while it works: the work is done all the same, once, and its page tells the truth."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.models import BoardPack, PackFile, Snapshot
from dashboard.snapshots import compute, store
from regions.models import Occupancy, Post
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from talentboard.jobs.models import Job
from tests.crashes.holding import Held, held
from tests.crashes.visiting import DONE, RUNS, RUNS_AGAIN, SILENT, Visitor
from tests.fixtures.packs import draft_pack
from tests.fixtures.site import Site, eventually
from tests.journeys import files
from tests.journeys.ways import Person

REGION, TRUST = "north", "RR8"
TEAM = Person("Tariq Killed", Role.REGIONAL_TEAM, REGION)
WIDE = "x" * 25_000


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
    assert attempts_of(site, job) == 2


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


def saved(site: Site) -> tuple[int, int, int]:
    """Posts of the trust, who holds them, and lines of the audit that say that a file was imported."""
    with site.rows():
        posts = Post.objects.filter(organisation__code=TRUST)
        return posts.count(), Occupancy.objects.filter(post__in=posts).count(), audited("return-imported")


def test_a_large_file_is_saved_once(site, team):
    rows = [row | {"notes": WIDE} for row in files.posts(TRUST, files.EXAMPLE * 13)]
    content = "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)]).encode()
    upload = f"/{REGION}/upload/"
    asked = {"holds": "return", "as_of": today().isoformat(), "files": ("posts.csv", content)}
    job = team.sends(f"{upload}?sent=1", from_page=upload, **asked).address
    with team.follows(job) as page:
        eventually(lambda: page.says(DONE))
    checked = re.search(rf'href="({upload}[0-9a-f-]+/)"', team.opens(job).text)[1]
    expected = re.search('name="expected" value="([^"]*)"', team.opens(checked).text)[1]

    with held(site, "regions_occupancy") as line:
        job = team.sends(f"{checked}save/", from_page=checked, expected=expected).address
        with the_worker_killed(site, team, job, line):
            assert saved(site) == (0, 0, 0)
            assert "Check what will change" in team.opens(checked).words
    assert saved(site) == (65, 65, 1)
    assert "Saved: 65 posts" in team.opens(checked).words


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
    assert (figures(site)[0], attempts_of(site, job)) == (before + 1, 2)
    assert not site.worker.has_died()


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
