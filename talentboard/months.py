"""Calendar months, counted from a day at once."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day: 29 February 2028 + 12 = 28 February 2029."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
