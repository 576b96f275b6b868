"""The timetable's door to the digests."""

from celery import shared_task

from talentboard.clock import now

from .actions import queue_digests


@shared_task(name="talentboard.digests.queue")
def queue_todays() -> None:
    """Queue the day's digests, at 08:00 or when the timetable has come back. Doing it twice is harmless."""
    queue_digests(now())
