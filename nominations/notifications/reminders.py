"""Reminders by the timetable: 10, 3 and 1 working days before a deadline, where those fall after the request.

Whoever has answered is never reminded. After the deadline nobody is: the nomination stands in the team's queue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from nominations.access import NOMINEE
from nominations.actions.book import DRAFT_DAYS
from nominations.actions.by_the_day import drafts_by_last_word
from nominations.invitations import link_for
from nominations.models import Endorsement, Nomination
from talentboard.clock import LONDON, now
from talentboard.links.models import Link
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import addressed, queue
from talentboard.working_days import working_days_before

from . import kinds

State = Nomination.State
DAYS_BEFORE = (10, 3, 1)
# A reminder that a stopped timetable missed is made up for within this time.
MADE_UP_FOR = dt.timedelta(days=7)
WARNED_BEFORE = dt.timedelta(days=7)


def queue_reminders(day: dt.date) -> list[Notification]:
    """Queue the reminders of a day; those queued before are left out."""
    return queue([*of_consent(day), *of_registration(day), *of_endorsement(day), *of_drafts(day)])


def reminder_day(*, asked: dt.date, due: dt.date, day: dt.date) -> dt.date | None:
    """The newest of the reminders' days that has come, after the asking and before the deadline is over; or None."""
    if day > due:
        return None
    come = (working_days_before(due, number) for number in DAYS_BEFORE)
    return max((on for on in come if asked < on <= day < on + MADE_UP_FOR), default=None)


def of_consent(day: dt.date) -> Iterator[Notification]:
    """To nominees who have not answered: the link they have, or a new one where that was used."""
    waiting = Nomination.objects.filter(state=State.AWAITING_CONSENT, due__gte=day)
    for one in waiting.select_related("consent", "round__pool"):
        if on := reminder_day(asked=day_of(one.consent.asked_at), due=one.due, day=day):
            link = Link.objects.about(one).open(now()).filter(purpose=NOMINEE).first() or link_for(one)
            whom = {"to": link.user} if link.user else {"address": one.nominee_email}
            yield addressed(kinds.CONSENT_REMINDER, about=one, occasion=on, role="nominee", link=str(link.pk), **whom)


def of_registration(day: dt.date) -> Iterator[Notification]:
    waiting = Nomination.objects.filter(state=State.AWAITING_REGISTRATION, due__gte=day, candidate__user__isnull=False)
    for one in waiting.select_related("candidate__user", "round__pool"):
        if on := reminder_day(asked=day_of(one.moved_at), due=one.due, day=day):
            yield addressed(kinds.REGISTRATION_REMINDER, to=one.candidate.user, about=one, occasion=on, role="nominee")


def of_endorsement(day: dt.date) -> Iterator[Notification]:
    waiting = Endorsement.objects.filter(
        answer="", endorser__isnull=False, due__gte=day, nomination__state=State.AWAITING_ENDORSEMENT
    )
    for request in waiting.select_related("endorser", "nomination__round__pool"):
        if on := reminder_day(asked=day_of(request.asked_at), due=request.due, day=day):
            yield addressed(
                kinds.ENDORSEMENT_REMINDER, to=request.endorser, about=request.nomination, occasion=on, role="endorser"
            )


def of_drafts(day: dt.date) -> Iterator[Notification]:
    """To nominators whose draft ends within a week because nobody writes in it."""
    since = day - dt.timedelta(days=DRAFT_DAYS) + WARNED_BEFORE
    quiet = drafts_by_last_word().filter(last_word__date__lte=since)
    for one in quiet.select_related("nominator", "round__pool"):
        yield addressed(kinds.DRAFT_ENDS, to=one.nominator, about=one, occasion=day_of(one.last_word), role="nominator")


def day_of(moment: dt.datetime) -> dt.date:
    return moment.astimezone(LONDON).date()
