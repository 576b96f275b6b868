"""When a period may be set and a hold lifted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from talentboard.access import NotAllowed
from talentboard.clock import today
from talentboard.nhs.words import join_words, long_day

from .chapters import chapters


def can_set_period(slug: str, *, since: dt.date) -> None:
    """A chapter whose rows do not have their own end, from today on: what was deleted under an earlier one is gone."""
    slugs = sorted(chapter.slug for chapter in chapters() if not chapter.is_fixed)
    if slug not in slugs:
        raise NotAllowed(f"No period can be set for {slug}. It can for {join_words(slugs)}.")
    if since < today():
        raise NotAllowed(f"A period counts from {long_day(today())} or later, not from {long_day(since)}.")


def can_lift(about: Any, *, is_held: bool) -> None:
    """There is one to lift."""
    if not is_held:
        raise NotAllowed(f"{about} is under no legal hold.")
