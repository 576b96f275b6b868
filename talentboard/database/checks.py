"""What `check --deploy` says about the database: separate logins, and connections enough."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection

from talentboard.settings.addresses import database
from talentboard.settings.environment import number

NOT_FOR_PROCESSES = ("superuser_reserved_connections", "reserved_connections")


@register(Tags.security, deploy=True)
def separate_logins(**told: Any) -> list[CheckMessage]:
    """Web, worker and retention each have an address of their own."""
    if settings.LOGINS_ARE_SEPARATE:
        return []
    return [
        Warning(
            "Processes sign in as the database's owner and step down from there, so the separation of the logins is "
            "no proof against SQL injection.",
            hint="Give each its own address: DATABASE_URL_WEB, DATABASE_URL_WORKER and DATABASE_URL_RETENTION "
            "(docs/operate.md).",
            id="talentboard.W001",
        )
    ]


@register(Tags.database, deploy=True)
def connections_enough(**told: Any) -> list[CheckMessage]:
    """All web processes together can fill their pools and leave the server connections for worker and timetable."""
    processes = number("WEB_CONCURRENCY", 1)
    size = database("web")["OPTIONS"]["pool"]["max_size"]
    try:
        available = connections_available()
    except DatabaseError as problem:
        return [
            Warning(f"The database could not be asked how many connections it takes: {problem}", id="talentboard.W002")
        ]
    if size * processes < available:
        return []
    return [
        Error(
            f"{processes} web processes with pools of {size} can ask for {size * processes} connections, and the "
            f"server has {available}, of which worker and timetable need some too.",
            hint="Lower WEB_CONCURRENCY or TALENTBOARD_POOL_SIZE, or raise max_connections.",
            id="talentboard.E001",
        )
    ]


def connections_available() -> int:
    """What the server takes, less what it keeps for administrators."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting::int FROM pg_settings WHERE name = 'max_connections' OR name = ANY(%s)",
            [list(NOT_FOR_PROCESSES)],
        )
        settings_of_server = dict(cursor.fetchall())
    return settings_of_server.pop("max_connections") - sum(settings_of_server.values())
