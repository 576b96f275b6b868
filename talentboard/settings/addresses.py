"""Where the database and Valkey are, and which database login this process uses."""

import os

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from redis.backoff import NoBackoff
from redis.retry import Retry

from .environment import needed, number

__all__ = [
    "CACHES", "DATABASES", "DATABASE_LOGIN", "DATABASE_ROLES", "DEFAULT_AUTO_FIELD", "LOGINS_ARE_SEPARATE", "REDIS_URL",
]  # fmt: skip

SERVICES = "start the services with bin/manage, bin/demo or bin/test, or give the address of your own."
DATABASE_LOGIN = os.environ.get("TALENTBOARD_LOGIN", "owner")
LOGIN_ADDRESSES = {
    "owner": "DATABASE_URL",
    "web": "DATABASE_URL_WEB",
    "worker": "DATABASE_URL_WORKER",
    "retention": "DATABASE_URL_RETENTION",
}
LOGINS_ARE_SEPARATE = all(os.environ.get(name) for name in LOGIN_ADDRESSES.values())
# Seconds. Whoever waits for a connection waits for a server that is away, since threads are fewer than connections.
# Tries to reach it come at growing distances and begin afresh after so long, or nobody would notice that it is back.
POOL = {"min_size": 1, "timeout": 5, "reconnect_timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def parts_of(name: str) -> dict:
    """The parts of the address in a setting. What is wrong with one is said without it: there is a password in it."""
    try:
        parts = conninfo_to_dict(needed(name, SERVICES))
    except ProgrammingError:
        parts = {}
    if not parts.get("dbname"):
        raise ImproperlyConfigured(f"{name} is not an address; it takes postgresql://LOGIN:PASSWORD@HOST/DATABASE.")
    return parts


def database(login: str) -> dict:
    """Django's settings for one login; without an address of its own it steps down from the owner's."""
    own = os.environ.get(LOGIN_ADDRESSES[login])
    parts = parts_of(LOGIN_ADDRESSES[login] if own else "DATABASE_URL")
    name = parts.pop("dbname")
    options = dict(parts)
    settings = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": options.pop("user", ""),
        "PASSWORD": options.pop("password", ""),
        "HOST": options.pop("host", ""),
        "PORT": str(options.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"NAME": os.environ.get("TALENTBOARD_TEST_DATABASE")},  # none: the name with test_ before it
    }
    if login != "owner" and not own:
        options["options"] = f"{options.get('options', '')} -c role={DATABASE_ROLES}_{login}".strip()
    if login == "web":
        options["pool"] = {"max_size": number("TALENTBOARD_POOL_SIZE", 8), **POOL}
    return settings


# The group roles are named after the database in DATABASE_URL, also on copies of it made for tests.
DATABASE_ROLES = os.environ.get("TALENTBOARD_DATABASE_ROLES") or parts_of("DATABASE_URL")["dbname"]
DATABASES = {"default": database(DATABASE_LOGIN)}

REDIS_URL = needed("REDIS_URL", SERVICES)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": os.environ.get("CACHE_URL") or REDIS_URL,
        "KEY_PREFIX": os.environ.get("TALENTBOARD_CACHE_PREFIX", "talentboard"),
        "TIMEOUT": 300,
        # A server that hangs or is away holds no page up for long.
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 5, "retry": Retry(NoBackoff(), 1)},
    }
}
