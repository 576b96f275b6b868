"""Opening the quarter's returns."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from regions.models import Organisation, Placement, Quarter, Return, ReturnStep
from talentboard.access import NATION, NotPermitted, Permission, regions_with
from talentboard.audit import Event, record_each
from talentboard.events import publish


@transaction.atomic
def open_returns(day: dt.date, *, by: Any = None) -> list[Return]:
    """Open the return of the newest quarter that has begun to open by a day, wherever there is none yet.

    For every organisation that is placed on the day, and was there on the day that the return describes. by: none for
    the timetable; else somebody who runs returns, for the organisations of their regions. Doing it again opens none.
    """
    quarter = newest_to_open(day)
    homes = homes_on(quarter.last_day, by=by)
    placed = Placement.objects.as_of(day).filter(organisation__in=homes).values("organisation")
    there = Organisation.objects.filter(
        Q(until__isnull=True) | Q(until__gt=quarter.last_day), pk__in=placed, since__lte=quarter.last_day
    )
    missing = there.exclude(returns__year=quarter.year, returns__quarter=quarter.number)
    opened = [begun(organisation, quarter, home=homes[organisation.pk]) for organisation in missing.order_by("code")]
    Return.objects.bulk_create(opened, ignore_conflicts=True)  # another process may be opening them at the same time
    ours = set(Return.objects.filter(pk__in=[one.pk for one in opened]).values_list("pk", flat=True))
    opened = [one for one in opened if one.pk in ours]
    author, operator = (by if getattr(by, "pk", None) else None), getattr(by, "operator_name", "")[:60]
    ReturnStep.objects.bulk_create(
        [ReturnStep(of=one, from_state="", to_state=one.state, by=author, operator=operator) for one in opened]
    )
    record_each(Event.RETURN_OPENED, by=by, lines=[(one, one.access_region, ()) for one in opened])
    for one in opened:
        publish("return-opened", one=one, by=by)
    return opened


def newest_to_open(day: dt.date) -> Quarter:
    """The newest quarter whose returns are opened on or before a day."""
    present = Quarter.of(day)
    return present if present.opens <= day else present.previous


def homes_on(day: dt.date, *, by: Any) -> dict[Any, str]:
    """The region's slug of every organisation placed on a day where this person runs returns. Raises NotPermitted."""
    placed = Placement.objects.as_of(day)
    if by is not None and not getattr(by, "is_operator", False):
        regions = regions_with(by, Permission.RUN_RETURNS)
        if not regions:
            raise NotPermitted(f"Your role does not let you {Permission.RUN_RETURNS.value}.")
        placed = placed if NATION in regions else placed.filter(region__in=regions)
    return dict(placed.values_list("organisation", "region"))


def begun(organisation: Organisation, quarter: Quarter, *, home: str) -> Return:
    one = Return(
        organisation=organisation,
        year=quarter.year,
        quarter=quarter.number,
        as_of=quarter.last_day,
        due=quarter.due,
    )
    one.home = home
    return one
