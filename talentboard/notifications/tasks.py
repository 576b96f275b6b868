"""Celery's door to the mails that are due."""

from celery import shared_task

from . import sending


@shared_task(name="talentboard.notifications.send_due")
def send_due() -> None:
    """Send what is due. Run twice at once, each mail is sent by one of them."""
    sending.send_due()
