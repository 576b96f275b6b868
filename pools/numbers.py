"""How many members each pool has, by readiness: people counted, nobody named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from regions.reach import Reach

from .models import Membership, Pool, ReadinessBand
from .reach import bands as bands_of
from .reach import memberships, pools


@dataclass(frozen=True, slots=True)
class Numbers:
    """bands: in order. rows: a pool, its people in each band, those without a decision, and all of them.

    people: everybody active, each counted once; somebody in two pools stands in two rows.
    """

    bands: list[ReadinessBand]
    rows: list[tuple[Pool, list[int], int, int]]
    people: int


def numbers(here: Reach, day: dt.date) -> Numbers:
    """The active members of the pools of here on a day. Four queries, however many there are."""
    active = memberships(here, day).filter(state_then=Membership.State.ACTIVE).order_by()
    cells = {(pool, band): people for pool, band, people in _counted(active)}
    bands = list(bands_of(here))
    rows = []
    for pool in pools(here).select_related("region"):
        each = [cells.get((pool.pk, band.code), 0) for band in bands]
        undecided = cells.get((pool.pk, None), 0)
        rows.append((pool, each, undecided, sum(each) + undecided))
    return Numbers(bands=bands, rows=rows, people=active.aggregate(people=Count("candidate", distinct=True))["people"])


def _counted(active):
    return active.values("pool", "band").annotate(people=Count("candidate")).values_list("pool", "band", "people")
