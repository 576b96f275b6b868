"""Everything that is held about a person, put together: for the page, and for the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from talentboard.accounts.models import User
from talentboard.clock import now

from .looks import Look, Looks
from .parts import Aside, Deletion, Happening, Part, Rows, Standing, parts_of


@dataclass(frozen=True)
class PersonFile:
    """What is held about somebody. looks: who looked at it."""

    person: User
    parts: Sequence[Part]
    made_at: dt.datetime

    @property
    def looks(self) -> Looks:
        return Looks(self.person, self.parts)

    @property
    def now(self) -> list[Happening]:
        return [one for part in self.parts for one in part.now]

    @property
    def standing(self) -> list[Standing]:
        return [one for part in self.parts for one in part.standing]

    @property
    def rows(self) -> list[Rows]:
        return [one for part in self.parts for one in part.rows]

    @property
    def deletions(self) -> list[Deletion]:
        return [one for part in self.parts for one in part.deletions]

    @property
    def asides(self) -> list[Aside]:
        return [one for part in self.parts for one in part.asides]

    @property
    def not_shown(self) -> list[str]:
        return [one for part in self.parts for one in part.not_shown]

    @property
    def is_only_an_account(self) -> bool:
        """Whether nothing is held but a name and an address: no record, no role, nothing under way."""
        return all(part.is_slight for part in self.parts)


def gathered(person: User, *, whole: bool = False) -> PersonFile:
    """What is held about somebody. whole: all of it, for a file; otherwise as much as a page shows."""
    return PersonFile(person, parts_of(person, whole=whole), now())


def as_data(file: PersonFile) -> dict[str, Any]:
    """All of it as JSON takes it."""
    looks = file.looks
    return {
        "about": {"name": file.person.name, "email": file.person.email, "made_at": file.made_at},
        **{part.key: _part(part) for part in file.parts},
        "who_looked": [look.data() for look in looks.described(looks.all())],
        "deleted": [{"what": one.what, "when": one.when} for one in file.deletions],
        "not_shown": file.not_shown,
    }


def _part(part: Part) -> dict[str, Any]:
    said: dict[str, Any] = {"heading": part.heading}
    if part.facts:
        said["facts"] = {fact.key: fact.for_a_machine for fact in part.facts}
    if part.now:
        said["now"] = [one.sentence for one in part.now]
    if part.standing:
        said["standing"] = [{**one.data, "deleted": one.deleted} for one in part.standing]
    return said | {rows.key: list(rows.data) for rows in part.rows}


def looks_of_a_page(file: PersonFile, number: int) -> tuple[list[Look], int]:
    """The newest times that somebody opened something of the person's own, and how many there were."""
    looks = file.looks
    lines = looks.opened()
    return looks.described(lines[:number]), lines.count()
