"""A site with PostgreSQL and Valkey of its own, durable as people have them, so that they can be killed."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from psycopg.conninfo import conninfo_to_dict

from talentboard.embedded.account import ENVIRONMENT
from talentboard.embedded.place import Place, find_place
from talentboard.embedded.run import environment_for
from talentboard.embedded.servers.logins import DATABASE, prepare_logins
from talentboard.embedded.servers.postgresql import PostgreSQL
from talentboard.embedded.servers.programs import programs
from talentboard.embedded.servers.valkey import Valkey
from tests.fixtures.demonstration import rows_of
from tests.fixtures.site import Site

SERVICES = ("postgresql", "valkey")


class Machine:
    """The two servers, and the addresses at which processes find them."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.postgresql = PostgreSQL(place)
        self.valkey = Valkey(place)
        self.addresses = {name: value for name, value in environment_for(place, SERVICES, {}).items() if "_URL" in name}

    def start(self) -> None:
        for server in (self.postgresql, self.valkey):
            if not server.is_running():
                server.start()

    def stop(self) -> None:
        for server in (self.valkey, self.postgresql):
            server.stop()

    def kill_postgresql(self) -> None:
        """End the server and every process of it at once, as a machine does that loses its power."""
        first = int(self.postgresql.pid_file.read_text().split()[0])
        for process in [first, *children_of(first)]:
            os.kill(process, signal.SIGKILL)

    def kill_valkey(self) -> None:
        """The same; and all that it kept is gone too."""
        folder = self.place.services / "valkey"
        os.kill(int((folder / "valkey.pid").read_text()), signal.SIGKILL)
        shutil.rmtree(folder)
        self.place.make()

    def takes_over(self, database: str) -> None:
        """Have a copy of a database of the tests' own server: dumped there and restored here, as backups are."""
        program = programs(self.place).postgresql
        there = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))
        dump = [program / "pg_dump", "--format=custom", "--dbname", there]
        restore = [program / "pg_restore", "--exit-on-error", "--dbname", self.addresses["DATABASE_URL"]]
        with subprocess.Popen(dump, env=ENVIRONMENT, stdout=subprocess.PIPE) as dumping:
            subprocess.run(restore, env=ENVIRONMENT, stdin=dumping.stdout, check=True)
        assert dumping.returncode == 0


class SiteOfItsOwn(Site):
    """The site on a machine's own servers."""

    def __init__(self, machine: Machine, folder: Path, blocker, *, static: Path, **given: str) -> None:
        self.machine = machine
        own = {"TALENTBOARD_DATABASE_ROLES": DATABASE, **machine.addresses}
        super().__init__(DATABASE, folder, blocker, static=static, **own, **given)

    @contextmanager
    def rows(self) -> Iterator[None]:
        parts = conninfo_to_dict(self.environment["DATABASE_URL"])
        server = {"HOST": parts["host"], "USER": parts["user"], "PASSWORD": parts["password"]}
        with self.blocker.unblock(), rows_of(self.database, **server):
            yield

    def revive(self) -> None:
        self.machine.start()
        super().revive()


@contextmanager
def machine_of_its_own() -> Iterator[Machine]:
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="talentboard-machine-", dir="/tmp")))
    with pytest.MonkeyPatch.context() as here:
        here.setenv("TALENTBOARD_HOME", str(folder))
        place = find_place()
    place.make()
    made = Machine(place)
    try:
        made.start()
        prepare_logins(place)
        yield made
    finally:
        made.stop()
        place.forget()
        shutil.rmtree(folder)


def children_of(process: int) -> list[int]:
    """The processes that a process has begun."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
