"""Locks on files. The kernel lets go of them when the last process that holds one is gone, however it went."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def open_lock(path: Path) -> int:
    """A descriptor to lock by. Opened for reading, so that an account may share a lock file made by root."""
    return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


def try_lock(descriptor: int, shared: bool = False) -> bool:
    """Lock at once or not at all; says which."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_for_lock(descriptor: int, shared: bool = False) -> None:
    """Lock, waiting for as long as it takes."""
    fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time."""
    descriptor = open_lock(path)
    try:
        wait_for_lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def first_free(paths: Iterable[Path]) -> tuple[int, int]:
    """Lock the first of these that nobody holds: its number, counted from 1, and the descriptor."""
    for number, path in enumerate(paths, 1):
        descriptor = open_lock(path)
        if try_lock(descriptor):
            return number, descriptor
        os.close(descriptor)
    raise RuntimeError("every lock is held")


def is_held(path: Path) -> bool:
    """Whether some process holds this lock alone."""
    if not path.exists():
        return False
    descriptor = open_lock(path)
    try:
        return not try_lock(descriptor, shared=True)
    finally:
        os.close(descriptor)
