"""What the planning of one file stands on."""

import datetime as dt
from dataclasses import dataclass, field

from regions.actions.organisation_codes import KIND, NoSuchCode, OrganisationCodes
from regions.models import Organisation
from talentboard.sheets import Row

from .kept import Kept
from .plan import ReturnPlan


@dataclass
class Work:
    """close_missing: posts that the file no longer names are closed. sees_confidential: its author may see those.

    signs: what is said is signed off by it, as a file or a return is, and a correction between returns is not.
    unread_posts: code and reference of the posts whose rows cannot be read.
    """

    plan: ReturnPlan
    codes: OrganisationCodes
    kept: Kept
    close_missing: bool
    sees_confidential: bool
    signs: bool = True
    unread_posts: set[tuple[str, str]] = field(default_factory=set)

    @property
    def as_of(self) -> dt.date:
        return self.plan.as_of

    def organisation_of(self, row: Row) -> Organisation | None:
        """The organisation of a row, where its code means one."""
        found = self.codes.find(row["organisation"]) if row.reads("organisation") else None
        return found if isinstance(found, Organisation) else None


def check_organisations(rows: list[Row], codes: OrganisationCodes) -> list[Organisation]:
    """The organisations that the rows name, in the order of their codes; what is wrong with a code is reported."""
    found: dict[str, Organisation] = {}
    for row in rows:
        if not row.reads("organisation"):
            continue
        organisation = codes.find(row["organisation"])
        if isinstance(organisation, NoSuchCode):
            row.report("organisation", organisation.wrong, organisation.right, kind=KIND, likely=organisation.likely)
        else:
            found[organisation.code] = organisation
    return [found[code] for code in sorted(found)]
