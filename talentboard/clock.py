"""The clock, read at the door only: London days."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def today() -> dt.date:
    """The day it is in London."""
    return timezone.localdate(timezone=LONDON)


def start_of(day: dt.date) -> dt.datetime:
    """The first moment of a day in London."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=LONDON)


def now() -> dt.datetime:
    """This moment, with its time zone."""
    return timezone.now()
