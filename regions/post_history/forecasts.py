"""Every forecast of a post that a reader may see: who said it, when and where, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, When

from regions.access import confidential_seen_by, own_posts
from regions.models import Forecast, Post
from regions.posts import likelihood
from talentboard.nhs.words import long_day

from .holdings import Spell
from .saying import Reader, Said

FACTS = ("expected_on", "probability", "reason")


@dataclass(frozen=True, slots=True)
class Told:
    """A forecast in words. became: what became of it by the day that the page shows."""

    expected_on: dt.date
    likely: str
    reason: str
    is_confidential: bool
    as_of: dt.date
    said: Said
    became: str
    is_signed: bool


def with_eyes(posts: QuerySet[Post], user: Any) -> QuerySet[Post]:
    """Adds `is_own`: the person holds the post, and `is_confided`: they may see its confidential forecasts."""
    confided = confidential_seen_by(user)
    return posts.annotate(is_own=yes(own_posts(user)), is_confided=yes(Q(pk__in=[]) if confided is None else confided))


def yes(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def forecasts_of(post: Post, reader: Reader, *, day: dt.date) -> list[Forecast]:
    """Those made for a day up to this one that the reader may see, in the order of their days. One query, or none.

    As in `Reach.posts_with_forecasts`: none where they are not seen in full, of one's own post and of one that is led
    elsewhere only what one has entered. post: with `counted`, `is_own` and `is_confided`.
    """
    if not reader.whole:
        return []
    seen = Q(confidential=False) if post.counted and not post.is_own else Q(confidential=False, recorded_by=reader.user)
    if post.counted and post.is_confided:
        seen |= Q(confidential=True)
    rows = post.forecasts.filter(seen, as_of__lte=day)
    return list(rows.select_related("recorded_by", "stated_in").order_by("as_of", "pk"))


def told_of(
    post: Post, rows: Sequence[Forecast], reader: Reader, *, spells: Sequence[Spell], day: dt.date
) -> list[Told]:
    """The same in words, the newest first. What became of one is told from the rows alone that the reader may see."""
    return [
        Told(
            expected_on=row.expected_on,
            likely=likelihood.in_words(row.probability),
            reason=Forecast.Reason(row.reason).label,
            is_confidential=row.confidential,
            as_of=row.as_of,
            said=reader.said(row, source="confidence" if row.confidential else row.source),
            became=became(post, row, rows, spells=spells, day=day),
            is_signed=row.signed_off or row.withdrawn_on is not None,
        )
        for row in reversed(rows)
    ]


def became(post: Post, row: Forecast, rows: Sequence[Forecast], *, spells: Sequence[Spell], day: dt.date) -> str:
    """Came true, stands, was superseded or withdrawn. No forecast is hinted at that is not among the rows: of one's own
    post it is not said why something is not in force any more.
    """
    ended = row.ended_on if row.ended_on and row.ended_on <= day else None
    if opened := came_true(row, spells, day=day):
        return f"Came true: it fell open on {long_day(opened)}"
    if ended is None:
        return "Stands, though the day has passed" if row.expected_on < day else "Stands"
    if next_one := successor(row, rows, ended):
        same = all(getattr(row, name) == getattr(next_one, name) for name in FACTS)
        return f"Said again as of {long_day(ended)}" if same else f"Superseded on {long_day(ended)}"
    if post.established_until == ended:
        return f"Ended with the post on {long_day(ended)}"
    if post.is_own or row.withdrawn_on != ended:
        return f"Not in force since {long_day(ended)}"
    return f"Withdrawn on {long_day(ended)}" + ("" if row.signed_off else ", not yet signed off")


def came_true(row: Forecast, spells: Sequence[Spell], *, day: dt.date) -> dt.date | None:
    """The day on which the post fell open while the forecast stood; one withdrawn on that very day stood."""
    stood = row.ended_on or dt.date.max
    if row.withdrawn_on and row.withdrawn_on == row.ended_on:
        stood += dt.timedelta(days=1)
    return min(
        (spell.since for spell in spells if row.as_of < spell.since < stood and spell.since <= day), default=None
    )


def successor(row: Forecast, rows: Sequence[Forecast], on: dt.date) -> Forecast | None:
    """The forecast of the same kind that stood from the day on which this one was superseded."""
    if row.superseded_on != on:
        return None
    alike = [one for one in rows if one.confidential == row.confidential and one.pk != row.pk]
    return next((one for one in alike if one.as_of <= on and (one.ended_on is None or one.ended_on > on)), None)
