"""The real organisations, with the days on which each sends its returns."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from regions.models import Placement
from talentboard.demonstration import days_before, dice, quarter_ends, quota

CLOSED_WITHIN = 400
LATE = {"never": 0.008, "very late": 0.03, "late": 0.09, "a little late": 0.07}
LEFT_OUT = {"never": ("north", "midlands")}  # elsewhere everybody has sent one at least once


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation in a region. returns: the days of its returns, oldest first; none: it has never sent one."""

    code: str
    name: str
    kind: str
    region: str
    since: dt.date
    until: dt.date | None
    returns: tuple[dt.date, ...]
    lateness: str = ""


def places(as_of: dt.date) -> list[Place]:
    """Every organisation that is placed in a region on the day or was until lately, in the order of the codes."""
    found = list(_placed(as_of))
    known: list[Place] = []
    for region in sorted({one.region for one in found}):
        here = [one for one in found if one.region == region]
        known += _with_returns(here, region, as_of)
    return sorted(known, key=lambda one: one.code)


def _placed(as_of: dt.date) -> Iterator[Place]:
    lately = days_before(as_of, CLOSED_WITHIN)
    placed = (
        Placement.objects.filter(Q(organisation__until__isnull=True) | Q(organisation__until__gt=lately))
        .filter(organisation__since__lte=as_of, since__lte=as_of)
        .select_related("organisation")
        .order_by("organisation__code", "since")
    )
    newest = {one.organisation_id: one for one in placed}
    for one in newest.values():
        body = one.organisation
        yield Place(body.code, body.name, body.kind, one.region_id, body.since, body.until, ())


def _with_returns(here: Sequence[Place], region: str, as_of: dt.date) -> Iterator[Place]:
    """Who is late is dealt out among the trusts: boards of systems have to set an example."""
    trusts = [one for one in here if one.kind != "integrated-care-board" and one.until is None]
    shares = {name: share for name, share in LATE.items() if region in LEFT_OUT.get(name, (region,))}
    dealt = quota([one.code for one in trusts], shares, by=dice("late", region))
    lateness = {code: name for name, codes in dealt.items() for code in codes}
    for one in here:
        how = lateness.get(one.code, "")
        closes = one.until if one.until is not None and one.until <= as_of else None
        days = (days_before(closes, 81), days_before(closes, 1)) if closes else _calendar(how, as_of)
        returns = tuple(sorted(day for day in days if day >= one.since))
        yield Place(one.code, one.name, one.kind, region, one.since, closes, returns, how)


def _calendar(lateness: str, as_of: dt.date) -> tuple[dt.date, ...]:
    """The days of the returns of the last four quarters, as far as they have come in."""
    this, last, before, first = quarter_ends(as_of, 4)
    return {
        "": (first, before, last, this),
        "a little late": (first, before, days_before(last, 13)),
        "late": (first, before, days_before(last, 18)),
        "very late": (first, days_before(before, 11)),
        "never": (),
    }[lateness]
