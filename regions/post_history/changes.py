"""How the fields of a post itself have changed: when, and where that was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from regions.models import BoardSeat, Level, Pay, Post, PostChange, RoleFamily
from talentboard.nhs.filters import as_day
from talentboard.nhs.words import capital, join_words, long_day

from .saying import Reader, Said

LABELS = {
    "title": "title", "role_family": "role family", "level": "level", "pay": "pay", "board_seat": "board seat",
    "established_from": "first day",
}  # fmt: skip
WORDS = {
    "role_family": dict(RoleFamily.choices),
    "level": dict(Level.choices),
    "pay": dict(Pay.choices),
    "board_seat": dict(BoardSeat.choices),
}
YES_OR_NO = {"critical": ("Critical", "Not critical"), "clinical": ("Clinical", "Not clinical")}
ITSELF = (*LABELS, *YES_OR_NO, "established_until")


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed since a day, in words. fields: their names. is_signed: a return has said it since."""

    since: dt.date
    words: str
    fields: tuple[str, ...]
    said: Said
    is_signed: bool


def lines_of(post: Post) -> list[PostChange]:
    """The history of the post's own row, in its order. One query."""
    rows = PostChange.objects.filter(id=post.pk).select_related("recorded_by", "stated_in")
    return list(rows.order_by("pgh_id"))


def changes_of(lines: Sequence[PostChange], reader: Reader, *, day: dt.date) -> list[Change]:
    """What has changed of the post itself up to a day, the newest first; what it was at first is no change."""
    found = []
    for place, (before, after) in enumerate(pairwise(lines), start=1):
        fields = tuple(name for name in ITSELF if getattr(before, name) != getattr(after, name))
        since, said = attributed(before, after, reader)
        if fields and since <= day:
            words = capital(join_words(words_of(before, after, fields)))
            found.append(Change(since, words, fields, said, is_signed(lines[place:])))
    return found[::-1]


def attributed(before: PostChange, after: PostChange, reader: Reader) -> tuple[dt.date, Said]:
    """From when a change holds and where it was said: a return's is of the return's day, others of when they were made.

    One that says no more of itself (a post that moved) is only known to have been recorded.
    """
    made = as_day(after.pgh_created_at)
    if after.recorded_at == before.recorded_at:
        return made, Said(f"Recorded on {long_day(made)}")
    since = after.stated_in.as_of if after.stated_in else made
    return since, reader.said(after)


def is_signed(lines: Sequence[PostChange]) -> bool:
    """Whether what the first of these says has been signed off, then or later."""
    return any(line.signed_off for line in lines)


def words_of(before: PostChange, after: PostChange, fields: Sequence[str]) -> Iterator[str]:
    """ "title from Chief nurse to Chief nursing officer", "critical"."""
    for name in fields:
        value = getattr(after, name)
        if name in YES_OR_NO:
            yield YES_OR_NO[name][not value].lower()
        elif name == "established_until":
            yield f"closed from {long_day(value)}" if value else "open again"
        else:
            yield f"{LABELS[name]} from {shown(name, getattr(before, name))} to {shown(name, value)}"


def shown(name: str, value: Any) -> str:
    if isinstance(value, dt.date):
        return long_day(value)
    return f"“{value}”" if name == "title" else WORDS[name].get(value, "not given")
