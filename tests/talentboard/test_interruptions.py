"""What may well succeed when it is begun again, and what would only go wrong again."""

import errno

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, InternalError, OperationalError
from psycopg import errors
from psycopg_pool import PoolTimeout

from talentboard.interruptions import is_interruption


def of_django(kind: type[Exception], cause: Exception) -> Exception:
    """An error as Django hands one of the database's on."""
    made = kind()
    made.__cause__ = cause
    return made


INTERRUPTIONS = [
    psycopg.OperationalError("server closed the connection unexpectedly"),
    of_django(OperationalError, psycopg.OperationalError("the connection is closed")),
    of_django(InterfaceError, psycopg.InterfaceError("connection already closed")),
    of_django(OperationalError, PoolTimeout()),
    of_django(OperationalError, errors.CrashShutdown()),
    of_django(OperationalError, errors.DeadlockDetected()),
    of_django(OperationalError, errors.DiskFull()),
    of_django(InternalError, errors.InternalError_()),
    of_django(InternalError, errors.IdleInTransactionSessionTimeout()),
    errors.IoError(),
    OSError(errno.ENOSPC, "No space left on device"),
    MemoryError(),
]
FAULTS = [
    of_django(IntegrityError, errors.UniqueViolation()),
    of_django(InternalError, errors.InFailedSqlTransaction()),
    psycopg.ProgrammingError("cannot adapt type"),
    errors.InsufficientPrivilege(),
    OSError(errno.ENOENT, "No such file or directory"),
    ValueError("a fault"),
]


@pytest.mark.parametrize("problem", INTERRUPTIONS, ids=repr)
def test_what_is_no_fault_of_the_work(problem):
    assert is_interruption(problem)


@pytest.mark.parametrize("problem", FAULTS, ids=repr)
def test_what_would_only_go_wrong_again(problem):
    assert not is_interruption(problem)
