"""Load rounds that were run on paper and their nominations from files, all or nothing.

Of whoever agreed what was said is kept, as if it had been said here; of whoever did not, the number. Nobody is mailed.
What is kept already is not changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from regions.actions.organisation_codes import OrganisationCodes
from regions.models import Region
from talentboard.access import NATION, NotAllowed, Permission, require
from talentboard.audit import Event, record, record_each
from talentboard.clock import today
from talentboard.retention.periods import lasts_on
from talentboard.sheets import read
from talentboard.sheets.reading import File

from .kept import kept_of
from .nominations import plan_nominations
from .plan import NominationsPlan, Writes
from .rounds import plan_rounds
from .saving import lock, save
from .sheets import NOMINATION_SHEETS
from .work import Work

__all__ = ["NOMINATION_SHEETS", "NominationsPlan", "check_nominations", "import_nominations"]

CHANGED_MEANWHILE = (
    "What the file would change is different now, because somebody has saved something else. Check it again."
)


def check_nominations(
    files: Iterable[File], *, as_of: dt.date, by: Any, region: Region | None = None
) -> NominationsPlan:
    """What the files would change as of a day; nothing is saved.

    region: the one whose rounds they may speak of; none only for the operator of the command line.
    Raises NotFound or NotPermitted for whoever may not run the region's nominations.
    """
    require(by, Permission.RUN_NOMINATIONS, about=region or NATION)
    with transaction.atomic():
        plan = planned(files, as_of=as_of, by=by, region=region)
        record(Event.FILE_CHECKED, by=by, region=region.slug if region else NATION, ref="nominations")
    return plan


@transaction.atomic
def import_nominations(
    files: Iterable[File],
    *,
    as_of: dt.date,
    by: Any,
    region: Region | None = None,
    expected: str | None = None,
    progress: Callable[[str], None] = lambda sentence: None,
) -> NominationsPlan:
    """Record what the files say, and say what is new and who must now be told.

    Nothing is saved of a file with problems: they are all in the plan that is returned, whose `saved` is false.
    It is planned anew under a lock. expected: the digest of the plan that somebody was shown; raises NotAllowed when
    it would be another one now. Others are raised as by check_nominations.
    """
    require(by, Permission.RUN_NOMINATIONS, about=region or NATION)
    lock()
    plan = planned(files, as_of=as_of, by=by, region=region, progress=progress)
    if expected is not None and expected != plan.digest:
        raise NotAllowed(CHANGED_MEANWHILE)
    if not plan.is_right:
        return plan
    if plan.changes_anything:
        progress("Saving")
        save(plan.writes)
        record_each(Event.NOMINATIONS_IMPORTED, by=by, lines=touched(plan.writes))
    plan.saved = True
    return plan


def planned(
    files: Iterable[File],
    *,
    as_of: dt.date,
    by: Any,
    region: Region | None,
    progress: Callable[[str], None] = lambda sentence: None,
) -> NominationsPlan:
    """Read the files and plan what they would change."""
    progress("Reading")
    reading = read(files, NOMINATION_SHEETS)
    plan = NominationsPlan(reading, as_of)
    progress("Checking")
    day = today()
    work = Work(plan, OrganisationCodes(as_of), kept_of(reading), region, by, day, lasts_on("nominations", day))
    plan_rounds(work)
    plan_nominations(work)
    return plan


def touched(writes: Writes) -> list[tuple[Any, str, list[str]]]:
    """Lines of the audit. Of nominations that nobody agreed to there is the line of their round."""
    rounds = {one.round: one.round.access_region for one, _stated in writes.nominations}
    rounds |= {round: round.access_region for round in writes.rounds}
    people = [(one, one.access_region, ["candidate"]) for one in writes.candidates]
    agreed = [(one, one.access_region, ["nomination"]) for one, _ in writes.nominations if one.has_consent]
    return [*((round, region, ["nominations"]) for round, region in rounds.items()), *people, *agreed]
