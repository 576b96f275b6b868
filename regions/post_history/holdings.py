"""Who held a post and how, and how long it stood open each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regions.models import Occupancy, Post
from talentboard.nhs.words import join_words, long_day

from .saying import Reader, Said

Kind = Occupancy.Kind
COUNTS = (Kind.SUBSTANTIVE, Kind.SECONDMENT_IN)


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody, or nobody, in a post for a time. until: none while it is so; days: up to then, or to the day shown."""

    who: str
    how: str
    since: dt.date
    until: dt.date | None
    days: int
    notes: tuple[str, ...]
    said: Said
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Spell:
    """A time for which a post stood open: nobody held it who counts. until: none while it is open."""

    since: dt.date
    until: dt.date | None
    days: int
    how: str


def held_of(post: Post, rows: Sequence[Occupancy], reader: Reader, *, day: dt.date) -> list[Holding]:
    """The holdings of this post itself among the rows, the newest first."""
    return [
        Holding(
            who=join_words(row.holders) or ("Nobody" if row.kind == Kind.VACANT else "Name not given"),
            how=Kind(row.kind).label,
            since=row.since,
            until=row.until,
            days=((row.until if row.until and row.until <= day else day) - row.since).days,
            notes=tuple(notes_on(row)),
            said=reader.said(row),
            is_signed=row.signed_off,
        )
        for row in reversed(rows)
        if row.post_id == post.pk
    ]


def notes_on(row: Occupancy) -> Iterator[str]:
    """What else is known of a holding."""
    if row.expected_end and row.until is None:
        yield f"Expected to end on {long_day(row.expected_end)}"
    if row.returns_on:
        yield f"For somebody who returns on {long_day(row.returns_on)}"


def open_spells(post: Post, rows: Sequence[Occupancy], *, day: dt.date) -> list[Spell]:
    """How long it stood open each time, the newest first: from the day on which the last holder who counts left, or the
    first of which anything is known, until the next one came. rows: in the order of their days, those of the posts
    that it continues too.
    """
    if not rows or post.established_from > day:
        return []
    spells, since = [], rows[0].since
    for row in rows:
        if not counts(row):
            continue
        if row.since > since:
            spells.append(spell(rows, since, row.since, day=day))
        since = max(since, row.until or dt.date.max)
    ends = post.established_until if post.established_until and post.established_until <= day else None
    if since <= day and (ends is None or since < ends):
        spells.append(spell(rows, since, ends, day=day))
    return spells[::-1]


def counts(row: Occupancy) -> bool:
    """Whether the holder fills the post: covering the absence of somebody who returns does."""
    return row.kind in COUNTS or row.returns_on is not None


def spell(rows: Sequence[Occupancy], since: dt.date, until: dt.date | None, *, day: dt.date) -> Spell:
    covered = [
        f"{Kind(row.kind).label.lower()} from {long_day(max(row.since, since))}"
        for row in rows
        if row.kind in (Kind.INTERIM, Kind.ACTING) and not counts(row)
        if (until is None or row.since < until) and (row.until is None or row.until > since)
    ]
    covered = [*dict.fromkeys(covered)]  # who went with a post that moved is with both
    how = f"Covered: {join_words(covered)}" if covered else "Nobody held it"
    return Spell(since, until, ((until or day) - since).days, how)
