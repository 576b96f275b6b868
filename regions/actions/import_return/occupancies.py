"""Who holds a post on a day, against who is kept as holding it before and after."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from regions.models import Occupancy, Post
from talentboard.nhs.words import long_day


class Unsaid(Enum):
    """The file has no such column: what is kept stays."""

    UNSAID = 0


UNSAID = Unsaid.UNSAID


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row says of the holding. holders: none where it names nobody; since: none where it does not say."""

    kind: str
    holders: tuple[str, ...]
    since: dt.date | None
    expected_end: dt.date | Unsaid | None = UNSAID
    returns_on: dt.date | Unsaid | None = UNSAID


@dataclass(slots=True)
class Settled:
    """The rows that change. shrunk ones only lose days, so they can be stored before the others grow."""

    new: list[Occupancy] = field(default_factory=list)
    shrunk: list[Occupancy] = field(default_factory=list)
    changed: list[Occupancy] = field(default_factory=list)
    restated: list[Occupancy] = field(default_factory=list)
    gone: list[Occupancy] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.shrunk or self.changed or self.gone)


class Clash(Exception):
    """What the row says cannot be so beside what is kept: the column, what is wrong and what would be right."""

    def __init__(self, column: str, wrong: str, right: str) -> None:
        super().__init__(wrong)
        self.column, self.wrong, self.right = column, wrong, right


def begins_before(held: Occupancy) -> Clash:
    """The row begins before a holding that is kept as beginning later."""
    day = long_day(held.since)
    return Clash(
        "since",
        f"We keep this post as {Occupancy.Kind(held.kind).label.lower()} from {day}, which is later",
        f"A day after {day}, or blank: the change is then taken as made on the day that the file describes.",
    )


def settle(post: Post, history: Sequence[Occupancy], stated: Stated, *, as_of: dt.date, signs: bool = True) -> Settled:
    """What has to change so that the post is held on the day as stated. Raises Clash.

    The same kind and holder as kept: nothing changes but what the row says more exactly. Otherwise the new holding
    begins on the stated day, by default the day of the file, and what was kept until then ends there. A holding that
    began on the very day of the file was said by an earlier file for the same day, and is replaced. What is kept of
    later days stays. signs: whether a holding that is not signed off is signed off by this.
    """
    current = next((held for held in history if covers(held, as_of)), None)
    if current is not None and is_same(current, stated):
        return restate(current, history, stated, signs=signs)
    return begin(post, current, history, stated, as_of=as_of)


def covers(held: Occupancy, day: dt.date) -> bool:
    return held.since <= day and (held.until is None or held.until > day)


def is_same(held: Occupancy, stated: Stated) -> bool:
    """The same kind, and the same holders in any order; a row that names nobody does not say that they have left."""
    same_people = sorted(map(str.casefold, held.holders)) == sorted(map(str.casefold, stated.holders))
    return held.kind == stated.kind and (same_people or not stated.holders)


def restate(current: Occupancy, history: Sequence[Occupancy], stated: Stated, *, signs: bool) -> Settled:
    """The current holding with what the row says more exactly: its first day, its expected end, who returns."""
    settled = Settled()
    if stated.since and stated.since != current.since:
        settled.words.append(f"since was {long_day(current.since)}")
        move_start(current, history, stated.since, settled)
    for name, says in (("expected_end", stated.expected_end), ("returns_on", stated.returns_on)):
        was = getattr(current, name)
        if says is not UNSAID and says != was:
            settled.words.append(f"{name} was {long_day(was) if was else 'not given'}")
            setattr(current, name, says)
    if settled.words:
        settled.restated.append(current)
    if signs and not current.signed_off:
        settled.words.append("was not signed off")
        current.signed_off = True
    if settled.words:
        settled.changed.append(current)
    return settled


def move_start(current: Occupancy, history: Sequence[Occupancy], since: dt.date, settled: Settled) -> None:
    """Let the current holding begin on another day, and what was before it end there."""
    for held in history:
        if held is current:
            continue
        if since <= held.since < current.since:
            raise begins_before(held)
        if held.since < since and held.until is not None and held.until > since:
            held.until = since
            settled.shrunk.append(held)
        elif held.until == current.since and since > current.since:
            held.until = since
            settled.changed.append(held)
    if since > current.since:
        settled.shrunk.append(current)
    current.since = since


def begin(
    post: Post, current: Occupancy | None, history: Sequence[Occupancy], stated: Stated, *, as_of: dt.date
) -> Settled:
    """A new holding from the stated day, until what is kept of later days."""
    settled, since = Settled(), stated.since or as_of
    began = [held for held in history if since <= held.since <= as_of]
    if between := [held for held in began if since < held.since < as_of]:
        raise begins_before(between[0])
    later = next((held.since for held in history if held.since > as_of), None)
    until = current.until if current else later
    if current:
        settled.words.append(f"was {said(current)}")
    for held in history:
        if held.since < since and (held.until is None or held.until > since):
            held.until = since
            settled.shrunk.append(held)
    settled.gone = began
    settled.new.append(
        Occupancy(
            post=post,
            kind=stated.kind,
            holders=list(stated.holders),
            since=since,
            until=until,
            expected_end=None if stated.expected_end is UNSAID else stated.expected_end,
            returns_on=None if stated.returns_on is UNSAID else stated.returns_on,
        )
    )
    return settled


def said(held: Occupancy) -> str:
    """A holding in words: "vacant", "interim (H. Lindqvist)"."""
    names = " and ".join(held.holders)
    label = Occupancy.Kind(held.kind).label.lower()
    return f"{label} ({names})" if names else label
