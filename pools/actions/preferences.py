"""What people say in their own record: where and how they would work, and what they hope to do next."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from django.db import transaction

from pools.models import Candidate
from talentboard.access import NotAllowed, NotFound

from .own_details import change_details, details_of, own


@dataclass(frozen=True, slots=True)
class Preferences:
    """Where and how somebody would work. mobility: the slugs of the regions; working_pattern: empty where not said."""

    mobility: frozenset[str] = frozenset()
    accepts_challenged: bool = False
    working_pattern: str = ""
    aspirations: str = ""

    @property
    def edition(self) -> str:
        """A short text that differs whenever anything of it does: of which edition somebody looked at."""
        said = asdict(self) | {"mobility": sorted(self.mobility)}
        return sha256(repr(sorted(said.items())).encode()).hexdigest()[:16]


class ChangedMeanwhile(NotAllowed):
    """Another window has changed the same meanwhile. present: what is kept now."""

    def __init__(self, present: Preferences) -> None:
        super().__init__("This has been saved from another window meanwhile. Look at both and keep what you want.")
        self.present = present


def preferences_of(candidate: Candidate) -> Preferences:
    """What is kept. One query."""
    return Preferences(
        frozenset(candidate.mobilities.values_list("region", flat=True)),
        candidate.accepts_challenged,
        candidate.working_pattern,
        candidate.aspirations,
    )


@transaction.atomic
def say_preferences(candidate: Candidate, said: Preferences, *, seen: str, by: Any) -> Preferences:
    """Keep what the person whose record it is says, as a part of their details. seen: the edition that they looked at.

    The same again changes nothing. Raises ChangedMeanwhile for another edition, NotFound for anybody else.
    """
    mine = own(by)
    if mine != candidate:
        raise NotFound("There is no such record of this person.")
    kept = preferences_of(mine)
    if kept == said:
        return kept
    if kept.edition != seen:
        raise ChangedMeanwhile(kept)
    parts = asdict(said) | {"mobility": tuple(sorted(said.mobility))}
    change_details(replace(details_of(mine), **parts), seen=None, by=by)
    return said
