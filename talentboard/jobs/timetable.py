"""The timetable: however many are started, one is in charge."""

import time

import psycopg
from celery.beat import PersistentScheduler

from talentboard.health import alive, seen

from .holding import connect

WAIT_SECONDS = 5.0
NOTED_EVERY = 15.0


class SoleTimetable(PersistentScheduler):
    """Sends what is due only while it holds the timetable's lock; the others wait to take over."""

    _holding: psycopg.Connection | None = None

    _noted_at = 0.0

    def tick(self, *args, **kwargs):
        alive.touch()
        if not self.in_charge():
            return WAIT_SECONDS
        self._show_that_it_is_in_charge()
        return super().tick(*args, **kwargs)

    def _show_that_it_is_in_charge(self) -> None:
        now = time.monotonic()
        if now - self._noted_at >= NOTED_EVERY:
            seen.note(seen.TIMETABLE)
            self._noted_at = now

    def in_charge(self) -> bool:
        """Whether this timetable holds the lock, or could take it now."""
        try:
            if self._holding is None:
                self._holding = connect()
            held = self._holding.execute(
                "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            ).fetchone()
            if held and held[0]:
                return True
            taken = self._holding.execute("SELECT pg_try_advisory_lock(hashtextextended('timetable', 0))").fetchone()
            return bool(taken and taken[0])
        except psycopg.Error:
            self._let_go()
            return False

    def close(self):
        self._let_go()
        super().close()

    def _let_go(self) -> None:
        if self._holding is not None:
            self._holding.close()
        self._holding = None
