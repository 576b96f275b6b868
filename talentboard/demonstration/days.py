"""Days counted back from the as-of day; nothing of the demonstration knows another clock."""

import calendar
import datetime as dt


def last_quarter_end(before: dt.date) -> dt.date:
    """The last day of March, June, September or December before a day."""
    first_of_quarter = before.replace(month=(before.month - 1) // 3 * 3 + 1, day=1)
    return first_of_quarter - dt.timedelta(days=1)


def quarter_ends(day: dt.date, number: int) -> list[dt.date]:
    """The day itself and the quarter ends before it, newest first."""
    days = [day]
    while len(days) < number:
        days.append(last_quarter_end(days[-1]))
    return days


def days_before(day: dt.date, number: int) -> dt.date:
    """So many days before a day (after it, for a negative number)."""
    return day - dt.timedelta(days=number)


def months_before(day: dt.date, number: int) -> dt.date:
    """So many calendar months before a day (after it, for a negative number), at most the last of the month."""
    months = day.year * 12 + day.month - 1 - number
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
