"""What has been corrected since the last return and waits to be signed, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regions.actions.returns.book import Book
from regions.actions.returns.kept import KeptPost
from regions.models import Forecast, Occupancy, Post
from talentboard.accounts.models import User
from talentboard.clock import LONDON
from talentboard.nhs.words import long_day


def names_of(book: Book) -> dict[Any, str]:
    """The names of everybody whom the page speaks of, by account; one statement, or none."""
    ids = {line.said_by_id for line in book.lines}
    ids |= {fact.recorded_by_id for kept in book.posts.values() for fact in corrected(book, kept)}
    ids.discard(None)
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def corrected(book: Book, kept: KeptPost) -> Iterator[Post | Occupancy | Forecast]:
    """What has been corrected of a post by the return's day and not been signed off, as far as it may be seen."""
    post = kept.post
    if not post.signed_off:
        yield post
    yield from (
        held
        for held in book.kept.occupancies[post.pk]
        if not held.signed_off and held.since <= max(kept.day, post.established_from)
    )
    yield from (
        told
        for told in book.kept.forecasts[post.pk, False]
        if not told.signed_off
        and told.as_of <= kept.day
        and told.superseded_on is None
        and kept.eyes.sees(confidential=False, author=told.recorded_by_id)
    )


def unsigned(book: Book, kept: KeptPost, names: dict[Any, str]) -> Iterator[str]:
    """A sentence for each correction: "Corrected on 10 November 2026 by Priya Shah, not yet signed off: ..."."""
    for fact in corrected(book, kept):
        by = names.get(fact.recorded_by_id, "")
        on = long_day(fact.recorded_at.astimezone(LONDON).date())
        who = f"Corrected on {on}{f' by {by}' if by else ''}, not yet signed off"
        if isinstance(fact, Occupancy):
            names_of_holders = f" ({' and '.join(fact.holders)})" if fact.holders else ""
            yield f"{who}: {Occupancy.Kind(fact.kind).label.lower()}{names_of_holders} since {long_day(fact.since)}."
        elif isinstance(fact, Forecast):
            if fact.withdrawn_on:
                yield f"Its forecast was withdrawn on {long_day(fact.withdrawn_on)}, not yet signed off."
            else:
                yield f"{who}: expected to fall vacant on {long_day(fact.expected_on)}."
        else:
            yield f"{who}: the post itself."
