"""Asking for background work."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from talentboard.audit import Event, record

from .kinds import kind_of
from .models import Job


def ask_for(kind: str, *, key: str, region: str, arguments: dict, by: Any) -> Job:
    """Queue a job and send it once the transaction has committed; where one with this key is alive, that one.

    key names the work: two people who ask for the same thing get the same job. by: a user, the operator, or None
    for the timetable.
    """
    with transaction.atomic():
        job, is_new = Job.objects.get_or_create(
            key=key,
            state__in=Job.ALIVE,
            defaults={
                "kind": kind,
                "state": Job.State.QUEUED,
                "region": region,
                "arguments": arguments,
                "by": by if getattr(by, "pk", None) else None,
            },
        )
        if is_new:
            record(Event.JOB_STARTED, about=job, by=by, region=region)
            transaction.on_commit(lambda: send(job))
    return job


def send(job: Job) -> None:
    """Put a job in its queue. When Valkey is away the message is lost, and the sweep sends it again."""
    from .tasks import run_job

    Job.objects.filter(pk=job.pk).update(sent_at=timezone.now())
    try:
        run_job.apply_async(args=[str(job.pk)], queue=kind_of(job).queue, retry=False)
    except run_job.OperationalError:
        return
