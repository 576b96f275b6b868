"""The timetable's door: the worker asks for the run, and the process with the login `retention` does it."""

from celery import shared_task

from .jobs import ask_for_tonight


@shared_task(name="talentboard.retention.due")
def due() -> None:
    """Ask for the night's run unless that was done. The worker may ask, and cannot delete."""
    ask_for_tonight()
