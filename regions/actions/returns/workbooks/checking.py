"""A return from its workbook: checked first, then put into the lines, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from regions import policies
from regions.actions.import_return import CHANGED_MEANWHILE
from regions.actions.import_return.confidential import check_heading
from regions.actions.import_return.plan import ReturnPlan
from regions.actions.import_return.sheets import FORECASTS
from regions.actions.returns.book import Book, opened, taken, written_by
from regions.actions.returns.saying.lines import Words
from regions.actions.returns.stating.statement import stated
from regions.models import Return
from talentboard.access import NotAllowed, Permission, require
from talentboard.audit import Event, record
from talentboard.sheets import Reading, read
from talentboard.sheets.problems import Problem
from talentboard.sheets.reading import File

from .filling import RETURN_POSTS, STAMP, version
from .putting import put_all
from .rows import FileRows

RIGHT = "The workbook that you download from the page of this return."


@dataclass
class WorkbookPlan(ReturnPlan):
    """What a workbook would change, against what is kept. words: what its lines are to say; says_anew: how many of
    them the return does not say yet."""

    words: list[Words] = field(default_factory=list)
    says_anew: int = 0

    @property
    def changes_anything(self) -> bool:
        """Whether the return would say anything else; if not, it is what it says already."""
        return self.says_anew > 0


def check_file(one: Return, files: Iterable[File], *, by: Any) -> WorkbookPlan:
    """What a workbook would change, with every problem of every row; nothing is saved."""
    require(by, Permission.KEEP_RETURN, about=one)
    policies.can_write(one)
    with transaction.atomic():
        plan = plan_file(opened(one, by=by), files)
        record(Event.FILE_CHECKED, by=by, about=one)
    return plan


@transaction.atomic
def take_file(one: Return, files: Iterable[File], *, expected: str | None = None, by: Any) -> WorkbookPlan:
    """Put the rows of a workbook into the return's lines. Nothing is saved of one with problems.

    expected: the digest of the plan that somebody was shown; raises NotAllowed when it would be another one now.
    """
    one = taken(one, Permission.KEEP_RETURN, by=by)
    policies.can_write(one)
    book = opened(one, by=by)
    plan = plan_file(book, files)
    if expected is not None and expected != plan.digest:
        raise NotAllowed(CHANGED_MEANWHILE)
    if not plan.is_right:
        return plan
    if plan.changes_anything:
        written_by(one, by=by)
        put_all(book, plan.words)
        record(Event.RETURN_WRITTEN, about=one, by=by)
    plan.saved = True
    return plan


def plan_file(book: Book, files: Iterable[File]) -> WorkbookPlan:
    """Read the files and judge them against the return."""
    reading = read(files, (RETURN_POSTS, FORECASTS, STAMP))
    plan = WorkbookPlan(reading, book.one.as_of, organisations=[book.one.organisation])
    plan.homes = {book.one.organisation_id: book.one.access_region}
    if wrong := wrong_stamp(book, reading):
        refuse(reading, *wrong)
        return plan
    check_heading(reading)
    rows = FileRows(book, plan)
    rows.judge()
    if plan.is_right:
        plan.words = rows.words()
        plan.says_anew = sum(not words.is_said(book) for words in plan.words)
    return plan


def wrong_stamp(book: Book, reading: Reading) -> tuple[str, str] | None:
    """Why the files are not of this return as it is now, and what would be right."""
    if reading.refused:
        return None
    one, rows = book.one, [row for row in reading.rows_of(STAMP.name) if row.can_be_read]
    if not rows:
        return "The file does not say which return it is of", f"{RIGHT} Its sheet {STAMP.name} says so."
    if other := next((row for row in rows if row["organisation"] != one.organisation.code), None):
        return f"The file is of another organisation, {other['organisation']}", RIGHT
    if other := next((row for row in rows if row["quarter"] != str(one.period)), None):
        return f"The file is of another quarter, {other['quarter']}", RIGHT
    if any(row["version"] != version(stated(book)) for row in rows):
        return (
            "Something has been said or changed since this workbook was downloaded",
            "The workbook downloaded again, with your changes put into it: so nobody's are lost.",
        )
    return None


def refuse(reading: Reading, wrong: str, right: str) -> None:
    """Refuse everything that was read, before any row is shown."""
    files = list(dict.fromkeys(table.file for table in reading.tables))
    reading.tables.clear()
    reading.notices.clear()
    reading.refused[:] = [Problem("", None, "", file, wrong, right, file=file) for file in files]
