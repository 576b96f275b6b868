"""The registry of chapters: what is kept how long, which rows are due on a day, and what is done with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from talentboard.clock import now, start_of

from .lasting import Lasts

Noun = tuple[str, str]  # one, many


@dataclass(frozen=True, slots=True)
class On:
    """What a chapter is asked. over: whatever ended on this day or before it is due on `day`."""

    day: dt.date
    over: dt.date

    @property
    def end(self) -> dt.datetime:
        """The end of that day in London: what happened before this moment is due."""
        return start_of(self.over + dt.timedelta(days=1))

    @property
    def moment(self) -> dt.datetime:
        """Now; where `day` is another one than today, the moment of it that is nearest to now."""
        return min(max(now(), start_of(self.day)), start_of(self.day + dt.timedelta(days=1)))


def deleted(due: QuerySet) -> int:
    """Delete the rows; how many there were.

    The rows alone, without looking for others that point at them, as Django would in tables that are closed to this
    login: those are parts of their own, and the database refuses where any is left.
    """
    return due._raw_delete(due.db)


def emptied(**fields: Any) -> Callable[[QuerySet], int]:
    """Empty fields of the rows, which stay. What is empty already is not due."""
    return lambda due: due.update(**fields)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table. noun: what one row is and what many are ("membership", "memberships").

    due: the rows whose time is over, asked anew at each run; of all parts of a chapter before the first is carried out.
    Its answer does not depend on whether other chapters have been carried out already, so that a row is due in one
    chapter alone: only so does a dry run count what a real one deletes.
    person: the path from a row to the id of the candidate it is about ("membership__candidate"): rows of somebody under
    a legal hold are left out by themselves. Empty where they are about no candidate, or `due` sees to it.
    """

    noun: Noun
    due: Callable[[On], QuerySet]
    carry_out: Callable[[QuerySet], int] = deleted
    person: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is kept, for how long, and what is done then.

    what: as a sentence about anybody says it ("Memberships of pools, with readiness and states"). lasts: unless a
    dated setting says otherwise (`RetentionPeriod`). since: from when on it counts ("after the membership ended").
    parts: in the order in which they are carried out. is_fixed: each row has its own end, which no setting changes;
    `lasts` is then nothing, and `since` says it all ("for 24 hours after they were sent").
    """

    slug: str
    what: str
    lasts: Lasts
    since: str
    parts: Sequence[Part]
    is_fixed: bool = False

    def kept(self, lasts: Lasts) -> str:
        """How long, in words, where it is kept for so long: "24 months after the membership ended"."""
        return f"{lasts} {self.since}" if lasts else self.since


_registered: dict[str, Chapter] = {}


def register_retention(chapter: Chapter) -> None:
    """Add an app's chapter, in its `apps.py`. Chapters are carried out in the opposite order of registering: what is
    registered later may point at what was registered earlier, and goes before it."""
    _registered[chapter.slug] = chapter


def chapters() -> list[Chapter]:
    """All of them, in the order in which they are carried out."""
    return list(reversed(_registered.values()))


def chapter_of(slug: str) -> Chapter:
    """KeyError when no app has registered it."""
    return _registered[slug]
