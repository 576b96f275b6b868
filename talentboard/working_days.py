"""England's working days, and when a mail may disturb somebody. Days and moments are passed in."""

import datetime as dt
from functools import cache

from .clock import LONDON

OPENS = dt.time(8)
CLOSES = dt.time(18)
SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


@cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """England's bank holidays of a year, with those in lieu of a weekend's."""
    from holidays import country_holidays  # a quarter of a second to read, which few processes need

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday, and no bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_day_from(day: dt.date) -> dt.date:
    """The day itself where it is a working day, otherwise the next one."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days_before(day: dt.date, number: int) -> dt.date:
    """The working day that lies so many working days before a day: 1 before a Monday is the Friday."""
    return _counted(day, number, -ONE_DAY)


def working_days_after(day: dt.date, number: int) -> dt.date:
    """The working day that lies so many working days after a day: 1 after a Friday is the Monday."""
    return _counted(day, number, ONE_DAY)


def next_quiet_end(moment: dt.datetime) -> dt.datetime:
    """The moment itself while mails may go (08:00 to 18:00 in London on working days), otherwise when they next may."""
    here = moment.astimezone(LONDON)
    if is_working_day(here.date()) and OPENS <= here.time() < CLOSES:
        return moment
    day = here.date() if here.time() < OPENS else here.date() + ONE_DAY
    return dt.datetime.combine(working_day_from(day), OPENS, tzinfo=LONDON)


def _counted(day: dt.date, number: int, step: dt.timedelta) -> dt.date:
    for _ in range(number):
        day += step
        while not is_working_day(day):
            day += step
    return day
