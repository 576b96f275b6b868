"""One PostgreSQL cluster: made when missing, started, found running, stopped."""

import os
import re
import shlex
import shutil
import signal
import socket
import time
from pathlib import Path
from subprocess import CompletedProcess

from talentboard.embedded.credentials import credentials
from talentboard.embedded.place import Place, say
from talentboard.embedded.refusal import Refusal

from .programs import Programs, programs

SUPERUSER = "postgres"
MAJOR = "18"
START_WITHIN = 60
# After a hard kill children of the old server may still be leaving; these are what PostgreSQL says meanwhile.
STILL_LEAVING = re.compile(r"still in use|lock file .* already exists|could not create shared memory")
LEAVE_WITHIN = 3
TEST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


class PostgreSQL:
    """The cluster of one place. Callers hold the place's start lock around `start` and `stop`."""

    name = "PostgreSQL"

    def __init__(self, place: Place) -> None:
        self.place = place
        self.pid_file = place.cluster / "postmaster.pid"
        self.log = place.log / "postgresql.log"

    def is_running(self) -> bool:
        """Whether it takes connections now."""
        return self._says_ready() and self._listens()

    def start(self) -> None:
        """Make the cluster when there is none, and start it. Raises Refusal with the end of the log if it will not."""
        found = programs(self.place)
        self._make(found)
        self._check_version()
        keep_log_short(self.log)
        until = time.monotonic() + START_WITHIN
        leave_by = time.monotonic() + LEAVE_WITHIN
        while True:
            if self.is_running():
                return
            self._forget_dead_server()
            before = self.log.stat().st_size if self.log.exists() else 0
            started = self._pg_ctl(found, "start", "-l", self.log, "-o", shlex.join(self._options()))
            if started.returncode == 0:
                return
            said = started.stdout + started.stderr + read_from(self.log, before)
            if not STILL_LEAVING.search(said) or time.monotonic() > until:
                raise Refusal(f"PostgreSQL does not start. The end of {self.log}:\n{last_lines(said)}")
            if time.monotonic() > leave_by:
                self._end_orphans()
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop it: open transactions are rolled back, committed rows are on the disk."""
        if not self.place.cluster.is_dir() or not self.pid_file.exists():
            return
        found = programs(self.place)
        self._forget_dead_server()
        if self.pid_file.exists():
            self._pg_ctl(found, "stop", "-m", "fast")
        if self.pid_file.exists():
            self._pg_ctl(found, "stop", "-m", "immediate")

    def _make(self, found: Programs) -> None:
        """initdb beside, then rename: what is called `postgresql` is always a whole cluster."""
        cluster = self.place.cluster
        if (cluster / "PG_VERSION").exists():
            return
        say(f"Making an empty database in {self.place.home} ...")
        for half_made in cluster.parent.glob("making-*"):
            shutil.rmtree(half_made, ignore_errors=True)
        draft = cluster.with_name(f"making-{os.getpid()}")
        password = self._password_file()
        try:
            made = self.place.account.run([found.postgresql / "initdb", "-D", draft, *self._initdb_options(password)])
        finally:
            password.unlink()
        if made.returncode != 0:
            raise Refusal(f"PostgreSQL cannot make its files in {cluster}:\n{last_lines(made.stdout + made.stderr)}")
        draft.rename(cluster)

    def _initdb_options(self, password: Path) -> list[str]:
        options = [
            "--locale-provider=builtin", "--locale=C.UTF-8", "--encoding=UTF8", f"--username={SUPERUSER}",
            "--auth-local=scram-sha-256", "--auth-host=reject", f"--pwfile={password}", "--no-instructions",
        ]  # fmt: skip
        return options + (["--no-sync"] if self.place.for_tests else [])

    def _password_file(self) -> Path:
        path = self.place.services / f"password-{os.getpid()}"
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(credentials(self.place)["superuser"] + "\n")
        self.place.account.own(path)
        return path

    def _check_version(self) -> None:
        version = (self.place.cluster / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise Refusal(
                f"The database in {self.place.cluster} was made by PostgreSQL {version}, and this is {MAJOR}. Take the "
                "data out with the earlier version, or start afresh with bin/demo --reset."
            )

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.place.sockets),
            "unix_socket_permissions": "0700",
            "cluster_name": self._cluster_name(),
            "timezone": "UTC",
            "log_timezone": "UTC",
            **(TEST_SETTINGS if self.place.for_tests else {}),
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _cluster_name(self) -> str:
        """Shown in the titles of the server's processes, by which its orphans are known."""
        return f"talentboard-{self.place.digest}"

    def _pg_ctl(self, found: Programs, verb: str, *options: str | Path) -> CompletedProcess[str]:
        return self.place.account.run(
            [found.postgresql / "pg_ctl", verb, "-w", "-t", str(START_WITHIN), "-D", self.place.cluster.name, *options],
            cwd=self.place.services,
        )

    def _pid_lines(self) -> list[str]:
        try:
            return self.pid_file.read_text().splitlines()
        except OSError:
            return []

    def _says_ready(self) -> bool:
        lines = self._pid_lines()
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as knock:
            try:
                knock.connect(str(self.place.sockets / ".s.PGSQL.5432"))
            except OSError:
                return False
        return True

    def _forget_dead_server(self) -> None:
        """Remove a pid file whose number now belongs to nobody, to a zombie or to some other program.

        PostgreSQL itself goes by the number alone and would refuse to start. Its second lock, on shared memory,
        still keeps two servers apart.
        """
        lines = self._pid_lines()
        if not lines or not lines[0].strip().isdigit():
            return
        command = command_line(int(lines[0]))
        if command is not None and str(self.place.sockets) not in command:
            self.pid_file.unlink(missing_ok=True)

    def _end_orphans(self) -> None:
        """Kill what is left of a server whose first process is gone: a long query, most likely."""
        for process in Path("/proc").glob("[0-9]*"):
            title = command_line(int(process.name)) or ""
            if title.startswith(f"postgres: {self._cluster_name()}:"):
                os.kill(int(process.name), signal.SIGKILL)


def command_line(pid: int) -> str | None:
    """A process's command line; empty for a zombie or nobody; None where the system has no /proc to ask."""
    if not Path("/proc/self/cmdline").exists():
        return None
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def keep_log_short(log: Path, limit: int = 5_000_000) -> None:
    """Start a new log file when the old one has grown; one old one is kept."""
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_suffix(".old"))


def read_from(log: Path, position: int) -> str:
    """What was written to a log after this position."""
    try:
        with log.open("rb") as file:
            file.seek(position)
            return file.read().decode(errors="replace")
    except OSError:
        return ""


def last_lines(text: str, count: int = 12) -> str:
    """The end of a text, indented."""
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-count:])
