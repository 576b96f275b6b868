"""What people say in their own record: where and how they would work, and what they hope to do next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction

from pools.models import Candidate
from talentboard.access import NotAllowed, NotFound
from talentboard.audit import Event, record


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
    """Keep what the person whose record it is says. seen: the edition that they looked at.

    The same again changes nothing. Raises ChangedMeanwhile for another edition, NotFound for anybody else.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if candidate.user_id is None or candidate.user_id != getattr(by, "pk", None):
        raise NotFound("There is no such record of this person.")
    kept = preferences_of(candidate)
    if kept == said:
        return kept
    if kept.edition != seen:
        raise ChangedMeanwhile(kept)
    candidate.accepts_challenged = said.accepts_challenged
    candidate.working_pattern, candidate.aspirations = said.working_pattern, said.aspirations
    candidate.full_clean()
    candidate.save()
    candidate.mobility.set(said.mobility)
    changed = [name for name in asdict(said) if getattr(kept, name) != getattr(said, name)]
    record(Event.PROFILE_CHANGED, about=candidate, by=by, changed=changed)
    return said
