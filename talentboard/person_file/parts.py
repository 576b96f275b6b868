"""What is held about a person, in parts: one an app, each for a page and for a file that a machine reads.

Whatever is said in words may carry the same as `data`: days, slugs and numbers as JSON takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from talentboard.accounts.models import User

Link = tuple[str, str]  # words, address
AS_SAID = object()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is held: "Would work in", "East and London". No value is said as "Not given".

    data: as JSON takes it, where that is something else than the words. change: the address of the page where the
    person changes it, empty where they cannot.
    """

    key: str
    label: str
    value: str
    data: Any = AS_SAID
    change: str = ""

    @property
    def for_a_machine(self) -> Any:
        return self.value if self.data is AS_SAID else self.data


@dataclass(frozen=True, slots=True)
class Happening:
    """What is going on for this person just now, in a sentence, and what they can do about it."""

    sentence: str
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of "Pools and nominations": what it is, where it stands (a state, and its words), when it is deleted.

    under: a second line in small ("member since 3 March 2025"). url: its page, where it has one.
    """

    what: str
    under: str
    state: str
    label: str
    deleted: str
    data: Mapping[str, Any]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Dated rows under a heading of their own: readiness decided, corrections asked for, mails sent.

    rows: the newest first, each with a cell a column, in words. data: the same rows as JSON takes them. number: how
    many there are, where a page is given only the newest of many.
    """

    key: str
    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    data: Sequence[Mapping[str, Any]]
    lead: str = ""
    number: int | None = None

    @property
    def left_out(self) -> int:
        """How many older ones there are."""
        return 0 if self.number is None else self.number - len(self.rows)


@dataclass(frozen=True, slots=True)
class Deletion:
    """What is deleted, and when: "2 March 2029", "as long as your account is open"."""

    what: str
    when: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the page: a heading, paragraphs, and ways on."""

    heading: str
    paragraphs: Sequence[str]
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Looking:
    """Lines of the audit by which somebody has looked at what is held. words: what they opened ("Your CV").

    is_list: it showed many people at once, so that the person was among what was seen, and perhaps not looked at.
    """

    lines: Q
    words: str
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one app holds about one person. key: of the part in the file that a machine reads.

    not_shown: what is held and not shown here, and why, a sentence each. is_slight: nothing that not everybody has who
    has an account.
    """

    key: str
    heading: str
    facts: Sequence[Fact] = ()
    now: Sequence[Happening] = ()
    standing: Sequence[Standing] = ()
    rows: Sequence[Rows] = ()
    deletions: Sequence[Deletion] = ()
    asides: Sequence[Aside] = ()
    not_shown: Sequence[str] = ()
    looked: Sequence[Looking] = ()
    is_slight: bool = False


PartOf = Callable[[User, bool], Part | None]
ON_A_PAGE = 10
"""So many of rows that may be thousands stand on the page; all of them are in the files."""
_registered: list[tuple[int, PartOf]] = []


def register_part(function: PartOf, *, order: int) -> None:
    """Add an app's part. order: its place on the page.

    It is a function of whose file it is, and of whether the whole of it is wanted: for a page only the newest of rows
    that may be thousands. None where nothing is held. It is asked for the person themself and for nobody else, by the
    web and by the worker, and changes nothing.
    """
    if (order, function) not in _registered:
        _registered.append((order, function))
        _registered.sort(key=lambda one: one[0])


def parts_of(person: User, *, whole: bool = False) -> list[Part]:
    """What is held about somebody, part by part. whole: all of it, for a file."""
    return [part for _, function in _registered if (part := function(person, whole)) is not None]
