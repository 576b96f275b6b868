"""Days as people write them: 31/03/2027, 2027-03-31, or a real date of the spreadsheet."""

import calendar
import re
from datetime import date, datetime, time, timedelta

from .cells import Cell
from .problems import DATES, Unreadable, quoted

FIRST_YEAR, LAST_YEAR = 1950, 2100
SERIALS = range(32874, 73416)  # 1 January 1990 to 31 December 2100, in the days spreadsheets count
SERIAL_ZERO = date(1899, 12, 30)
RIGHT = "A real date, as {slashed} or {iso}."

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 00:00(?::00)?)?")
OTHER_FORMS = (
    "%d/%m/%y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %B %y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%Y/%m/%d",
)
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)


def read_date(cell: Cell) -> date:
    """The day a cell names. Day before month. A five-figure number is the spreadsheet's own count of days."""
    if isinstance(cell.held, datetime):
        return in_range(cell.held.date(), cell.text)
    if isinstance(cell.held, time | bool):
        raise not_a_date(cell.text)
    if isinstance(cell.held, int | float) or re.fullmatch(r"\d{5}", cell.plain):
        return from_serial(cell)
    text = cell.plain
    if found := ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := SLASHED.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        raise not_a_date(text, likely=guess(text))
    return on(year, month, day, text)


def from_serial(cell: Cell) -> date:
    """The day of a spreadsheet's number: 46477 is 31 March 2027."""
    days = float(cell.plain)
    if int(days) not in SERIALS:
        raise not_a_date(cell.plain)
    return SERIAL_ZERO + timedelta(days=int(days))


def on(year: int, month: int, day: int, text: str) -> date:
    """The day, or a problem that says which part of it cannot be."""
    if 12 < month <= 31 and 1 <= day <= 12:
        raise not_a_date(text, likely=slashed(date(year, day, month)) if fits(year, day, month) else None)
    if 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR:
        last = calendar.monthrange(year, month)[1]
        if 1 <= day <= last:
            return date(year, month, day)
        if day <= 31 and day > 0:
            raise not_a_date(
                text,
                near=date(year, month, last),
                likely=f"{last} days",
                lead=f"{calendar.month_name[month]} {year} has",
            )
    if fits(year, month, day):
        return in_range(date(year, month, day), text)
    raise not_a_date(text)


def fits(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def in_range(day: date, text: str) -> date:
    """The day itself when its year is one a post can have."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise Unreadable(
        f"{quoted(text)} is in the year {day.year}",
        f"A date between {FIRST_YEAR} and {LAST_YEAR}, as 31/03/2027 or 2027-03-31.",
        kind=DATES,
    )


def guess(text: str) -> str | None:
    """The day in the form we take, where the text is plainly a date in another."""
    bare = ORDINAL.sub("", text).replace(",", "")
    for form in OTHER_FORMS:
        try:
            day = datetime.strptime(bare, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
        return slashed(day) if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


def slashed(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def not_a_date(
    text: str,
    *,
    near: date = date(2027, 3, 31),
    likely: str | None = None,
    lead: str = "For this row probably",
) -> Unreadable:
    """The problem of a text that is no date, with a date like it as the example."""
    return Unreadable(
        f"{quoted(text)} is not a date",
        RIGHT.format(slashed=slashed(near), iso=near.isoformat()),
        kind=DATES,
        likely=likely,
        lead=lead,
    )
