"""Holding a job: an advisory lock on its key, and its heartbeat, on one connection of their own.

The connection is outside any pool and closed when the job ends. A run that freezes stops beating; the server then
ends the idle connection, which frees the lock, and the sweep sends the job again.
"""

from __future__ import annotations

import contextlib
import threading
import uuid
from types import TracebackType

import psycopg
from django.db import connections

from .patience import FROZEN, HEARTBEAT_SECONDS

LOCK_KEY = "hashtextextended('job ' || %s, 0)"


def connect() -> psycopg.Connection:
    """A connection of its own with this process's login, committing each statement.

    The server ends it, and frees its locks, once nothing has been heard on it for a while: whoever froze is passed by.
    """
    settings = connections["default"].get_connection_params()
    settings.pop("cursor_factory", None)
    settings.pop("context", None)
    line = psycopg.connect(**settings, autocommit=True)
    line.execute("SELECT set_config('idle_session_timeout', %s, false)", [f"{FROZEN.total_seconds():.0f}s"])
    return line


class Hold:
    """The lock of a job's key for as long as the block lasts; `held` says whether it was free.

    While held, a thread writes the heartbeat, and `tell` writes progress at once, outside the work's transaction.
    """

    def __init__(self, key: str, job_id: uuid.UUID) -> None:
        self.key = key
        self.job_id = job_id
        self.held = False
        self._ended = threading.Event()
        self._turn = threading.Lock()
        self._beating: threading.Thread | None = None

    def __enter__(self) -> Hold:
        self.connection = connect()
        row = self.connection.execute(f"SELECT pg_try_advisory_lock({LOCK_KEY})", [self.key]).fetchone()
        self.held = bool(row and row[0])
        if self.held:
            self._beating = threading.Thread(target=self._beat, daemon=True, name="heartbeat")
            self._beating.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        if self._beating:
            self._beating.join(timeout=HEARTBEAT_SECONDS)
        with contextlib.suppress(psycopg.Error):  # closing frees the lock too, only a moment later
            self.connection.execute("SELECT pg_advisory_unlock_all()")
        self.connection.close()

    def tell(self, *, done: int, of: int, doing: str) -> None:
        """Write how far the work has come."""
        self._write("steps_done = %s, steps = %s, doing = %s, heartbeat_at = now()", [done, of, doing[:120]])

    def _beat(self) -> None:
        while not self._ended.wait(HEARTBEAT_SECONDS):
            try:
                self._write("heartbeat_at = now()", [])
            except psycopg.Error:
                return  # the lock went with the connection; the sweep sends the job again

    def _write(self, what: str, values: list) -> None:
        # The sets are constants of this module. A row that the work's own transaction holds is waited for briefly.
        with self._turn:
            self.connection.execute(
                f"UPDATE talentboard_job SET {what} WHERE id = %s AND state = 'running'",  # noqa: S608
                [*values, self.job_id],
            )


def is_held(key: str, cursor) -> bool:
    """Whether somebody holds the lock of a key. Tries it for the present transaction of the cursor."""
    cursor.execute(f"SELECT pg_try_advisory_xact_lock({LOCK_KEY})", [key])
    return not cursor.fetchone()[0]
