"""Two people load the same file in the same moment: it is saved once, and neither of them sees an error."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from pools.actions.import_members.saving import LOCK
from regions.actions.import_return.saving import LOCKS
from talentboard.settings.environment import BASE_DIR
from tests.fixtures.databases import DatabaseCopy
from tests.pools.actions.import_members import member_files
from tests.regions.actions.import_return import return_files

pytestmark = pytest.mark.django_db  # or no test database is made when this test runs alone
ROWS = 40
RETURN_LOCK = f"pg_advisory_lock({LOCKS}, hashtext('RAJ'))"
MEMBERS_LOCK = f"pg_advisory_lock({LOCK})"
WAITING = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
SAVED = "Saved."
NOTHING = "Nothing to save: this is what we already have."


def start(database: DatabaseCopy, *arguments: str) -> subprocess.Popen:
    """A management command in a process of its own, as the worker login."""
    return subprocess.Popen(
        [sys.executable, BASE_DIR / "manage.py", *arguments],
        env=os.environ | database.environment | {"TALENTBOARD_LOGIN": "worker"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def at_once(database: DatabaseCopy, lock: str, *arguments: str) -> set[str]:
    """Run the command twice at the same time; the last lines of what they printed.

    Both are held at their lock (an SQL call that takes it) until both have come there, so that they do meet.
    """
    with psycopg.connect(database.environment["DATABASE_URL"], autocommit=True) as holder:
        holder.execute(f"SELECT {lock}")
        running = [start(database, *arguments) for _twice in range(2)]
        wait_for_both(holder, running)
    ended = [(process.communicate(timeout=120), process.returncode) for process in running]
    assert [code for _said, code in ended] == [0, 0], ended
    return {out.splitlines()[-1] for (out, _err), _code in ended}


def wait_for_both(holder: psycopg.Connection, running: list[subprocess.Popen]) -> None:
    """Until both wait for the lock; a process that has ended without waiting is a failure."""
    deadline = time.monotonic() + 120
    while holder.execute(WAITING).fetchone()[0] < len(running):
        assert time.monotonic() < deadline, "they never came to the lock"
        assert [process.poll() for process in running] == [None, None], "one of them did not wait for the lock"
        time.sleep(0.1)


def counted(database: DatabaseCopy, table: str) -> int:
    with psycopg.connect(database.environment["DATABASE_URL"]) as owner:
        return owner.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.fixture
def database(database_copy) -> DatabaseCopy:
    loading = start(database_copy, "load_reference")
    loading.communicate(timeout=120)
    assert loading.returncode == 0
    return database_copy


def write(folder: Path, file: tuple[str, bytes]) -> str:
    path = folder / file[0]
    path.write_bytes(file[1])
    return str(path)


def test_the_same_files_at_the_same_time_are_saved_once(database, tmp_path):
    posts = [return_files.post(post_ref=f"P{number}") for number in range(ROWS)]
    forecasts = [return_files.forecast(post_ref=f"P{number}") for number in range(ROWS)]
    path = write(tmp_path, return_files.a_file(posts=posts, forecasts=forecasts))
    assert at_once(database, RETURN_LOCK, "import_return", path, "--as-of", "2026-09-30") == {SAVED, NOTHING}
    assert counted(database, "regions_occupancy") == counted(database, "regions_forecast") == ROWS
    assert counted(database, "regions_returnstep") == 2

    members = [member_files.other(number) for number in range(ROWS)]
    path = write(tmp_path, member_files.a_file(members=members))
    assert at_once(database, MEMBERS_LOCK, "import_members", path, "--as-of", "2026-09-30") == {SAVED, NOTHING}
    assert counted(database, "pools_membershipstate") == counted(database, "pools_readinessdecision") == ROWS
