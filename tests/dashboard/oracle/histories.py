"""What happens to the posts and returns of a small world: who holds what when, what is forecast, what is signed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from regions.models import Forecast, Occupancy, Post, Return

if TYPE_CHECKING:
    from .worlds import Maker

HELD = (*("substantive",) * 7, "secondment-in", "interim", "acting", "vacant")
PROBABILITIES = ("0.1", "0.1", "0.5", "0.9", "0.8", "1", "0.0001", "0.3333")
PATHS = {
    "open": (),
    "in-progress": ("in-progress",),
    "submitted": ("in-progress", "submitted"),
    "signed-off": ("signed-off",),
    "reopened": ("signed-off", "reopened"),
    "withdrawn": ("withdrawn",),
}
SIGNED_AT = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)


def occupancies_of(maker: Maker) -> None:
    """One holding after another, with gaps; some posts have none at all, and some end in one."""
    made = []
    for post in maker.posts:
        if maker.sometimes(0.1):
            continue
        days = [post.established_from, *(day for day in maker.chain(at_most=4) if day > post.established_from)]
        for since, until in zip_longest(days, days[1:]):
            if maker.sometimes(0.1):
                continue
            if until is None and maker.sometimes(0.1):
                until = since + dt.timedelta(days=maker.random.randint(1, 2000))
            made.append(occupancy(maker, post, since, until))
    Occupancy.objects.bulk_create(made)


def occupancy(maker: Maker, post: Post, since: dt.date, until: dt.date | None) -> Occupancy:
    kind = maker.random.choice(HELD)
    vacant = kind == "vacant"
    returns = not vacant and maker.sometimes(0.25)
    return Occupancy(
        post=post,
        kind=kind,
        holders=[] if vacant else ["A. Holder"],
        since=since,
        until=until,
        returns_on=maker.around() if returns else None,
        signed_off=maker.sometimes(0.8),
    )


def forecasts_of(maker: Maker) -> None:
    """Of each kind one after another: a newer one supersedes, and some are withdrawn before or for good."""
    made = []
    for post in maker.posts:
        for confidential, share in ((False, 0.7), (True, 0.3)):
            if not maker.sometimes(share):
                continue
            first = [dt.date(2025, 1, 1)] if maker.sometimes(0.7) else []
            days = sorted({*first, *maker.chain(at_most=2)})
            for as_of, superseded in zip_longest(days, days[1:]):
                made.append(forecast(maker, post, as_of, superseded, confidential=confidential))
    Forecast.objects.bulk_create(made)


def forecast(maker: Maker, post: Post, as_of: dt.date, superseded: dt.date | None, *, confidential: bool) -> Forecast:
    withdrawn = maker.around() if maker.sometimes(0.25) else None
    return Forecast(
        post=post,
        expected_on=maker.around() if maker.sometimes(0.5) else maker.ahead(),
        probability=Decimal(maker.random.choice(PROBABILITIES)),
        reason="other",
        confidential=confidential,
        as_of=as_of,
        superseded_on=superseded,
        withdrawn_on=withdrawn if withdrawn and withdrawn >= as_of else None,
        signed_off=maker.sometimes(0.8),
    )


def returns_of(maker: Maker) -> None:
    """Quarters before and after the day in every state, brought there by declared moves."""
    wanted: dict[str, list[Return]] = {}
    for organisation in maker.organisations:
        for quarter_no in maker.random.sample(range(-5, 3), maker.random.randint(0, 4)):
            year, quarter = divmod((maker.day.year * 12 + maker.day.month - 4) // 3 + quarter_no, 4)
            ago = maker.random.choice([-1, 0, 1, 99, 100, 101])
            as_of = maker.around() if maker.sometimes(0.4) else maker.day - dt.timedelta(days=ago)
            facts = {"year": year, "quarter": quarter + 1, "as_of": as_of, "due": as_of, "signed_off_at": SIGNED_AT}
            state = maker.random.choice([*PATHS, *("signed-off",) * 5])
            wanted.setdefault(state, []).append(Return(organisation=organisation, **facts))
    Return.objects.bulk_create([one for made in wanted.values() for one in made])
    for state, made in wanted.items():
        for step in PATHS[state]:
            Return.objects.filter(pk__in=[one.pk for one in made]).update(state=step)
