"""The demonstration: services, data, web, worker, timetable and retention by one command, until Ctrl-C."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from talentboard.embedded.credentials import credentials
from talentboard.embedded.locks import alone, open_lock, try_lock
from talentboard.embedded.membership import Membership, join, restart_what_died, stop_all
from talentboard.embedded.place import CHECKOUT, Place, find_place, say
from talentboard.embedded.refusal import Refusal
from talentboard.embedded.run import environment_for, is_off, let_signals_raise, needed_services

from .sharing import Shared, share
from .supervisor import Process, Supervisor

HOST = "127.0.0.1"  # announced as localhost: passkeys belong to a name
DEFAULT_PORT = 8000
STEPS = (
    ("The tables", ["migrate", "--noinput", "--verbosity", "0"]),
    ("The reference data", ["load_reference"]),
    ("The demonstration", ["demo_data"]),
    ("The static files", ["collectstatic", "--noinput", "--verbosity", "0"]),
)
CHECK_SERVICES_EVERY = 5.0
ADDRESSES = ("DATABASE_URL", "DATABASE_URL_WEB", "DATABASE_URL_WORKER", "DATABASE_URL_RETENTION")


def demonstrate(port: int, reset: bool) -> int:
    """Run the demonstration until Ctrl-C; 0 when it was stopped.

    Raises Refusal, before anything is started, when it runs already, the port is taken or a reset cannot be.
    """
    if is_off(os.environ, "TALENTBOARD_DEBUG") or is_off(os.environ, "TALENTBOARD_DEMO"):
        raise Refusal("TALENTBOARD_DEBUG or TALENTBOARD_DEMO is off, and bin/demo is nothing without them.")
    given = os.environ | {"TALENTBOARD_DEBUG": "1", "TALENTBOARD_DEMO": "1"}
    needed = needed_services(given)
    if reset and len(needed) < 2:
        raise Refusal("--reset deletes embedded data only, and DATABASE_URL or REDIS_URL names a server of your own.")
    let_signals_raise()
    place = find_place()
    with _only_demonstration(place, port):
        _check_port(port)
        if reset:
            _reset(place)
        membership = join(place, needed)
        try:
            environment = {"TALENTBOARD_SECRET_KEY": credentials(place)["secret_key"]}
            _run(place, membership, needed, environment | environment_for(place, needed, given), port)
        finally:
            membership.leave()
    say("Stopped.")
    return 0


def port_from(asked: str | None) -> int:
    """The port asked for on the command line, else in PORT, else 8000. Raises Refusal for what is no port."""
    text = asked or os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Refusal(f"{text} is not a port: it takes a number from 1 to 65535.")
    return int(text)


@contextmanager
def _only_demonstration(place: Place, port: int) -> Iterator[None]:
    """Raises Refusal while another demonstration runs on the same data; its lock file says where."""
    path = place.lock("demo")
    descriptor = open_lock(path)
    try:
        if not try_lock(descriptor):
            raise Refusal(f"The demonstration runs already: {path.read_text().strip()}. Stop it there first (Ctrl-C).")
        path.write_text(f"http://{HOST}:{port}, process {os.getpid()}\n")
        yield
    finally:
        os.close(descriptor)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Refusal(f"Port {port} needs root. Choose another: bin/demo --port 8080") from None
        except OSError:
            raise Refusal(
                f"Port {port} is taken by another program. Choose another: bin/demo --port {port + 1}"
            ) from None


def _reset(place: Place) -> None:
    with alone(place.lock("start")):
        users = open_lock(place.lock("users"))
        try:
            if not try_lock(users):
                raise Refusal(f"Something still uses the services in {place.home}: end it, then reset.")
            stop_all(place)
            say(f"Removing the data in {place.files} ...")
            place.forget()
        finally:
            os.close(users)


def _run(place: Place, membership: Membership, needed: Sequence[str], environment: dict[str, str], port: int) -> None:
    for what, command in STEPS:
        say(f"{what} ...")
        _manage(command, environment, membership)
    people = _manage(["demo_people"], environment, membership)
    shared = share(place)
    environment["TALENTBOARD_HOME"] = str(place.home)
    environment = {"TALENTBOARD_OUTBOX": str(place.run / "outbox"), **_links_to(port), **environment}
    processes = _processes(place, membership, shared, environment, port)
    announcement = (
        f"\nThe demonstration is at http://localhost:{port}/, and its mails at http://localhost:{port}/outbox/\n\n"
        f"{people.strip()}\n\nCtrl-C stops it.\n"
    )
    Supervisor(processes).watch(Attendance(membership, needed, port, announcement).round)


def _links_to(port: int) -> dict[str, str]:
    """Where the links in mails lead, unless somebody has said where."""
    return {"TALENTBOARD_ORIGINS": f"http://localhost:{port}"}


def _manage(command: Sequence[str], environment: Mapping[str, str], membership: Membership) -> str:
    """Run one management command as the caller; what it prints, which is shown only when it fails."""
    done = subprocess.run(
        [sys.executable, str(CHECKOUT / "manage.py"), *command],
        env=environment,
        stdout=subprocess.PIPE,
        pass_fds=(membership.descriptor,),
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Refusal(f"{done.stdout}The demonstration cannot go on: {command[0]} failed.")
    return done.stdout


def _processes(
    place: Place, membership: Membership, shared: Shared, environment: Mapping[str, str], port: int
) -> list[Process]:
    """Web, worker, timetable and retention, in the order they start; they stop in the opposite order."""
    python = str(shared.python)
    celery = [python, "-m", "celery", "--quiet", "-A", "talentboard.celery"]
    quiet = ["--loglevel", "WARNING"]
    web = [
        python, "-m", "gunicorn", "talentboard.wsgi:application", "--bind", f"{HOST}:{port}", "--log-level", "warning",
        "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--worker-tmp-dir", str(place.run),
        "--no-control-socket",
    ]  # fmt: skip
    commands = {
        "the web server": ("web", web, 15.0),
        "the worker": ("worker", [*celery, "worker", "-Q", "quick,reports", "--concurrency", "2", *quiet], 30.0),
        "the timetable": ("worker", [*celery, "beat", "--pidfile", "", *quiet], 5.0),
        "retention": ("retention", [*celery, "worker", "-Q", "retention", "--pool", "solo", *quiet], 30.0),
    }  # fmt: skip
    return [
        Process(
            name,
            command,
            _environment_of(place, login, shared, environment),
            shared.code,
            place.account,
            patience,
            inherits=(membership.descriptor,),
        )
        for name, (login, command, patience) in commands.items()
    ]


def _environment_of(place: Place, login: str, shared: Shared, environment: Mapping[str, str]) -> dict[str, str]:
    """The addresses of one login only: no process holds the owner's password."""
    own = {**environment, **shared.environment, "PYTHONPATH": str(shared.code), "TALENTBOARD_LOGIN": login}
    address = environment.get(f"DATABASE_URL_{login.upper()}")
    if address:
        own |= dict.fromkeys(ADDRESSES, address)
    if place.account.switches:
        own.pop("TMPDIR", None)
        own |= {"HOME": str(place.run), "USER": place.account.name, "LOGNAME": place.account.name}
    return own


class Attendance:
    """What is done between looks at the processes: the announcement, once, and a look at the services."""

    def __init__(self, membership: Membership, needed: Sequence[str], port: int, announcement: str) -> None:
        self.membership = membership
        self.needed = needed
        self.port = port
        self.announcement = announcement
        self.looked = time.monotonic()

    def round(self) -> None:
        """Announce the site when it answers; start services again that have died, and say so."""
        if self.announcement and self._answers():
            sys.stdout.write(self.announcement)
            sys.stdout.flush()
            self.announcement = ""
        if self.needed and time.monotonic() - self.looked > CHECK_SERVICES_EVERY:
            try:
                for name in restart_what_died(self.membership, self.needed):
                    say(f"{name} had ended and was started again.")
            except Refusal as refusal:
                say(str(refusal))
            self.looked = time.monotonic()

    def _answers(self) -> bool:
        site = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            site.request("GET", "/")
            return site.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            site.close()
