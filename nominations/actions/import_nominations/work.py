"""What the planning of one file of rounds on paper stands on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nominations.models import Round
from pools.models import Candidate
from regions.actions.organisation_codes import OrganisationCodes
from regions.models import Organisation, Region
from talentboard.accounts.models import User
from talentboard.retention import Lasts
from talentboard.sheets import Row

from .kept import Kept

if TYPE_CHECKING:
    from .plan import NominationsPlan

REGION_KIND = "Regions that cannot be used"
RoundKey = tuple[str, str, str]  # a region, and the names of a pool and a round in small letters


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row of nominations means, where all of it could be read. candidate: none where nobody agreed."""

    row: Row
    round: Round
    nominator: User
    endorser: User | None
    employer: Organisation | None
    employer_outside: str
    candidate: Candidate | None


@dataclass
class Work:
    """region: the only one that the file may speak of, if any. by: whoever loads it. today: by which it is judged
    whether something has been kept long enough. unread_rounds: those whose own rows cannot be read."""

    plan: NominationsPlan
    codes: OrganisationCodes
    kept: Kept
    region: Region | None
    by: Any
    today: dt.date
    lasts: Lasts
    unread_rounds: set[RoundKey] = field(default_factory=set)

    @property
    def as_of(self) -> dt.date:
        return self.plan.as_of

    def region_of(self, row: Row) -> Region | None:
        """The region of a row, or a report of why it cannot be that one."""
        if not row.reads("region"):
            return None
        found = self.kept.regions.get(row["region"])
        if found is None:
            right = "The same file after bin/manage load_reference."
            row.report("region", "The regions are not loaded yet", right, kind=REGION_KIND)
        elif self.region is not None and found != self.region:
            wrong = f"The round is in {found.name}, not in {self.region.name}"
            row.report("region", wrong, f"A round of {self.region.name}: {self.region.slug}.", kind=REGION_KIND)
            return None
        return found


def round_key(row: Row) -> RoundKey | None:
    """Which round a row names; none where it does not."""
    if not row.reads("region", "pool", "round"):
        return None
    return (row["region"], row["pool"].casefold(), row["round"].casefold())
