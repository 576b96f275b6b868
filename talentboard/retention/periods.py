"""How long a chapter's rows are kept on a day, and until when something of it is."""

from __future__ import annotations

import datetime as dt

from .chapters import Chapter, On, chapter_of, chapters
from .lasting import Lasts
from .models import RetentionPeriod


def lasting(day: dt.date) -> dict[str, Lasts]:
    """How long each chapter's rows are kept on a day: as set, or else by default. One query."""
    default = {chapter.slug: chapter.lasts for chapter in chapters()}
    settings = RetentionPeriod.objects.filter(since__lte=day).order_by("since", "pk")
    return default | {one.chapter: one.lasts for one in settings if one.chapter in default}


def lasts_on(slug: str, day: dt.date) -> Lasts:
    """How long one chapter's rows are kept. One query; ask `lasting` where several are wanted."""
    newest = RetentionPeriod.objects.filter(chapter=slug, since__lte=day).order_by("since", "pk").last()
    return newest.lasts if newest else chapter_of(slug).lasts


def asked(chapter: Chapter, day: dt.date, lasts: Lasts) -> On:
    """What a chapter is asked on a day."""
    return On(day=day, over=lasts.over_on(day))


def on(slug: str, day: dt.date) -> On:
    """The same by the chapter's slug: for an app that has to know whether another one's rows are over."""
    return asked(chapter_of(slug), day, lasts_on(slug, day))
