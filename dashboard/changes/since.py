"""Since which day changes are counted: about a quarter, so that a board sees what happened since it last met."""

import datetime as dt
from collections.abc import Iterable

QUARTER = dt.timedelta(days=80)


def day_before(days: Iterable[dt.date], as_of: dt.date) -> dt.date | None:
    """Of the days with figures the newest at least 80 days before one; else the newest before it; None without any."""
    earlier = [day for day in days if day < as_of]
    return max([day for day in earlier if as_of - day >= QUARTER] or earlier, default=None)
