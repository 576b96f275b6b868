"""The demonstration's figures: snapshots of all regions and England, of every quarter end that has returns."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections

from talentboard.demonstration import Scene, quarter_ends
from talentboard.demonstration.chapters import Chapter
from talentboard.nhs.words import long_day, plural

if TYPE_CHECKING:
    from .snapshots import Computed

MOST_PROCESSES = 4
QUARTERS = 4
"""As many as there are returns of: of the quarters before them hardly anything is known, and figures would say so."""
Asked = tuple[str, dt.date, dt.date | None]


def in_the_way() -> Iterator[str]:
    """Nothing is: figures are computed from what is kept, and each says of what day."""
    return iter(())


def load(scene: Scene) -> list[str]:
    """Compute and store each snapshot as the worker does, the earlier day first, and draw those of the last day: what
    is drawn of the others is drawn by the worker when somebody opens them."""
    from regions.models import Region
    from talentboard.access import NATION

    from .changes.since import day_before
    from .drawing.comparisons import draw_comparisons
    from .drawing.fragments import draw
    from .jobs import name_of
    from .snapshots import store

    days = sorted(quarter_ends(scene.as_of, QUARTERS))
    regions = [*Region.objects.values_list("slug", flat=True), NATION]
    with computing([(region, day, day_before(days, day)) for day in days for region in regions]) as snapshots:
        for computed in snapshots:
            scene.tell(f"{name_of(computed.region)}: figures as of {long_day(computed.as_of)}")
            snapshot = store(computed, by=scene.by)
            if computed.as_of == scene.as_of:
                draw(snapshot)
                draw_comparisons(snapshot)
    number = plural(len(days) * len(regions), "snapshot")
    return [f"{number}, as of {len(days)} days from {long_day(days[0])} to {long_day(days[-1])}"]


@contextmanager
def computing(asked: list[Asked]) -> Iterator[Iterator[Computed]]:
    """The snapshots in the order asked for, computed on every core that there is, from what has been committed."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    cores = min(MOST_PROCESSES, os.cpu_count() or 1)
    if cores == 1 or sys.platform != "linux":  # elsewhere a process must not go on in two
        yield map(compute_one, asked)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("fork"), initializer=leave_connections) as pool:
        yield pool.map(compute_one, asked)


def compute_one(asked: Asked) -> Computed:
    from .snapshots import compute

    region, as_of, since = asked
    return compute(region, as_of, since=since)


def leave_connections() -> None:
    """Leave the parent's connections to the parent: the first query opens one of this process's own."""
    for alias in list(connections):
        if hasattr(connections._connections, alias):
            del connections[alias]


chapter = Chapter("figures", in_the_way, load)
