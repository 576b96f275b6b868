"""When people may change what is kept of them, and ask for what they cannot change themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Protocol

from pools.models import Candidate, CorrectionRequest, ReadinessBand, SelfView
from talentboard.access import NotAllowed
from talentboard.nhs.words import long_day
from talentboard.working_days import working_days_after

LONGEST_HOPE = 4000
LONGEST_REQUEST = 2000
MOST_OPEN = 5
ANSWERED_WITHIN = 15
"""Working days: less than the month that the law gives."""


class Said(Protocol):
    """The part of somebody's details that rules look at."""

    @property
    def name(self) -> str: ...
    @property
    def employer(self) -> object | None: ...
    @property
    def employer_outside(self) -> str: ...
    @property
    def aspirations(self) -> str: ...


def can_change_details(said: Said) -> None:
    """With a name, one employer at most, and hopes that fit."""
    if not said.name:
        raise NotAllowed("Enter your name. Nothing has been saved.")
    if said.employer and said.employer_outside:
        raise NotAllowed("An employer is in the NHS or outside it, not both. Nothing has been saved.")
    if len(said.aspirations) > LONGEST_HOPE:
        raise NotAllowed(f"What you hope to do next takes {LONGEST_HOPE:,} characters at most. Nothing has been saved.")


def is_nobody_elses(known: Candidate | None) -> None:
    """An account gets no record that another one looks after. known: the record of its address, where there is one."""
    if known is not None:
        raise NotAllowed(
            "Your address is kept in a record that is looked after by another account. The talent team of "
            f"{known.kept_by.name} can put that right. Nothing has been changed."
        )


def is_as_seen(digest: str, seen: str | None) -> bool:
    """Whether nobody has changed the record since its owner looked at it. seen: none where it does not matter."""
    return seen is None or seen == digest


def can_say_view(band: ReadinessBand | None, *, newest: SelfView | None) -> None:
    """Something to say, or something said before that is taken back."""
    if band is None and newest is None:
        raise NotAllowed("You have not given a view of your own yet, so there is nothing to take back.")


def can_ask(words: str, *, open_requests: Collection[CorrectionRequest]) -> None:
    """In words, not what was asked already, and not too many at once."""
    if not words:
        raise NotAllowed("Say what would be right. Nothing has been sent.")
    if len(words) > LONGEST_REQUEST:
        raise NotAllowed(f"A request takes {LONGEST_REQUEST:,} characters at most. Nothing has been sent.")
    for one in open_requests:
        if one.words == words:
            raise NotAllowed(f"You have asked for this already. You get an answer by {long_day(one.due)}.")
    if len(open_requests) >= MOST_OPEN:
        raise NotAllowed(f"{MOST_OPEN} requests of yours await an answer. Wait for one of them before you ask again.")


def due_for(asked_on: dt.date) -> dt.date:
    """By when a request is answered."""
    return working_days_after(asked_on, ANSWERED_WITHIN)


def can_answer(request: CorrectionRequest, *, outcome: str, answer: str, by: Any) -> None:
    """One that awaits an answer, in words, by somebody else than the person whom it is about."""
    if getattr(by, "pk", None) in (request.asked_by_id, request.candidate.user_id):
        raise NotAllowed("This is your own request. Somebody else of the team answers it.")
    if request.state != CorrectionRequest.State.ASKED:
        raise NotAllowed("Somebody has answered this request meanwhile. Look at it again.")
    if outcome not in CorrectionRequest.Outcome.values:
        raise NotAllowed("Choose what was done. Nothing has been sent.")
    if not answer:
        raise NotAllowed("Say what they are told. Nothing has been sent.")
    if len(answer) > LONGEST_REQUEST:
        raise NotAllowed(f"An answer takes {LONGEST_REQUEST:,} characters at most. Nothing has been sent.")
