"""What waits for whom: each app says it of its own queues."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

NEVER = dt.date.max


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of a digest.

    words: what waits, with its number ("3 nominations to endorse"), and no name: mails are read by others too. count:
    that number. oldest: since which day the oldest waits. due: the first day on which some of it is due. url: the path
    of the page where it waits. region: the slug of the one in which it waits, `england` for several.
    """

    words: str
    count: int
    url: str
    oldest: dt.date | None = None
    due: dt.date | None = None
    region: str = "england"


class Queue(Protocol):
    """What waits on a day, by the ids of accounts; of everybody, or of these people."""

    def __call__(self, day: dt.date, people: Collection[UUID] | None = None) -> Mapping[UUID, Sequence[Waiting]]: ...


_queues: dict[str, Queue] = {}


def register_queue(name: str, queue: Queue) -> None:
    """Have what waits in a queue told every working day. A name registered twice counts once."""
    _queues[name] = queue


def waiting_for(day: dt.date, people: Collection[UUID] | None = None) -> dict[UUID, list[Waiting]]:
    """Everybody for whom something waits, or those of these people, with their lines: what is due first comes first."""
    lines: dict[UUID, list[Waiting]] = defaultdict(list)
    for queue in _queues.values():
        for person, found in queue(day, people).items():
            lines[person] += [line for line in found if line.count]
    return {
        person: sorted(found, key=lambda line: (line.due or NEVER, line.oldest or NEVER))
        for person, found in lines.items()
        if found and (people is None or person in people)
    }
