"""Load pools and their members from files, all or nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from pools.models import Pool
from regions.actions.organisation_codes import OrganisationCodes
from regions.models import Region
from talentboard.access import NotAllowed, Permission, require
from talentboard.audit import Event, record, record_each
from talentboard.events import publish
from talentboard.sheets import read
from talentboard.sheets.plans import Judged, Verdict
from talentboard.sheets.reading import File

from .kept import kept_of
from .lookalikes import note_lookalikes
from .memberships import check_decisions, plan_membership
from .people import check_addresses, check_agreement, person_of
from .plan import KeptElsewhere, MembersPlan, ToTell
from .pools import plan_pools
from .rows import read_row
from .saving import lock, save
from .sheets import MEMBER_SHEETS
from .work import Stated, Work

__all__ = ["MEMBER_SHEETS", "KeptElsewhere", "MembersPlan", "ToTell", "check_members", "import_members"]

CHANGED_MEANWHILE = (
    "What the file would change is different now, because somebody has saved something else. Check it again."
)


def check_members(files: Iterable[File], *, as_of: dt.date, by: Any, region: Region | None = None) -> MembersPlan:
    """What the files would change as of a day; nothing is saved.

    region: the one whose pools they may speak of; none only for the operator of the command line.
    Raises NotFound or NotPermitted for whoever may not change the region's members.
    """
    require(by, Permission.CHANGE_MEMBERS, about=region or "england")
    with transaction.atomic():
        plan = planned(files, as_of=as_of, region=region)
        record(Event.FILE_CHECKED, by=by, region=region.slug if region else "england", ref="members")
    return plan


@transaction.atomic
def import_members(
    files: Iterable[File],
    *,
    as_of: dt.date,
    by: Any,
    region: Region | None = None,
    expected: str | None = None,
    progress: Callable[[str], None] = lambda sentence: None,
) -> MembersPlan:
    """Apply the files as of a day, and say what changed and who must now be told.

    Nothing is saved of a file with problems: they are all in the plan that is returned, whose `saved` is false.
    It is planned anew under a lock. expected: the digest of the plan that somebody was shown; raises NotAllowed when
    it would be another one now. Others are raised as by check_members.
    """
    require(by, Permission.CHANGE_MEMBERS, about=region or "england")
    lock()
    plan = planned(files, as_of=as_of, region=region, progress=progress)
    if expected is not None and expected != plan.digest:
        raise NotAllowed(CHANGED_MEANWHILE)
    if not plan.is_right:
        return plan

    if plan.changes_anything:
        progress("Saving")
        save(plan.writes, by=by)
        lines = [(thing, where, fields) for (thing, where), fields in plan.touched.items()]
        record_each(Event.MEMBERS_IMPORTED, by=by, lines=lines)
        publish("members-imported", regions=sorted({line[1] for line in lines}), as_of=as_of)
    plan.saved = True
    return plan


def planned(
    files: Iterable[File],
    *,
    as_of: dt.date,
    region: Region | None,
    progress: Callable[[str], None] = lambda sentence: None,
) -> MembersPlan:
    """Read the files and plan what they would change."""
    progress("Reading")
    reading = read(files, MEMBER_SHEETS)
    plan = MembersPlan(reading, as_of)
    progress("Checking")
    work = Work(plan, OrganisationCodes(as_of), kept_of(reading), region)
    plan_pools(work)
    plan_members(work)
    return plan


def plan_members(work: Work) -> None:
    """Judge every row of the sheet members, person by person and pool by pool."""
    rows = list(work.plan.reading.rows_of("members"))
    check_agreement(rows)
    people: dict[object, list[Stated]] = defaultdict(list)
    for row in rows:
        if stated := read_row(work, row):
            people[work.kept.person(row["email"])].append(stated)
    for of_one in people.values():
        check_addresses(work, of_one)
    note_lookalikes(work, [of_one[0] for of_one in people.values()])
    found = {}
    for of_one in people.values():
        candidate, said = person_of(work, of_one)
        pools: dict[Pool, list[Stated]] = defaultdict(list)
        for stated in of_one:
            pools[stated.pool].append(stated)
        for of_pool in pools.values():
            judged = plan_membership(work, candidate, of_pool, said) if check_decisions(of_pool) else ()
            found |= {id(one.row): one for one in judged}
    work.plan.members.extend(found.get(id(row)) or Judged(row, Verdict.UNREADABLE) for row in rows)
