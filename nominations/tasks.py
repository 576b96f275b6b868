"""The timetable's doors: what is due is done, and doing it twice is harmless."""

from celery import shared_task

from talentboard.clock import today

from .actions import by_the_day
from .notifications import queue_reminders


@shared_task(name="nominations.move_with_the_day")
def move_with_the_day() -> None:
    """Consents lapse, endorsements go to the team, forgotten drafts end."""
    by_the_day.move_with_the_day(today())


@shared_task(name="nominations.remind")
def remind() -> None:
    """Queue the day's reminders. They leave when it is not quiet."""
    queue_reminders(today())
