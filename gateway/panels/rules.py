"""Who may sit with whom, and when: each rule once, with the words for what it forbids."""

import calendar
import datetime as dt
from collections.abc import Iterator

from .instance import Assessor, Nominee, Past, Session

YEARS_APART = 3
ASSESSORS = 3
ALWAYS = dt.date.max


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 29 February becomes the 28th where there is none. Never beyond the last day."""
    if day.year + years > dt.MAXYEAR:
        return dt.date.max
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def bars(nominee: Nominee, assessor: Assessor) -> Iterator[tuple[dt.date, str]]:
    """Why the assessor may not sit where the nominee is seen: the first day it holds no longer, and the words."""
    if nominee.organisation == assessor.organisation:
        yield ALWAYS, f"{nominee.id} and {assessor.id} are both of {nominee.organisation}"
    if assessor.id in nominee.ties or nominee.id in assessor.ties:
        yield ALWAYS, f"{nominee.id} and {assessor.id} have a tie"
    yield from left(nominee.id, nominee.past, assessor.id, assessor.organisation)
    yield from left(assessor.id, assessor.past, nominee.id, nominee.organisation)


def left(who: str, past: tuple[Past, ...], other: str, organisation: str) -> Iterator[tuple[dt.date, str]]:
    for one in past:
        if one.organisation == organisation:
            yield (
                years_after(one.until, YEARS_APART),
                f"{who} left {organisation}, where {other} is, on {said(one.until)}, less than three years before",
            )


def barred_before(nominee: Nominee, assessor: Assessor) -> dt.date | None:
    """The first day on which the two may meet on a panel; None where nothing ever keeps them apart."""
    return max((day for day, _words in bars(nominee, assessor)), default=None)


def is_accredited(assessor: Assessor, session: Session) -> bool:
    return assessor.accredited_until > session.day


def overlap(one: Session, other: Session) -> bool:
    """Whether nobody can sit in both; one may begin when the other ends."""
    return one.starts < other.ends and other.starts < one.ends


def said(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
