"""What the planning of one file of members stands on."""

import datetime as dt
from dataclasses import dataclass, field

from pools.models import Pool
from regions.actions.organisation_codes import OrganisationCodes
from regions.models import Organisation, Post, Region
from talentboard.sheets import Row

from .kept import Kept
from .plan import MembersPlan

REGION_KIND = "Regions that cannot be used"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row of members means, where all of it could be read."""

    row: Row
    pool: Pool
    employer: Organisation | None
    employer_outside: str
    current_post: Post | None


@dataclass
class Work:
    """region: the only one that the file may speak of, if any.

    unread_pools: region and name of the pools whose own rows cannot be read.
    """

    plan: MembersPlan
    codes: OrganisationCodes
    kept: Kept
    region: Region | None
    unread_pools: set[tuple[str, str]] = field(default_factory=set)

    @property
    def as_of(self) -> dt.date:
        return self.plan.as_of

    def region_of(self, row: Row) -> Region | None:
        """The region of a row, or a report of why it cannot be that one."""
        if not row.reads("region"):
            return None
        found = self.kept.regions.get(row["region"])
        if found is None:
            row.report(
                "region",
                "The regions are not loaded yet",
                "The same file after bin/manage load_reference.",
                kind=REGION_KIND,
            )
        elif self.region is not None and found != self.region:
            row.report(
                "region",
                f"The pool is in {found.name}, not in {self.region.name}",
                f"A pool of {self.region.name}: {self.region.slug}.",
                kind=REGION_KIND,
            )
            return None
        return found
