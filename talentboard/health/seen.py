"""When the timetable and a worker were last seen at work: kept in the cache, so for a day at most."""

import time

from django.core.cache import cache
from redis.exceptions import RedisError

KEPT_SECONDS = 24 * 60 * 60
TIMETABLE = "timetable"
WORKER = "worker"


def note(who: str) -> None:
    """They are at work now. Without Valkey nothing is noted, and nothing is stopped by that."""
    try:
        cache.set(_key(who), time.time(), KEPT_SECONDS)
    except RedisError:
        return


def last_seen(who: str) -> float | None:
    """Seconds since 1970; None where they were not seen for a day. Raises RedisError while Valkey is away."""
    return cache.get(_key(who))


def _key(who: str) -> str:
    return f"last-seen:{who}"
