"""The registry of chapters, and loading them: each in a transaction of its own, so that what broke off goes on."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from talentboard.access import NotPermitted
from talentboard.audit import Event, record
from talentboard.audit.models import AuditEvent
from talentboard.nhs.words import join_words, long_day
from talentboard.notifications import telling_nobody

LOCK = 0x64656D6F  # one load at a time; a second one waits, then finds everything there

Tell = Callable[[str], None]


class NotADemonstration(Exception):
    """Made-up people do not go in here; the message says why."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a chapter is told: the day on which everything stands, who loads it, and whom to tell how far it is."""

    as_of: dt.date
    by: Any
    tell: Tell


@dataclass(frozen=True, slots=True)
class Chapter:
    """One app's part. in_the_way: what is kept already that nobody may mix with made-up people ("posts"), in words.

    load: makes everything, and returns what there is now in lines.
    """

    name: str
    in_the_way: Callable[[], Iterator[str]]
    load: Callable[[Scene], list[str]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is there now. lines: what each new chapter says; none when everything was there already."""

    as_of: dt.date
    lines: list[str]


_registered: dict[str, Chapter] = {}


def register_chapter(chapter: Chapter) -> None:
    """Add an app's part. Chapters are loaded in the order in which the apps are installed."""
    _registered[chapter.name] = chapter


def load_demonstration(*, as_of: dt.date | None, default: dt.date, by: Any, tell: Tell) -> Loaded:
    """Load the chapters that are not there yet, as of the day asked for; none: that of the others, or the default.

    Raises NotPermitted for anybody but the operator of the command line. Raises NotADemonstration where the
    demonstration is off, where real posts or people are kept, and where it is there as of another day.
    """
    if not getattr(by, "is_operator", False):
        raise NotPermitted("The demonstration is loaded at the command line.")
    if not settings.DEMONSTRATION:
        raise NotADemonstration("This is not a demonstration (TALENTBOARD_DEMO is off). bin/demo turns it on.")
    there = chapters_there()
    day = next(iter(there.values()), as_of or default)
    if as_of not in (None, day):
        raise NotADemonstration(
            f"The demonstration is there as of {long_day(day)}. bin/demo --reset removes it; then choose another day."
        )
    if not there:
        refuse_among_real_ones(_registered.values())
    lines: list[str] = []
    with telling_nobody():
        for chapter in _registered.values():
            lines += load_chapter(chapter, Scene(day, by, tell))
    return Loaded(day, lines)


@transaction.atomic
def load_chapter(chapter: Chapter, scene: Scene) -> list[str]:
    """Load one chapter unless it is there; what it says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if chapter.name in chapters_there():
        return []
    refuse_among_real_ones([chapter])
    lines = chapter.load(scene)
    record(Event.DEMONSTRATION_LOADED, by=scene.by, region="england", ref=f"{chapter.name} {scene.as_of}")
    return lines


def chapters_there() -> dict[str, dt.date]:
    """The day of every chapter that has been loaded, by its name."""
    refs = AuditEvent.objects.filter(kind=Event.DEMONSTRATION_LOADED).order_by("pk").values_list("about_id", flat=True)
    parts = [ref.rpartition(" ") for ref in refs]
    return {name: dt.date.fromisoformat(day) for name, _, day in parts}


def refuse_among_real_ones(chapters: Any) -> None:
    """Raises NotADemonstration where something is kept that a chapter must not be mixed with."""
    found = [what for chapter in chapters for what in chapter.in_the_way()]
    if found:
        raise NotADemonstration(
            f"There are {join_words(found)} here already, and they may be real. The demonstration goes into an empty "
            "database only: name an empty folder in TALENTBOARD_HOME."
        )
