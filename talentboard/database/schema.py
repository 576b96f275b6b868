"""Saying plainly that the tables are not there yet, or the whole database is not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import errors

EMPTY = "The database has no tables yet: run bin/manage migrate"
BEHIND = "The database is behind the code: run bin/manage migrate"


@contextmanager
def saying_what_is_missing() -> Iterator[None]:
    """Around a management command: what whoever keeps the site has to put right ends it with a sentence.

    A wrong setting, a database out of reach, and a missing table or column that migrate would make.
    Raises SystemExit (1, the sentence on standard error); any other error passes through.
    """
    try:
        yield
    except ImproperlyConfigured as wrong:
        sys.exit(str(wrong))
    except OperationalError as problem:
        if getattr(problem.__cause__, "sqlstate", "") is None:  # no server has answered
            sys.exit(f"The database does not answer: {str(problem).splitlines()[0]}")
        raise
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
