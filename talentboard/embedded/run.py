"""Run one command with the services up, as if they had always been there."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from itertools import count
from types import FrameType
from urllib.parse import quote

from .credentials import credentials
from .locks import first_free
from .membership import join
from .place import Place, find_place
from .refusal import Refusal
from .servers.logins import DATABASE, GROUPS, OWNER
from .servers.valkey import Valkey

FORWARDED = (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
# The terminal sends these to every process in the foreground, so the command has them already.
FROM_TERMINAL = (signal.SIGINT, signal.SIGQUIT)


def needed_services(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The embedded services that stand in for addresses which are not given.

    Raises Refusal where debugging is switched off: the embedded services are for development and demonstration.
    """
    addresses = {"postgresql": "DATABASE_URL", "valkey": "REDIS_URL"}
    needed = tuple(service for service, name in addresses.items() if not environment.get(name))
    if needed and is_off(environment, "TALENTBOARD_DEBUG"):
        missing = " and ".join(addresses[service] for service in needed)
        raise Refusal(
            f"TALENTBOARD_DEBUG is off and {missing} not given. The embedded services are for development and "
            "demonstration only: give the addresses of your servers."
        )
    return needed


def is_off(environment: Mapping[str, str], flag: str) -> bool:
    """Whether a yes-or-no setting was given, and says no."""
    return environment.get(flag, "").strip().lower() in {"0", "false", "no", "off"}


def environment_for(place: Place, needed: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """The environment that hands the services' addresses down; whatever was given stays as it was.

    On an embedded database debugging and demonstration are allowed, and a secret key is kept. Somebody's own database
    may be a real one, so there nothing is taken for granted.
    """
    known = credentials(place)
    environment: dict[str, str] = {}
    if "postgresql" in needed or place.for_tests:
        environment |= {"TALENTBOARD_DEBUG": "1", "TALENTBOARD_SECRET_KEY": known["secret_key"]}
    if "postgresql" in needed and not place.for_tests:
        environment["TALENTBOARD_DEMO"] = "1"
    environment |= {name: value for name, value in given.items() if value}
    environment["TALENTBOARD_HOME"] = str(place.home.parent if place.for_tests else place.home)
    if "postgresql" in needed:
        environment["DATABASE_URL"] = _database_address(place, OWNER, known["owner"])
        for group in GROUPS:
            login = f"{DATABASE}_{group}_login"
            environment[f"DATABASE_URL_{group.upper()}"] = _database_address(place, login, known[group])
    if "valkey" in needed:
        environment["REDIS_URL"] = f"unix://{Valkey(place).socket}"
    return environment


def run(command: Sequence[str], for_tests: bool = False) -> int:
    """Run the command with every address in its environment; its exit code, or 128 and the signal that ended it.

    Standard input and output are the command's own.
    """
    needed = needed_services(os.environ)
    if not needed and not for_tests:
        return _attend(command, dict(os.environ), [])
    let_signals_raise()
    place = find_place(for_tests)
    membership = join(place, needed)
    try:
        environment = environment_for(place, needed, os.environ)
        own = [membership.descriptor]
        if for_tests:
            number, descriptor = first_free(place.lock(f"run-{number}") for number in count(1))
            environment |= names_of_its_own(number)
            own.append(descriptor)
        return _attend(command, environment, own)
    finally:
        membership.leave()


def names_of_its_own(number: int) -> dict[str, str]:
    """What a run of tests calls its database and its keys in the cache: several go on beside each other in one home.

    number: of the run, which no other has while it lasts; the next one takes it over, and what was left behind with it.
    """
    name = f"test_{DATABASE}" if number == 1 else f"test_{DATABASE}_{number}"
    return {"TALENTBOARD_TEST_DATABASE": name, "TALENTBOARD_CACHE_PREFIX": name}


def _database_address(place: Place, login: str, password: str) -> str:
    return f"postgresql://{login}:{quote(password, safe='')}@/{DATABASE}?host={place.sockets}"


def _attend(command: Sequence[str], environment: Mapping[str, str], inherits: Sequence[int]) -> int:
    """Start the command, pass signals on to it and wait for its end.

    inherits: descriptors of locks. The services stay up for the command when this process is killed.
    """
    try:
        child = subprocess.Popen(list(command), env=dict(environment), pass_fds=tuple(inherits))
    except OSError as problem:
        raise Refusal(f"{command[0]}: {problem.strerror}") from problem

    def forward(number: int, _frame: FrameType | None) -> None:
        if number not in FROM_TERMINAL or not _in_foreground():
            child.send_signal(number)

    for number in (*FORWARDED, *FROM_TERMINAL):
        signal.signal(number, forward)
    code = child.wait()
    for number in (*FORWARDED, *FROM_TERMINAL):
        signal.signal(number, signal.SIG_IGN)  # the services are being stopped: nothing may come between
    return code if code >= 0 else 128 - code


def _in_foreground() -> bool:
    """Whether a terminal counts this process among those that its keys interrupt."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)


def let_signals_raise() -> None:
    """While services start, a signal ends this process by an exception, so that what was begun is cleared away."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, end)
