"""Snapshots as background work. Nothing heavy is imported until a worker does the work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from regions.models import Region
from talentboard.access import NATION, Permission, permitted
from talentboard.jobs.asking import ask_for
from talentboard.jobs.kinds import Kind, Outcome
from talentboard.nhs.words import long_day
from talentboard.uploads.kinds import NextStep

if TYPE_CHECKING:
    from talentboard.jobs.models import Job
    from talentboard.jobs.running import Progress

    from .snapshots import Computed

SNAPSHOT = "snapshot"
STEPS_OF_A_REGION = 10  # about so many are told; the bar never claims to be done before it is


def ask_for_snapshot(region: str, as_of: dt.date, *, by: Any) -> Job:
    """Queue the making of a snapshot; whoever asks for the same one meanwhile gets the same job."""
    return ask_for(
        SNAPSHOT, key=f"snapshot {region} {as_of}", region=region, arguments={"as_of": as_of.isoformat()}, by=by
    )


def name_of(region: str) -> str:
    """The name of a region's slug, or of the nation."""
    return "England" if region == NATION else Region.objects.values_list("name", flat=True).get(slug=region)


def prepare(job: Job, progress: Progress) -> Computed:
    """Read and compute before the transaction that stores."""
    from .snapshots import compute

    told = 0

    def tell(doing: str) -> None:
        nonlocal told
        told += 1
        progress(min(told, STEPS_OF_A_REGION - 2), STEPS_OF_A_REGION, doing)

    return compute(job.region, dt.date.fromisoformat(job.arguments["as_of"]), tell=tell)


def run(job: Job, progress: Progress, computed: Computed) -> dict:
    """Store the snapshot, and draw what its pages show."""
    from .drawing.comparisons import draw_comparisons
    from .drawing.fragments import draw
    from .snapshots import store

    progress(STEPS_OF_A_REGION - 2, STEPS_OF_A_REGION, "storing the figures")
    snapshot = store(computed, by=job.by)
    progress(STEPS_OF_A_REGION - 1, STEPS_OF_A_REGION, "drawing the charts")
    draw(snapshot)
    draw_comparisons(snapshot)
    return {"snapshot": str(snapshot.pk)}


def title(job: Job) -> str:
    return f"Figures for {name_of(job.region)} as of {long_day(dt.date.fromisoformat(job.arguments['as_of']))}"


def outcome(job: Job) -> Outcome:
    return Outcome(
        sentence="The figures are ready.",
        url=f"{reverse('dashboard:region', args=[job.region])}?snapshot={job.result['snapshot']}",
        link=f"See the figures for {name_of(job.region)}",
    )


def figures_now(user: Any, region: str) -> Iterator[NextStep]:
    """What the upload page offers once a file has been saved."""
    if permitted(user, Permission.MAKE_FIGURES, region=region):
        yield NextStep(
            label="Compute the figures now",
            url=reverse("dashboard:make", args=[region]),
            why=f"The figures for {name_of(region)} do not count this yet. They are made every night at 02:00, or now.",
        )


KIND = Kind(slug=SNAPSHOT, prepare=prepare, run=run, title=title, outcome=outcome, queue="reports")
