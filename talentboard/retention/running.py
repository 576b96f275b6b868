"""Carrying out what is due, and saying what was or would be."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from talentboard.access import NotAllowed
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.nhs.words import plural

from .chapters import Chapter, On, Part, chapters
from .holds import without_held
from .lasting import Lasts
from .periods import asked, lasting

AT_ONCE = 1000
log = logging.getLogger(__name__)
NOT_YET = "A day to come can be looked at with --dry-run. Nothing is deleted before its time."


@dataclass(frozen=True, slots=True)
class Line:
    """What became, or would become, of one chapter. counts: by noun, one and many, in the chapter's order.

    failed: nothing of it was done, for a reason that has been logged.
    """

    chapter: Chapter
    lasts: Lasts
    counts: tuple[tuple[tuple[str, str], int], ...]
    failed: bool = False

    def __str__(self) -> str:
        if self.failed:
            return "nothing was deleted, because of a fault that has been logged"
        return ", ".join(plural(number, *noun) for noun, number in self.counts)

    @property
    def number(self) -> int:
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did on a day, or would do."""

    day: dt.date
    lines: tuple[Line, ...]

    @property
    def failed(self) -> list[str]:
        """The slugs of the chapters of which nothing could be done."""
        return [line.chapter.slug for line in self.lines if line.failed]


def look_ahead(day: dt.date) -> Report:
    """What a run would delete on a day. Reads, and changes nothing."""
    lines = []
    for chapter, on, lasts in _asked(day):
        counts = tuple((part.noun, rows(part, on).count()) for part in chapter.parts)
        lines.append(Line(chapter, lasts, counts))
    return Report(day, tuple(lines))


@transaction.atomic
def carry_out(day: dt.date, *, by: Any) -> Report:
    """Delete what is due, chapter by chapter, and leave one line of the audit with the counts.

    A chapter that the database refuses is left as it was and named in the report; the others are carried out.
    Raises NotAllowed for a day to come. Needs the login `retention`: no other may delete what is kept.
    """
    if day > today():
        raise NotAllowed(NOT_YET)
    report = Report(day, tuple(_carry_out(chapter, on, lasts) for chapter, on, lasts in _asked(day)))
    record(Event.RETENTION_RUN, by=by, region="england", ref=day.isoformat(), changed=list(_said(report)))
    return report


def rows(part: Part, on: On) -> QuerySet:
    """The rows of a part that are due, without those of anybody under a legal hold, in no order: a model's own may lead
    through tables that are closed to this login."""
    due = part.due(on).order_by()
    return without_held(due, person=part.person) if part.person else due


def _asked(day: dt.date) -> Iterator[tuple[Chapter, On, Lasts]]:
    lasts = lasting(day)
    for chapter in chapters():
        yield chapter, asked(chapter, day, lasts[chapter.slug]), lasts[chapter.slug]


def _carry_out(chapter: Chapter, on: On, lasts: Lasts) -> Line:
    try:
        with transaction.atomic():
            counts = tuple((part.noun, number) for part, number in _numbers(chapter, on))
            connection.check_constraints()  # now, where it is known whose fault it is, and not at the commit
    except DatabaseError:
        log.exception("retention: nothing of the chapter %s was deleted", chapter.slug)
        return Line(chapter, lasts, (), failed=True)
    return Line(chapter, lasts, counts)


def _numbers(chapter: Chapter, on: On) -> Iterator[tuple[Part, int]]:
    """Carry out part by part. What is due of all parts is known before the first is touched: the rows of one often say
    whether those of another are."""
    if len(chapter.parts) == 1:
        (part,) = chapter.parts
        yield part, part.carry_out(rows(part, on))
        return
    for part, ids in [(part, list(rows(part, on).values_list("pk", flat=True))) for part in chapter.parts]:
        due = part.due(on).model._base_manager
        batches = (ids[begin : begin + AT_ONCE] for begin in range(0, len(ids), AT_ONCE))
        yield part, sum(part.carry_out(due.filter(pk__in=batch)) for batch in batches)


def _said(report: Report) -> Iterator[str]:
    """The counts as a line of the audit holds them."""
    for line in report.lines:
        if line.failed:
            yield f"failed: {line.chapter.slug}"
        for (_, many), number in line.counts:
            if number:
                yield f"{many}: {number}"
