"""What is done about retention by hand: setting how long something is kept, and holding back what is about somebody.

All of it at the command line: how long things are kept is for whoever answers for the data, not for whoever signs in.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, models, transaction

from talentboard.access import NotAllowed, NotPermitted
from talentboard.audit import Event, record
from talentboard.clock import now

from .chapters import chapter_of
from .lasting import Lasts
from .models import LegalHold, RetentionPeriod
from .policies import can_lift, can_set_period


@transaction.atomic
def set_period(slug: str, lasts: Lasts, *, since: dt.date, by: Any) -> RetentionPeriod:
    """Keep a chapter's rows for so long from a day on. Needs the owner's login."""
    _require_operator(by)
    can_set_period(slug, since=since)

    setting = RetentionPeriod.objects.create(
        chapter=chapter_of(slug).slug, months=lasts.months, days=lasts.days, since=since
    )
    record(Event.RETENTION_SET, by=by, region="england", ref=f"{slug}: {lasts} from {since}"[:60])
    return setting


@transaction.atomic
def hold(about: models.Model, *, why: str, by: Any) -> LegalHold:
    """Delete nothing about somebody until the hold is lifted."""
    _require_operator(by)
    try:
        with transaction.atomic():
            held = LegalHold.objects.create(about_kind=about._meta.model_name, about_id=str(about.pk), why=why)
    except IntegrityError as clash:
        raise NotAllowed(f"{about} is under a legal hold already.") from clash
    record(Event.HOLD_SET, about=about, by=by)
    return held


@transaction.atomic
def lift(about: models.Model, *, by: Any) -> None:
    """End a hold: what is past its time is deleted by the next run."""
    _require_operator(by)
    there = LegalHold.objects.open().filter(about_kind=about._meta.model_name, about_id=str(about.pk))
    can_lift(about, is_held=there.update(lifted_at=now()) > 0)
    record(Event.HOLD_LIFTED, about=about, by=by)


def _require_operator(by: Any) -> None:
    if not getattr(by, "is_operator", False):
        raise NotPermitted("How long things are kept is set at the command line.")
