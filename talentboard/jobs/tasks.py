"""Celery's doors to jobs."""

import datetime as dt
import uuid

from celery import shared_task
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from talentboard.health import seen

from .asking import send
from .holding import is_held
from .models import Job
from .running import run

UNANSWERED = dt.timedelta(seconds=60)
SILENT = dt.timedelta(seconds=15)


@shared_task(name="talentboard.jobs.run")
def run_job(job_id: str) -> None:
    """Run one job. Delivered twice, it runs once."""
    run(uuid.UUID(job_id))


@shared_task(name="talentboard.jobs.sweep")
def sweep() -> None:
    """Send again what has waited for a minute, or is called running while nobody holds its lock."""
    seen.note(seen.WORKER)
    for job in stranded():
        send(job)


def stranded() -> list[Job]:
    """Jobs that nobody is working on and no message is on its way for."""
    now = timezone.now()
    waiting = Q(state=Job.State.QUEUED, sent_at__lt=now - UNANSWERED)
    silent = Q(state=Job.State.RUNNING, heartbeat_at__lt=now - SILENT, sent_at__lt=now - SILENT)
    with transaction.atomic(), connection.cursor() as cursor:
        return [job for job in Job.objects.filter(waiting | silent) if not is_held(job.key, cursor)]
