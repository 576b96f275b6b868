"""Who said a thing of a post, when, and where: in a return, in a file, or in a correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django.urls import reverse

from regions.models import Return
from regions.reach import Reach, reach
from talentboard.access import Permission
from talentboard.nhs.filters import as_day
from talentboard.nhs.words import long_day

# How it is said of what no return on its own page has stated, by where it comes from.
SAID_ON = {"correction": "Corrected on", "return": "Loaded from a file on", "confidence": "Said in confidence on"}


class Fact(Protocol):
    """A row of a post, a holding or a forecast, or of the history of one."""

    recorded_at: dt.datetime
    recorded_by: Any
    stated_in: Return | None
    stated_in_id: UUID | None
    signed_off: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Where a thing was said: words, and the address of the return that they name, where the reader may open it.

    by: whose account said it, empty where the reader is not told.
    """

    words: str
    url: str = ""
    by: str = ""


@dataclass
class Reader:
    """Somebody who reads a post's page. whole: they see forecasts in full, returns, and who said a thing.

    opens: the ids of the returns that they may open.
    """

    user: Any
    slug: str
    whole: bool
    opens: frozenset[UUID] = field(default_factory=frozenset)

    def may_open(self, facts: Iterable[Fact]) -> None:
        """Find out which of the returns that these name the reader may open. One query, or none."""
        named = {fact.stated_in_id for fact in facts if fact.stated_in_id}
        if self.whole and named:
            returns = returns_here(self.user, self.slug).returns().filter(pk__in=named)
            self.opens = frozenset(returns.values_list("pk", flat=True))

    def said(self, fact: Fact, *, source: str = "") -> Said:
        """How a thing came to be said. source: where that is known, of what no return has stated."""
        by = fact.recorded_by.name if self.whole and fact.recorded_by else ""
        if fact.stated_in is not None:
            return Said(f"In the return for {fact.stated_in.period}", self.address(fact.stated_in_id), by)
        source = source or ("" if fact.signed_off else "correction")
        return Said(f"{SAID_ON.get(source, 'Recorded on')} {long_day(as_day(fact.recorded_at))}", "", by)

    def address(self, return_id: UUID | None) -> str:
        """Of a return, where the reader may open it."""
        return reverse("regions:return", args=[self.slug, return_id]) if return_id in self.opens else ""


def returns_here(user: Any, slug: str) -> Reach:
    return reach(user, Permission.READ_RETURN).within(slug)
