"""A worker or timetable shows that it lives by touching a file, which a container's health check looks at."""

import os
import time
from pathlib import Path

STALE_SECONDS = 120


def touch() -> None:
    """Show that this process lives, where TALENTBOARD_ALIVE names a file for it."""
    if path := os.environ.get("TALENTBOARD_ALIVE"):
        Path(path).touch()


def is_alive(path: str | Path, *, now: float | None = None) -> bool:
    """Whether the file was touched within the last two minutes. now: seconds since 1970."""
    try:
        touched = Path(path).stat().st_mtime
    except OSError:
        return False
    return (time.time() if now is None else now) - touched < STALE_SECONDS
