"""Who uses the services, and so when they start and stop.

Every user shares the lock `users`. Whoever gets it alone knows that nobody is left, and stops the services: the last
user to leave does, or, where users were killed, the keeper, a small process that waits for this lock and nothing else.
`start` is held by whoever comes or goes, so that comings and goings happen one at a time.
"""

import os
import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass

from .locks import alone, is_held, open_lock, try_lock, wait_for_lock
from .place import CHECKOUT, Place
from .servers.logins import logins_are_prepared, prepare_logins
from .servers.postgresql import PostgreSQL
from .servers.valkey import Valkey

SERVICES: dict[str, type[PostgreSQL] | type[Valkey]] = {"postgresql": PostgreSQL, "valkey": Valkey}
KEEPER_LEAVES_WITHIN = 2


@dataclass
class Membership:
    """One user of the services. While `descriptor` is open, here or in a child that inherited it, they stay up."""

    place: Place
    descriptor: int

    def leave(self) -> None:
        """Stop using the services; the last to leave stops them, and returns when they are down."""
        with alone(self.place.lock("start")):
            os.close(self.descriptor)
            if nobody_is_left(self.place):
                _wait_for_keeper(self.place)


def join(place: Place, needed: Collection[str]) -> Membership:
    """Use the services named (`postgresql`, `valkey`): those that are not up are started.

    Raises Refusal when one will not start; then nothing of this attempt is left running.
    """
    with alone(place.lock("start")):
        descriptor = open_lock(place.lock("users"))
        wait_for_lock(descriptor, shared=True)
        membership = Membership(place, descriptor)
        try:
            place.make()
            _start(place, needed)
            _ensure_keeper(place)
        except BaseException:
            os.close(descriptor)
            nobody_is_left(place)
            raise
    return membership


def restart_what_died(membership: Membership, needed: Collection[str]) -> list[str]:
    """Start again what is no longer running; the names of what had died."""
    with alone(membership.place.lock("start")):
        return _start(membership.place, needed)


def running(place: Place) -> list[str]:
    """The names of the services that answer."""
    return [service.name for service in (kind(place) for kind in SERVICES.values()) if service.is_running()]


def nobody_is_left(place: Place) -> bool:
    """Stop the services when no user is left; whether that was so. The caller holds `start` and no share of `users`."""
    descriptor = open_lock(place.lock("users"))
    try:
        if try_lock(descriptor):
            stop_all(place)
            return True
        if try_lock(descriptor, shared=True):
            return False
        wait_for_lock(descriptor, shared=True)  # the keeper was quicker and is stopping them
        return True
    finally:
        os.close(descriptor)


def stop_all(place: Place) -> None:
    """Stop whatever runs in this place. The caller holds `users` alone."""
    if not place.services.is_dir():
        return
    for kind in reversed(SERVICES.values()):
        kind(place).stop()
    place.tidy()


def keep(place: Place, own_lock: int) -> None:
    """The keeper's life: wait until no user is left, then stop what still runs.

    own_lock: the descriptor of the lock `keeper`, given up before `users`, so that the next user finds no keeper
    rather than one on its way out.
    """
    descriptor = open_lock(place.lock("users"))
    wait_for_lock(descriptor)
    stop_all(place)
    os.close(own_lock)
    os.close(descriptor)


def _start(place: Place, needed: Collection[str]) -> list[str]:
    started = []
    for service in (SERVICES[name](place) for name in needed):
        if not service.is_running():
            service.start()
            started.append(service.name)
    if "postgresql" in needed and (PostgreSQL.name in started or not logins_are_prepared(place)):
        prepare_logins(place)
    return started


def _ensure_keeper(place: Place) -> None:
    lock = open_lock(place.lock("keeper"))
    try:
        if try_lock(lock):
            _spawn_keeper(place, lock)
    finally:
        os.close(lock)


def _spawn_keeper(place: Place, lock: int) -> None:
    """A process of its own session, so that Ctrl-C and a closed terminal do not reach it."""
    home = place.home.parent if place.for_tests else place.home
    arguments = ["keep", "--lock", str(lock)] + (["--test"] if place.for_tests else [])
    with place.lock("keeper").with_suffix(".log").open("w") as log:
        subprocess.Popen(
            [sys.executable, "-P", "-m", "talentboard.embedded", *arguments],
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "TALENTBOARD_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(lock,),
            start_new_session=True,
        )


def _wait_for_keeper(place: Place) -> None:
    until = time.monotonic() + KEEPER_LEAVES_WITHIN
    while is_held(place.lock("keeper")) and time.monotonic() < until:
        time.sleep(0.01)
