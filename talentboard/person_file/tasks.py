"""The timetable's door: printed files that are a day old are deleted."""

from celery import shared_task

from talentboard.clock import now

from .models import PersonFileCopy


@shared_task(name="talentboard.person_file.forget")
def forget() -> None:
    """Delete what nobody took in time, and what was taken."""
    PersonFileCopy.objects.over(now()).delete()
