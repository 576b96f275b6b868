"""The same done to many nominations: each by itself, so that what cannot be done to one stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from nominations.models import Nomination
from talentboard.access import NotAllowed, NotFound, NotPermitted

Act = Callable[[Nomination], object]


@dataclass
class Outcome:
    """What was done, and what was not with the sentence that says why."""

    done: list[Nomination] = field(default_factory=list)
    refused: list[tuple[Nomination, str]] = field(default_factory=list)


def for_each(ones: Iterable[Nomination], act: Act) -> Outcome:
    """Do it to each, in a transaction of its own."""
    outcome = Outcome()
    for one in ones:
        try:
            act(one)
        except (NotAllowed, NotPermitted, NotFound) as refusal:
            outcome.refused.append((one, str(refusal)))
        else:
            outcome.done.append(one)
    return outcome


def tried(ones: Iterable[Nomination], act: Act) -> Outcome:
    """What would come of it, with nothing done."""
    with transaction.atomic():
        outcome = for_each(ones, act)
        transaction.set_rollback(True)
    return outcome
