"""When a link ends, in words: what ends with a midnight ends with the day before it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from talentboard.nhs.filters import london, say_day, say_moment

if TYPE_CHECKING:
    from .models import Link

A_MOMENT = dt.timedelta(seconds=1)


def last_day(link: Link) -> str:
    """29 December 2026"""
    return say_day(link.expires_at - A_MOMENT)


def until(link: Link) -> str:
    """ "the end of 29 December 2026"; within a day: "29 December 2026 at 14:30" """
    is_midnight = london(link.expires_at).time() == dt.time()
    return f"the end of {last_day(link)}" if is_midnight else say_moment(link.expires_at)
