"""Celery's doors to jobs."""

import uuid

from celery import shared_task
from django.db import connection, transaction
from django.utils import timezone

from talentboard.health import seen

from .asking import send
from .holding import is_held
from .kinds import kind_of
from .models import Job
from .patience import before_it_is_sent_again
from .running import run


@shared_task(name="talentboard.jobs.run")
def run_job(job_id: str) -> None:
    """Run one job. Delivered twice, it runs once."""
    run(uuid.UUID(job_id))


@shared_task(name="talentboard.jobs.sweep")
def sweep() -> None:
    """Send again what nobody is working on and no message is on its way for."""
    seen.note(seen.WORKER)
    for job in stranded():
        send(job)


def stranded() -> list[Job]:
    """Jobs that wait, or are called running, of which nothing has been heard for too long while nobody holds them."""
    moment = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        return [
            job
            for job in Job.objects.filter(state__in=Job.ALIVE)
            if moment - job.last_moved_at > before_it_is_sent_again(job.attempts, most=kind_of(job).most_attempts)
            and not is_held(job.key, cursor)
        ]
