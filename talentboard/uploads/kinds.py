"""What the apps register: the kinds of file that the page takes, and what can be done once one is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talentboard.access import Permission, permitted
from talentboard.sheets import Row, Sheet
from talentboard.sheets.plans import FilePlan
from talentboard.sheets.reading import File

Noun = tuple[str, str]  # "post", "posts"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a file says or leaves out: what it is, where it belongs, what the file says, what that does."""

    what: str
    place: str
    says: str = ""
    verdict: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the team must now tell. keeper: the slug of the region that keeps them."""

    name: str
    email: str
    keeper: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    label, hint: how the page offers it. permission: needed in the region, to check and to save.
    title: the heading for a day. nouns: of one row and of several, by sheet. known_by: the columns always shown of a
    row, by sheet. describe: a row that can be read, as a Line without its verdict.
    check, save: the actions, called with files, as_of, by, region (its slug), options, and save with `expected` too.
    besides: (label, sentence) of what else would change; gone: a Line for each thing that is kept and not in the file.
    amount: how much would be saved, as (number, noun). people: whom to tell. elsewhere: a Line for each person whom
    another region keeps differently. blank: the file to fill in, for a region. seen_as: which rows somebody may see.
    about: what the permission is needed for, where that is not the whole region but a thing that the options name.
    afterwards: where the region shows what has been saved, as (words, address below the region's).
    counts_in_figures: whether figures made from then on are others.
    """

    slug: str
    label: str
    hint: str
    permission: Permission
    sheets: Sequence[Sheet]
    nouns: Mapping[str, Noun]
    known_by: Mapping[str, Sequence[str]]
    title: Callable[[dt.date], str]
    describe: Callable[[Row], Line]
    check: Callable[..., FilePlan]
    save: Callable[..., FilePlan]
    amount: Callable[[Any], Iterable[tuple[int, Noun]]]
    blank: Callable[[str, Any], bytes]
    afterwards: tuple[str, str]
    counts_in_figures: bool = True
    besides: Callable[[Any], Iterable[tuple[str, str]]] = lambda plan: ()
    gone: Callable[[Any], Iterable[Line]] = lambda plan: ()
    people: Callable[[Any], Iterable[Person]] = lambda plan: ()
    elsewhere: Callable[[Any], Iterable[Line]] = lambda plan: ()
    seen_as: Callable[[Any, str], str] = lambda user, region: ""
    takes_close_missing: bool = False
    about: Callable[[str, Mapping[str, Any]], Any] = lambda region, options: region


@dataclass(frozen=True, slots=True)
class NextStep:
    """A button once a file has been saved: its words, the address that it posts to, and the sentence over it."""

    label: str
    url: str
    why: str = ""


Files = Sequence[File]
StepsFor = Callable[[Any, str], Iterable[NextStep]]
_steps: list[StepsFor] = []
_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind of file known, under its slug."""
    _kinds[kind.slug] = kind


def kind_named(slug: str) -> Kind:
    """The kind of that slug. KeyError when no app has registered it."""
    return _kinds[slug]


def every_kind() -> list[Kind]:
    """In the order in which the apps registered them."""
    return list(_kinds.values())


def kinds_for(user: Any, region: str) -> list[Kind]:
    """What somebody may upload for a region."""
    return [kind for kind in _kinds.values() if permitted(user, kind.permission, region=region)]


def register_next_step(function: StepsFor) -> None:
    """Add what an app offers after saving: a function of the user and the region's slug."""
    _steps.append(function)


def next_steps(user: Any, region: str) -> list[NextStep]:
    """What somebody can do once a file of theirs has been saved for a region."""
    return [step for function in _steps for step in function(user, region)]
