"""A backup is dumped and restored by the commands of docs/operate.md, with the programs of PostgreSQL itself."""

import csv
import datetime as dt
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from talentboard.embedded.account import ENVIRONMENT
from talentboard.embedded.credentials import credentials
from talentboard.embedded.place import Place, find_place
from talentboard.embedded.servers.postgresql import PostgreSQL
from talentboard.embedded.servers.programs import programs
from tests.fixtures.databases import addresses_of, copied, facts
from tests.fixtures.site import Ground
from tests.journeys import files

ROOT = Path(__file__).resolve().parents[3]
LOGINS = ROOT / "talentboard" / "database" / "logins.sql"
OPERATE = (ROOT / "docs" / "operate.md").read_text()
PASSWORDS = {f"{login.upper()}_PASSWORD": f"{login}-of-trial" for login in ("owner", "web", "worker", "retention")}
DUMP = "pg_dump --format=custom --file=talentboard.dump"
RESTORE = "pg_restore --exit-on-error --single-transaction"
MAKE_LOGINS = "psql --no-psqlrc --set ON_ERROR_STOP=1 --dbname postgres --file talentboard/database/logins.sql"
LOGINS_OF_PROCESSES = ("web", "worker", "retention")
REGION, TRUST, AS_OF = "london", "RJ1", "2026-09-30"
MEASURES = ("gap", "cover", "demand")


@dataclass
class Machine:
    """A server of PostgreSQL on which nothing is but its administrator."""

    place: Place

    def address(self, login: str) -> str:
        password = PASSWORDS[f"{login.removesuffix('_login').upper()}_PASSWORD"]
        return f"postgresql://talentboard_{login}:{password}@/talentboard?host={self.place.sockets}"

    def as_administrator(self, command: str) -> None:
        """Run psql as the server's administrator, in the checkout."""
        there = {"PGHOST": str(self.place.sockets), "PGUSER": "postgres"}
        run(command, PGPASSWORD=credentials(self.place)["superuser"], **there, **PASSWORDS)

    def environment(self) -> dict[str, str]:
        known = {f"DATABASE_URL_{login.upper()}": self.address(f"{login}_login") for login in LOGINS_OF_PROCESSES}
        known["DATABASE_URL"] = self.address("owner")
        return {**os.environ, **known, "TALENTBOARD_DATABASE_ROLES": "talentboard"}


def run(command: str, *more: str | Path, cwd: Path = ROOT, **given: str) -> None:
    """A program of PostgreSQL, as the document has it; an error ends the test with its words."""
    name, *arguments = shlex.split(command)
    found = programs(find_place(for_tests=True)).postgresql / name
    done = subprocess.run(
        [found, *arguments, *more], env=ENVIRONMENT | given, cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def new_machine(monkeypatch) -> Iterator[Machine]:
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="talentboard-restore-", dir="/tmp")))
    with monkeypatch.context() as here:
        here.setenv("TALENTBOARD_HOME", str(folder))
        place = find_place(for_tests=True)
    place.make()
    server = PostgreSQL(place)
    server.start()
    yield Machine(place)
    server.stop()
    place.forget()
    shutil.rmtree(folder)


def manage(environment: dict[str, str], *arguments: str, login: str = "worker") -> str:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    env = environment | {"TALENTBOARD_LOGIN": login}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def figures(environment: dict[str, str]) -> list[str]:
    """What the board is shown, as the command prints it."""
    asked = ("figures", "--region", REGION, "--as-of", AS_OF, "--format", "json", "--measure")
    return [manage(environment, *asked, measure) for measure in MEASURES]


def load_the_worked_example(environment: dict[str, str], folder: Path) -> None:
    """The files of the worked example of the measures, and the figures of that day."""
    days = dt.date(2027, 3, 31), dt.date(2027, 9, 30)
    sheets = {"posts.csv": files.posts(TRUST, files.EXAMPLE), "forecasts.csv": files.forecasts(TRUST, *days)}
    for name, rows in sheets.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    (folder / "members.xlsx").write_bytes(files.members(REGION, decided_on=dt.date(2026, 6, 1))[1])
    manage(environment, "import_return", *(str(folder / name) for name in sheets), "--as-of", AS_OF)
    manage(environment, "import_members", str(folder / "members.xlsx"), "--as-of", AS_OF)
    manage(environment, "snapshot", "--region", REGION, "--as-of", AS_OF)


def test_a_backup_gives_the_same_figures_on_a_new_machine_and_again_after_the_database_was_dropped(
    ground: Ground, new_machine, tmp_path
):
    with copied(ground.database, f"{ground.database}_{uuid.uuid4().hex[:8]}") as name:
        before = {**os.environ, **addresses_of(name)}
        load_the_worked_example(before, tmp_path)
        shown, held = figures(before), facts(before["DATABASE_URL"])
        run(DUMP, "--dbname", before["DATABASE_URL"], cwd=tmp_path)
    assert all("executive-director" in text for text in shown)
    assert len(held[0]) > 100

    for _ in ("a new machine", "the database dropped"):
        new_machine.as_administrator(
            "psql --no-psqlrc --dbname postgres --command 'DROP DATABASE IF EXISTS talentboard'"
        )
        new_machine.as_administrator(MAKE_LOGINS)
        restored = new_machine.environment()
        run(RESTORE, "--dbname", restored["DATABASE_URL"], tmp_path / "talentboard.dump")
        assert facts(restored["DATABASE_URL"]) == held
        manage(restored, "migrate", "--noinput", "--verbosity", "0", login="owner")
        assert (figures(restored), facts(restored["DATABASE_URL"])) == (shown, held)

    with (
        psycopg.connect(new_machine.address("web_login")) as web,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        web.execute("DELETE FROM talentboard_auditevent")


def test_the_logins_of_the_document_are_those_of_the_design(new_machine):
    new_machine.as_administrator(MAKE_LOGINS)
    new_machine.as_administrator(MAKE_LOGINS)  # a second run finds everything there
    with psycopg.connect(new_machine.address("owner")) as owner:
        members = owner.execute(
            "SELECT r.rolname, m.rolname, a.inherit_option, a.set_option FROM pg_auth_members a"
            " JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member"
            " WHERE r.rolname LIKE 'talentboard%' ORDER BY 1, 2"
        ).fetchall()
        powers = owner.execute(
            "SELECT DISTINCT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles"
            " WHERE rolname LIKE 'talentboard%'"
        ).fetchall()
        temporary = owner.execute("SELECT has_database_privilege('talentboard_web', 'talentboard', 'TEMP')").fetchone()
    assert members == [
        ("talentboard_retention", "talentboard_owner", False, True),
        ("talentboard_retention", "talentboard_retention_login", True, True),
        ("talentboard_web", "talentboard_owner", False, True),
        ("talentboard_web", "talentboard_web_login", True, True),
        ("talentboard_worker", "talentboard_owner", False, True),
        ("talentboard_worker", "talentboard_worker_login", True, True),
    ]
    assert (powers, temporary) == ([(False, False, False, False)], (False,))
    log = (new_machine.place.log / "postgresql.log").read_text()
    assert not [password for password in PASSWORDS.values() if password in log]


@pytest.mark.parametrize("command", [DUMP, RESTORE, MAKE_LOGINS])
def test_these_are_the_commands_that_the_document_gives(command):
    assert command in OPERATE
