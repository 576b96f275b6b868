"""Servers that are killed while jobs wait or run, and disks that are full: every job is done all the same, once."""

import datetime as dt
import hashlib
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from dashboard.models import BoardPack, PackFile, Snapshot
from dashboard.snapshots import compute, store
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import now, today
from talentboard.embedded.account import account_of
from talentboard.jobs.models import Job
from tests.crashes.conftest import OFTEN
from tests.crashes.holding import held
from tests.crashes.large_files import POSTS, LargeFile
from tests.crashes.machine import SiteOfItsOwn, children_of, machine_of_its_own
from tests.crashes.visiting import AWAY, DONE, INTERRUPTED, RUNS, RUNS_AGAIN, SILENT, WAITS, Following, Visitor, said_of
from tests.fixtures.packs import MEETING, draft_pack
from tests.fixtures.site import Ground, eventually
from tests.journeys.ways import Person

REGION = "east"
TEAM = Person("Tess Killed", Role.REGIONAL_TEAM, REGION)
MONTH = dt.timedelta(days=30)
LOG_FILE = 16 * 1024 * 1024  # of PostgreSQL's write-ahead log, which is always written whole
SHORTER_THAN_A_FONT = 300_000


@pytest.fixture(scope="module")
def site(ground: Ground, django_db_blocker, tmp_path_factory) -> Iterator[SiteOfItsOwn]:
    """The site with servers of its own."""
    with machine_of_its_own() as machine:
        machine.takes_over(ground.database)
        folder = tmp_path_factory.mktemp("site")
        made = SiteOfItsOwn(machine, folder, django_db_blocker, static=ground.static, **OFTEN)
        try:
            made.start()
            made.timetable.start()
            yield made
        finally:
            made.stop()


@pytest.fixture(scope="module")
def team(site: SiteOfItsOwn) -> Visitor:
    return Visitor(site, TEAM)


def done(page: Following) -> list[str]:
    """What the page of a job says until it is done."""
    with page:
        eventually(lambda: page.says(DONE))
    return page.said


@contextmanager
def in_the_middle_of_saving(site: SiteOfItsOwn, file: LargeFile) -> Iterator[tuple[Following, int]]:
    """In the block a worker waits in the middle of saving the file; after it the file is saved, by nobody's help.

    Gives what the page of the job says, and the number of the server's process that waits.
    """
    checking = file.sends()
    done(file.visitor.follows(checking))
    checked = file.checked(checking)
    with held(site, "regions_occupancy") as line:
        job = file.saves(checked).address
        with file.visitor.follows(job) as page:
            server_process = line.somebody_waits()
            eventually(lambda: page.says(RUNS))
            yield page, server_process
            eventually(lambda: page.says(DONE))
    assert {RUNS, DONE} <= set(page.said) <= {RUNS, AWAY, SILENT, INTERRUPTED, RUNS_AGAIN, DONE}, page.said
    assert page.said.count(DONE) == 1
    assert f"Saved: {POSTS} posts" in file.visitor.opens(checked).words
    assert not any(program.has_died() for program in site.programs)


def test_an_import_in_the_middle_of_which_postgresql_was_killed_is_saved_once(site, team):
    file = LargeFile(team, REGION, "RAJ")
    with in_the_middle_of_saving(site, file) as (page, _):
        site.machine.kill_postgresql()
        eventually(lambda: page.says(AWAY))
        site.machine.start()
        assert file.saved(site) == (0, 0, 0)
    assert AWAY in page.said
    assert file.saved(site) == (POSTS, POSTS, 1)


def test_an_import_in_the_middle_of_which_a_process_of_postgresql_was_killed_is_saved_once(site, team):
    file = LargeFile(team, REGION, "RGT")
    with in_the_middle_of_saving(site, file) as (_, server_process):
        os.kill(server_process, signal.SIGKILL)  # the others end themselves, and the server begins anew
    assert file.saved(site) == (POSTS, POSTS, 2)


