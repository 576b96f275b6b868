"""The timetable's door: what nobody saved in time is deleted."""

from celery import shared_task

from .models import Upload


@shared_task(name="talentboard.uploads.forget")
def forget() -> None:
    """Delete uploads whose day is over, with their files."""
    Upload.objects.over().delete()
