"""Load returns from files: posts and forecasts as organisations send them, all or nothing."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from regions.actions.organisation_codes import OrganisationCodes
from regions.models import Region
from talentboard.access import NotAllowed, Permission, permitted, require
from talentboard.audit import Event, record, record_each
from talentboard.events import publish
from talentboard.sheets import read
from talentboard.sheets.reading import File

from .confidential import check_heading, refuse_confidential
from .forecasts import plan_forecasts, withdraw_unlisted
from .kept import kept_of
from .missing import plan_missing
from .plan import Gone, ReturnPlan
from .posts import plan_posts
from .returns import plan_returns, sign_off
from .saving import attribute, lock, save
from .sheets import RETURN_SHEETS
from .signing import sign_corrections
from .work import Work, check_organisations

__all__ = ["RETURN_SHEETS", "Gone", "ReturnPlan", "check_return", "import_return"]

CHANGED_MEANWHILE = (
    "What the file would change is different now, because somebody has saved something else. Check it again."
)


def check_return(
    files: Iterable[File], *, as_of: dt.date, by: Any, region: Region | None = None, close_missing: bool = False
) -> ReturnPlan:
    """What the files would change as of a day; nothing is saved.

    region: where all their organisations must belong; none only for the operator of the command line.
    Raises NotFound or NotPermitted for whoever may not change the region's posts.
    """
    require(by, Permission.CHANGE_POSTS, about=region or "england")
    with transaction.atomic():
        plan, _work = planned(files, as_of=as_of, by=by, region=region, close_missing=close_missing)
        record(Event.FILE_CHECKED, by=by, region=region.slug if region else "england", ref="return")
    return plan


@transaction.atomic
def import_return(
    files: Iterable[File],
    *,
    as_of: dt.date,
    by: Any,
    region: Region | None = None,
    close_missing: bool = False,
    expected: str | None = None,
    progress: Callable[[str], None] = lambda sentence: None,
) -> ReturnPlan:
    """Apply the files as of a day and sign off each organisation's return, with the file as its source.

    Nothing is saved of a file with problems: they are all in the plan that is returned, whose `saved` is false.
    It is planned anew under a lock on its organisations. expected: the digest of the plan that somebody was shown;
    raises NotAllowed when it would be another one now. Others are raised as by check_return.
    """
    require(by, Permission.CHANGE_POSTS, about=region or "england")
    plan, work = planned(
        files, as_of=as_of, by=by, region=region, close_missing=close_missing, locking=True, progress=progress
    )
    if expected is not None and expected != plan.digest:
        raise NotAllowed(CHANGED_MEANWHILE)
    if not plan.is_right:
        return plan

    if plan.changes_anything:
        progress("Saving")
        attribute(plan.writes, by=by)
        save(plan.writes)
        signed = sign_off(plan, work.kept.returns, by=by)
        touched = plan.touched
        record_each(
            Event.RETURN_IMPORTED,
            by=by,
            lines=[(one, plan.homes[one.organisation_id], touched.get(one.organisation_id, ())) for one in signed],
        )
        publish("return-imported", regions=sorted(set(plan.homes.values())), as_of=as_of)
    plan.saved = True
    return plan


def planned(
    files: Iterable[File],
    *,
    as_of: dt.date,
    by: Any,
    region: Region | None,
    close_missing: bool,
    locking: bool = False,
    progress: Callable[[str], None] = lambda sentence: None,
) -> tuple[ReturnPlan, Work]:
    """Read the files and plan what they would change, with a lock on their organisations if asked for."""
    progress("Reading")
    reading = read(files, RETURN_SHEETS)
    plan = ReturnPlan(reading, as_of)
    sees_confidential = getattr(by, "is_operator", False) or permitted(
        by, Permission.READ_CONFIDENTIAL, region=region.slug if region else "england"
    )
    check_heading(reading)
    if not sees_confidential:
        refuse_confidential(reading)
    progress("Checking")
    codes = OrganisationCodes(as_of, region=region)
    rows = [row for sheet in RETURN_SHEETS for row in reading.rows_of(sheet.name)]
    plan.organisations = check_organisations(rows, codes)
    plan.homes = {one.pk: codes.home[one.pk].slug for one in plan.organisations}
    if locking:
        lock(plan.organisations)
    work = Work(plan, codes, kept_of(plan.organisations, as_of), close_missing, sees_confidential)
    posts = plan_posts(work)
    plan_missing(work, posts)
    forecasts = plan_forecasts(work)
    withdraw_unlisted(work, forecasts)
    sign_corrections(plan, work.kept, posts=posts, forecasts=forecasts)
    plan_returns(work)
    return plan, work
