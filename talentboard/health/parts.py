"""What a process needs to do its work, and whether it is there."""

import logging
from collections.abc import Callable
from functools import cache as once

import psycopg
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError

from talentboard.database.grants import closed_to_this_login

log = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds


class Missing(Exception):
    """A part is not as it has to be; its words are for whoever watches over the site."""


def database() -> None:
    """The database answers, with a connection of the pool that pages use. Raises DatabaseError or psycopg.Error.

    A page waits longer for a connection; here whoever asks would hold a thread meanwhile, and asks again soon.
    """
    pool = getattr(connection, "pool", None)
    if pool is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return
    pool.open()
    with pool.connection(timeout=PATIENCE) as line:
        line.execute("SELECT 1")


def migrations() -> None:
    """Every migration of this version was run, and its tables are open. Once that is so it is not asked again: nobody
    takes one back."""
    _all_migrated()


@once
def _all_migrated() -> None:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if left:
        raise Missing(f"{len(left)} still to be run")
    if closed := closed_to_this_login(connection):
        raise Missing(f"{len(closed)} tables still closed, migrate again")


def valkey() -> None:
    """Valkey answers. Raises RedisError."""
    cache.get("is-valkey-there")


PARTS: dict[str, Callable[[], None]] = {"database": database, "migrations": migrations, "valkey": valkey}


def state_of_parts() -> dict[str, str]:
    """What is said of each part: `ok`, or in two or three words what is wrong. The fault itself goes to the log."""
    said = {"database": _said_of("database")}
    said["migrations"] = _said_of("migrations") if said["database"] == "ok" else "not asked"
    said["valkey"] = _said_of("valkey")
    return said


def _said_of(name: str) -> str:
    try:
        PARTS[name]()
    except Missing as missing:
        return str(missing)
    except (DatabaseError, psycopg.Error, RedisError, OSError):
        log.exception("%s does not answer", name)
        return "no answer"
    return "ok"
