"""Saying plainly that the tables are not there yet."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import errors

EMPTY = "The database has no tables yet: run bin/manage migrate"
BEHIND = "The database is behind the code: run bin/manage migrate"


@contextmanager
def saying_when_not_migrated() -> Iterator[None]:
    """Around a management command: a missing table or column that migrate would make ends it with that sentence.

    Raises SystemExit (1, the sentence on standard error); any other error passes through.
    """
    try:
        yield
    except ProgrammingError as problem:
        if isinstance(problem.__cause__, errors.UndefinedTable | errors.UndefinedColumn) and (said := sentence()):
            sys.exit(said)
        raise


def sentence() -> str | None:
    """What to say of the database as it is; None when every migration has been applied."""
    try:
        connection.close()  # the failed command may have left a broken transaction
        executor = MigrationExecutor(connection)
        if not executor.loader.applied_migrations:
            return EMPTY
        return BEHIND if executor.migration_plan(executor.loader.graph.leaf_nodes()) else None
    except DatabaseError:
        return None
