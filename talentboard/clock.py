"""The clock, read at the door only: London days."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def today() -> dt.date:
    """The day it is in London."""
    return timezone.localdate(timezone=LONDON)


def now() -> dt.datetime:
    """This moment, with its time zone."""
    return timezone.now()
