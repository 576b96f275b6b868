"""Whom there is to see, who may see them, and when: an instance as its file says it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Session:
    """A time in which one panel can sit. starts and ends: London time, half-open; nominees: the most it can see."""

    id: str
    starts: dt.datetime
    ends: dt.datetime
    nominees: int

    @property
    def day(self) -> dt.date:
        return self.starts.date()


@dataclass(frozen=True, slots=True)
class Past:
    """An organisation that somebody has left; `until` is the first day on which they were no longer there."""

    organisation: str
    until: dt.date


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody to be seen once. sessions: those they can attend; ties: assessors by id."""

    id: str
    organisation: str
    past: tuple[Past, ...]
    sessions: tuple[str, ...]
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessor:
    """Somebody who can sit on panels, as assessor or as adviser. ties: nominees by id."""

    id: str
    organisation: str
    past: tuple[Past, ...]
    chief_executive: bool
    can_chair: bool
    has_chaired: bool
    inclusion_adviser: bool
    accredited_until: dt.date
    sessions: tuple[str, ...]
    most_sessions: int
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """That a nominee is seen in a session, or that an assessor sits in it; one of the two is None."""

    session: str
    nominee: str | None = None
    assessor: str | None = None

    def __str__(self) -> str:
        if self.nominee is not None:
            return f"nominee {self.nominee} in {self.session}"
        return f"assessor {self.assessor} in {self.session}"


@dataclass(frozen=True)
class Instance:
    """Everything, in the order of ids, so that the order of the file changes nothing."""

    sessions: tuple[Session, ...]
    nominees: tuple[Nominee, ...]
    assessors: tuple[Assessor, ...]
    fixed: tuple[Fixed, ...] = ()
