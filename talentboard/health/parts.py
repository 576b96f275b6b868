"""What a process needs to do its work, and whether it is there."""

import logging
from collections.abc import Callable
from functools import cache as once

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class Missing(Exception):
    """A part is not as it has to be; its words are for whoever watches over the site."""


def database() -> None:
    """The database answers, with a connection like those that pages use. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    """Every migration of this version was run. Once that is so it is not asked again: nobody takes one back."""
    _all_migrated()


@once
def _all_migrated() -> None:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if left:
        raise Missing(f"{len(left)} still to be run")


def valkey() -> None:
    """Valkey answers. Raises RedisError."""
    cache.get("is-valkey-there")


PARTS: dict[str, Callable[[], None]] = {"database": database, "migrations": migrations, "valkey": valkey}


def state_of_parts() -> dict[str, str]:
    """What is said of each part: `ok`, or in two or three words what is wrong. The fault itself goes to the log."""
    return {name: _said_of(name, ask) for name, ask in PARTS.items()}


def _said_of(name: str, ask: Callable[[], None]) -> str:
    try:
        ask()
    except Missing as missing:
        return str(missing)
    except (DatabaseError, RedisError, OSError):
        log.exception("%s does not answer", name)
        return "no answer"
    return "ok"
