"""The timetable's doors: what is due is done, and doing it twice is harmless."""

from celery import shared_task

from talentboard.clock import today

from .actions import returns
from .notifications import queue_reminders


@shared_task(name="regions.open_returns")
def open_returns() -> None:
    """Open the quarter's returns, from the first day of its last month, for whichever organisation has none yet."""
    returns.open_returns(today())


@shared_task(name="regions.remind")
def remind() -> None:
    """Queue the day's reminders of returns. They leave when it is not quiet."""
    queue_reminders(today())
