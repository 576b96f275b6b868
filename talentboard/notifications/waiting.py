"""How many mails wait for the hours in which mails may disturb somebody."""

import datetime as dt

from .models import Notification


def waiting_for_the_morning(moment: dt.datetime) -> int:
    """How many are queued and not to be sent yet."""
    return Notification.objects.filter(state=Notification.State.QUEUED, due__gt=moment).count()
