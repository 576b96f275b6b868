"""The timetable's door: sessions that are over are deleted."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore


@shared_task(name="talentboard.accounts.forget_sessions")
def forget_sessions() -> None:
    """Delete what is left of sessions whose time has run out."""
    SessionStore.clear_expired()
