"""Queueing the digests of a day: once, on a working day, from 08:00."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from talentboard.access import NATION
from talentboard.accounts.models import User
from talentboard.clock import LONDON
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import addressed, queue
from talentboard.working_days import next_quiet_end

from .mails import DIGEST
from .models import DigestDay
from .waiting import Waiting, waiting_for


@transaction.atomic
def queue_digests(moment: dt.datetime) -> list[Notification]:
    """Queue the digests of the day it is in London, unless it is quiet or they were queued before.

    However often and by however many it is called, a day's are queued once: whoever comes second waits for the first
    to commit, and then does nothing.
    """
    day = moment.astimezone(LONDON).date()
    if next_quiet_end(moment) > moment:
        return []
    digests, is_first = DigestDay.objects.get_or_create(day=day)
    if not is_first:
        return []
    lines = waiting_for(day)
    people = User.objects.filter(pk__in=lines, is_active=True)
    return queue(
        addressed(DIGEST, to=person, about=digests, occasion=1, region=region_of(lines[person.pk])) for person in people
    )


def region_of(lines: Iterable[Waiting]) -> str:
    """The region in which everything waits; the nation where it is several."""
    regions = {line.region for line in lines}
    return regions.pop() if len(regions) == 1 else NATION
