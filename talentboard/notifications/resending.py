"""Sending a mail again that could not be sent: a new one beside it, so that what became of the first stays told."""

from typing import Any

from django.db import transaction

from talentboard.access import NotFound, require
from talentboard.audit import Event, record

from . import policies
from .kinds import known_kind
from .models import AGAIN, Notification
from .queueing import queue

COPIED = ("kind", "to", "role", "region", "organisation", "about_kind", "about_id", "facts")


@transaction.atomic
def send_again(mail: Notification, *, by: Any) -> Notification:
    """Queue a failed mail another time. Of two who press at once one is told that it has been done."""
    kind = known_kind(mail.kind)
    if kind is None or kind.private or kind.again_with is None:
        raise NotFound("No such mail for this person.")
    require(by, kind.again_with, about=mail)
    policies.can_send_again(mail)

    again = Notification(key=f"{mail.key}{AGAIN}", **{name: getattr(mail, name) for name in COPIED})
    if not queue([again]):
        policies.can_send_again(mail)  # says that somebody else was first
    record(Event.MAIL_SENT_AGAIN, about=mail, by=by)
    return again
