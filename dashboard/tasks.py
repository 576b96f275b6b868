"""The timetable's doors: what is due is asked for, and asking twice is harmless."""

import datetime as dt

from celery import shared_task

from regions.models import Region
from talentboard.access import NATION
from talentboard.clock import LONDON, now

from .drawing.comparisons import draw_look_ahead, draw_nation, draw_series
from .drawing.missing import draw_missing
from .jobs import ask_for_snapshot
from .models import Snapshot

__all__ = ["draw_look_ahead", "draw_missing", "draw_nation", "draw_series", "snapshots_due"]

NIGHTLY_AT = dt.time(2, 0)


@shared_task(name="dashboard.snapshots_due")
def snapshots_due() -> None:
    """Ask for every region's snapshot of today, once 02:00 in London has passed and until it has been made."""
    moment = now().astimezone(LONDON)
    if moment.time() < NIGHTLY_AT or not Region.objects.exists():
        return
    due_since = moment.replace(hour=NIGHTLY_AT.hour, minute=NIGHTLY_AT.minute, second=0, microsecond=0)
    made = set(
        Snapshot.objects.complete().filter(as_of=moment.date(), made_at__gte=due_since).values_list("region", flat=True)
    )
    for region in [*Region.objects.values_list("slug", flat=True), NATION]:
        if region not in made:
            ask_for_snapshot(region, moment.date(), by=None)
