"""The nightly run: a job like any other, in a queue that only the process with the login `retention` takes from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from talentboard.access import NATION
from talentboard.clock import LONDON, now
from talentboard.jobs.asking import ask_for
from talentboard.jobs.kinds import Kind, Outcome, register_kind
from talentboard.jobs.models import Job
from talentboard.nhs.words import join_words, long_day

from .running import carry_out

if TYPE_CHECKING:
    from talentboard.jobs.running import Progress

SLUG = QUEUE = "retention"
NIGHTLY_AT = dt.time(3)


def ask_for_tonight() -> Job | None:
    """Ask for the run of today, once 03:00 in London has passed and unless it was asked for already."""
    moment = now().astimezone(LONDON)
    key = f"retention {moment.date()}"
    if moment.time() < NIGHTLY_AT or Job.objects.filter(key=key).exists():
        return None
    return ask_for(SLUG, key=key, region=NATION, arguments={"day": moment.date().isoformat()}, by=None)


def run(job: Job, progress: Progress, prepared: Any) -> dict:
    """Delete what is due on the job's day."""
    report = carry_out(day_of(job), by=job.by)
    counts = {many: number for line in report.lines for (_, many), number in line.counts if number}
    return {"failed": report.failed, "counts": counts}


def day_of(job: Job) -> dt.date:
    return dt.date.fromisoformat(job.arguments["day"])


def title(job: Job) -> str:
    return f"Retention of {long_day(day_of(job))}"


def outcome(job: Job) -> Outcome:
    """What was deleted; first of all what could not be."""
    assert job.result is not None
    failed = [f"Nothing of {slug} could be deleted: the fault has been logged." for slug in job.result["failed"]]
    counts = [f"{number} {many}" for many, number in sorted(job.result["counts"].items())]
    return Outcome(" ".join([*failed, f"Deleted: {join_words(counts)}." if counts else "Nothing was due."]))


def register() -> None:
    register_kind(Kind(slug=SLUG, run=run, title=title, outcome=outcome, queue=QUEUE))
