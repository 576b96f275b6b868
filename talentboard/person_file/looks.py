"""Who has looked at what is held about a person, from the audit: by name, in which role, at what, and when.

Never the person themself. A line of the audit that a list was read concerns everybody on it, and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Max, Min, Q, QuerySet, Value, When

from talentboard.accounts.models import User
from talentboard.audit.models import AuditEvent
from talentboard.clock import LONDON

from .parts import Looking, Part

OPERATOR = "The operator of the site"
Titles = Mapping[tuple[UUID, dt.date], str]
TitlesOn = Callable[[Iterable[tuple[UUID, dt.date]]], Titles]
_titles: list[TitlesOn] = []


def register_titles(function: TitlesOn) -> None:
    """Tell in which roles people acted: from pairs of an account's id and a day to words, in one query."""
    _titles[:] = [function]


@dataclass(frozen=True, slots=True)
class Look:
    """One time that somebody opened something. role: in words, empty where they held none then."""

    at: dt.datetime
    who: str
    role: str
    what: str
    is_list: bool

    @property
    def described(self) -> str:
        """ "Martin Osei, regional team" """
        return f"{self.who}, {self.role}" if self.role else self.who

    def data(self) -> dict[str, Any]:
        return {"at": self.at, "who": self.who, "role": self.role, "what": self.what, "was_a_list": self.is_list}


@dataclass(frozen=True, slots=True)
class Lists:
    """How often lists were read on which the person stood with others, by how many people, and between when."""

    times: int
    people: int
    first: dt.datetime | None
    last: dt.datetime | None


class Looks:
    """Who looked at one person's file."""

    def __init__(self, person: User, parts: Sequence[Part]) -> None:
        self.person = person
        self.kinds = [one for part in parts for one in part.looked]

    def opened(self) -> QuerySet[AuditEvent]:
        """The times when somebody opened what is about this person alone, newest first."""
        return self._lines(one for one in self.kinds if not one.is_list)

    def all(self) -> QuerySet[AuditEvent]:
        """Those, and the times when somebody read a list with others on it."""
        return self._lines(self.kinds)

    def lists(self) -> Lists:
        """The lists, counted. One query; none where there can be no lists."""
        kinds = [one for one in self.kinds if one.is_list]
        if not kinds:
            return Lists(0, 0, None, None)
        found = (
            self._lines(kinds)
            .order_by()
            .aggregate(times=Count("pk"), people=Count("by", distinct=True), first=Min("at"), last=Max("at"))
        )
        return Lists(**found)

    def described(self, lines: Iterable[AuditEvent]) -> list[Look]:
        """The lines in words. One query more, for the roles."""
        found = list(lines)
        asked = {(line.by_id, _day(line)) for line in found if line.by_id}
        titles = _titles[0](asked) if _titles and asked else {}
        return [
            Look(
                at=line.at,
                who=line.by.name if line.by else OPERATOR,
                role=titles.get((line.by_id, _day(line)), ""),
                what=self.kinds[line.looked_as].words,
                is_list=self.kinds[line.looked_as].is_list,
            )
            for line in found
        ]

    def _lines(self, kinds: Iterable[Looking]) -> QuerySet[AuditEvent]:
        """The lines of these kinds by anybody else, each with the place of its kind."""
        wanted = Q(pk__in=[])
        for one in kinds:
            wanted |= one.lines
        whens = [When(one.lines, then=Value(place)) for place, one in enumerate(self.kinds)]
        lines = AuditEvent.objects.filter(wanted).exclude(by=self.person).select_related("by").order_by("-pk")
        return lines.annotate(looked_as=Case(*whens, output_field=IntegerField())) if whens else lines.none()


def _day(line: AuditEvent) -> dt.date:
    return line.at.astimezone(LONDON).date()
