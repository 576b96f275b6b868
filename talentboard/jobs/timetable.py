"""The timetable: however many are started, one is in charge."""

import datetime as dt
import time

import psycopg
from celery.beat import Scheduler

from talentboard.health import alive, seen

from .holding import connect
from .patience import HEARTBEAT_SECONDS as WAIT_SECONDS

NOTED_EVERY = 15.0
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class SoleTimetable(Scheduler):
    """Sends what is due only while it holds the timetable's lock; the others wait to take over.

    Whoever takes charge sends everything at once: nobody knows what the one before came to, and asking for what has
    been done is harmless. So nothing is kept on a disk, and what is due once an hour comes to be however often
    machines are started anew.
    """

    _holding: psycopg.Connection | None = None
    _is_in_charge = False
    _noted_at = 0.0

    def tick(self, *args, **kwargs):
        alive.touch()
        was_in_charge, self._is_in_charge = self._is_in_charge, self.in_charge()
        if not self._is_in_charge:
            return WAIT_SECONDS
        if not was_in_charge:
            self._call_everything_due()
        self._show_that_it_is_in_charge()
        return min(super().tick(*args, **kwargs), WAIT_SECONDS)

    def _call_everything_due(self) -> None:
        for entry in self.schedule.values():
            entry.last_run_at = LONG_AGO
        self._heap = None

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