def test_what_was_queued_when_valkey_was_killed_and_what_was_asked_for_meanwhile_is_done_once(site, team):
    file = LargeFile(team, REGION, "RC9")
    with held(site, "dashboard_figure") as line:
        running = team.sends(f"/{REGION}/figures/make/", from_page=f"/{REGION}/").address
        line.somebody_waits()
        queued = file.sends()
        site.machine.kill_valkey()
        asked_meanwhile = file.sends()
        for job, says in ((running, RUNS), (queued, WAITS), (asked_meanwhile, WAITS)):
            assert said_of(team.opens(job)) == says
    assert set(done(team.follows(running))) <= {RUNS, SILENT, RUNS_AGAIN, DONE}
    assert [said_of(team.opens(job)) for job in (queued, asked_meanwhile)] == [WAITS, WAITS]

    site.machine.start()
    for job in (queued, asked_meanwhile):
        assert set(done(team.follows(job))) <= {WAITS, RUNS, SILENT, RUNS_AGAIN, DONE}
    with site.rows():
        assert Snapshot.objects.complete().count() == 1
        assert not Job.objects.exclude(state=Job.State.DONE).exists()
    assert not any(program.has_died() for program in site.programs)


@pytest.fixture
def figures(site: SiteOfItsOwn) -> Snapshot:
    """Figures of today."""
    with site.rows():
        return Snapshot.objects.newest(REGION) or store(compute(REGION, today()), by=None)


def draft_for(site: SiteOfItsOwn, figures: Snapshot, meeting: dt.date) -> str:
    """The address of a pack of one section that nobody has built."""
    with site.rows():
        pack = draft_pack(region=REGION, snapshot=figures, meeting=meeting, sections=["gap"])
    return f"/{REGION}/packs/{pack.pk}/"


def is_built_once(site: SiteOfItsOwn, draft: str) -> bool:
    """Whether it is built and has a file, and the audit says so once; False where nothing of all that is so."""
    pack = draft.split("/")[-2]
    with site.rows():
        told = AuditEvent.objects.filter(kind="pack-built", about_id=pack).count()
        state, files = BoardPack.objects.get(pk=pack).state, PackFile.objects.filter(pack=pack).count()
    assert (state, files, told) in {("draft", 0, 0), ("built", 1, 1)}
    return state == "built"


def test_a_pack_for_which_the_worker_has_no_room_to_print_is_built_once_there_is_some(site, team, figures):
    draft = draft_for(site, figures, MEETING)
    eventually(lambda: children_of(site.worker.running.pid))
    with no_file_longer_than(SHORTER_THAN_A_FONT, of=children_of(site.worker.running.pid)):
        job = team.sends(f"{draft}build/", from_page=draft).address
        with team.follows(job) as page:
            eventually(lambda: page.says(INTERRUPTED))
        assert not is_built_once(site, draft)
    assert set(done(team.follows(job))) <= {INTERRUPTED, SILENT, RUNS_AGAIN, DONE}
    assert is_built_once(site, draft)


def test_a_pack_for_which_the_database_has_no_room_is_built_once_there_is_some(site, team, figures):
    kept = fill_more_than_a_log_file(site, figures)
    draft = draft_for(site, figures, MEETING + MONTH)
    with held(site, "dashboard_packfile") as line:
        job = team.sends(f"{draft}build/", from_page=draft).address
        with no_file_longer_than(kept, of=[line.somebody_waits()]), team.follows(job) as page:
            line.lets_go()
            eventually(lambda: page.says(INTERRUPTED))
            assert not is_built_once(site, draft)
            eventually(lambda: page.says(DONE))
    assert set(page.said) <= {RUNS, INTERRUPTED, SILENT, RUNS_AGAIN, DONE}
    assert is_built_once(site, draft)


@contextmanager
def no_file_longer_than(size: int, *, of: Sequence[int]) -> Iterator[None]:
    """Until the end of the block some processes, while they live, find no room for more bytes in any file.

    A limit of theirs and no full disk, for which one would have to be root: the same refusal, of the same call.
    """
    for process in of:
        owner = account_of(Path(f"/proc/{process}").stat().st_uid)
        done = owner.run(["prlimit", "--pid", str(process), f"--fsize={size}:unlimited"])
        assert done.returncode == 0, done.stderr
    yield
    for process in of:
        owner.run(["prlimit", "--pid", str(process), "--fsize=unlimited"])


def fill_more_than_a_log_file(site: SiteOfItsOwn, figures: Snapshot) -> int:
    """Keep a file of a pack longer than any that the server writes its log into; how many bytes of files it keeps."""
    content = os.urandom(LOG_FILE + 1)
    with site.rows(), connection.cursor() as cursor:
        pack = draft_pack(region=REGION, snapshot=figures, meeting=MEETING - MONTH)
        PackFile.objects.create(
            pack=pack, content=content, digest=hashlib.sha256(content).hexdigest(), pages=1, html="", facts={},
            renderer={}, built_at=now(),
        )  # fmt: skip
        cursor.execute("SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = 'dashboard_packfile'")
        return cursor.fetchone()[0]
