"""The clock, read at the door only: London days."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_standing: ContextVar[dt.datetime | None] = ContextVar("standing", default=None)


def today() -> dt.date:
    """The day it is in London."""
    return now().astimezone(LONDON).date()


def start_of(day: dt.date) -> dt.datetime:
    """The first moment of a day in London."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=LONDON)


def now() -> dt.datetime:
    """This moment, with its time zone."""
    return _standing.get() or timezone.now()


@contextmanager
def standing_at(moment: dt.datetime) -> Iterator[None]:
    """Until the end of the block it is another moment: for acts of made-up people, which lie days apart."""
    before = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(before)
