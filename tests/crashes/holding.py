"""Holding the work of another process at a known point: at a table that this one has locked."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psycopg
from psycopg import sql

from tests.fixtures.site import Site, eventually

WAITING = """
SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND (
       relation = %s::regclass
    OR locktype = 'transactionid' AND transactionid = pg_current_xact_id_if_assigned()::text::xid)
"""


@dataclass(frozen=True)
class Held:
    """The table, and a connection of the owner that has it, or something of it that it has changed."""

    table: str
    owner: psycopg.Connection

    def somebody_waits(self) -> int:
        """Wait until another process has come to the table; the number of its server process."""
        eventually(self.waiting)
        return self.waiting()[0]

    def lets_go(self) -> None:
        self.owner.rollback()

    def waiting(self) -> list[int]:
        return [pid for (pid,) in self.owner.execute(WAITING, [self.table]).fetchall()]


@contextmanager
def held(site: Site, table: str, mode: str = "SHARE ROW EXCLUSIVE") -> Iterator[Held]:
    """Until the end of the block whoever writes to a table of the site waits, in the middle of what they do."""
    owner = psycopg.connect(site.environment["DATABASE_URL"])
    try:
        owner.execute(sql.SQL("LOCK TABLE {} IN {} MODE").format(sql.Identifier(table), sql.SQL(mode)))
        yield Held(table, owner)
    finally:
        with suppress(psycopg.OperationalError):  # the server itself may have been killed meanwhile
            owner.rollback()
        owner.close()
