"""What stops a run without being a fault of the work: the database ended, a disk is full, memory ran out."""

import errno

import psycopg
from django.db import Error as DatabaseFault

# The first two letters of what PostgreSQL says: connection lost, transaction lost to another's, resources missing,
# stopped by an operator, the system's own fault, the server's own fault.
CLASSES = {"08", "40", "53", "57", "58", "XX"}
FROZE = "25P03"  # in the middle of a transaction, for so long that the server ended it
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENOMEM}


def is_interruption(problem: BaseException) -> bool:
    """Whether the same work may well succeed when it is begun again later."""
    if isinstance(problem, DatabaseFault):
        problem = problem.__cause__ or problem
    if isinstance(problem, psycopg.Error):
        if problem.sqlstate is None:  # said by nobody: there was no server to say it
            return isinstance(problem, (psycopg.OperationalError, psycopg.InterfaceError))
        return problem.sqlstate[:2] in CLASSES or problem.sqlstate == FROZE
    if isinstance(problem, OSError):
        return problem.errno in NO_ROOM
    return isinstance(problem, MemoryError)
