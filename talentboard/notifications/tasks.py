"""Celery's doors to the mails that are due, and to those that are not needed any more."""

from celery import shared_task

from . import sending


@shared_task(name="talentboard.notifications.send_due")
def send_due() -> None:
    """Send what is due. Run twice at once, each mail is sent by one of them."""
    sending.send_due()


@shared_task(name="talentboard.notifications.let_go")
def let_go(about_kind: str, about_id: str) -> None:
    """Drop what waits about a thing and is not needed any more. Doing it again finds nothing."""
    sending.let_go(about_kind, about_id)
