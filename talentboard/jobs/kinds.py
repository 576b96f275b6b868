"""What kinds of background work there are. Each app registers its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Job
    from .running import Progress


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page of a finished job says, and where it leads."""

    sentence: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job.

    prepare: what can be read or computed before the transaction; its answer is handed to run.
    run: does the work inside one transaction and returns the result (references only, for JSON).
    title: the heading of its page. outcome: what the page says once it is done. queue: `quick` or `reports`.
    """

    slug: str
    run: Callable[[Job, Progress, Any], dict]
    title: Callable[[Job], str]
    outcome: Callable[[Job], Outcome]
    prepare: Callable[[Job, Progress], Any] | None = None
    queue: str = "quick"
    most_attempts: int = field(default=5)


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind of job known, under its slug."""
    _kinds[kind.slug] = kind


def kind_of(job: Job) -> Kind:
    """The kind of a job. KeyError when no app has registered it."""
    return _kinds[job.kind]
