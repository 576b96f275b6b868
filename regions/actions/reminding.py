"""Reminding organisations of their returns by hand: whoever's turn it is gets a mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from regions.models import Return, RoleAssignment
from regions.policies.reminding import can_remind
from regions.returns.offices import holders
from regions.returns.reminders import ASKED_FOR, last_reminders, whom_to_ask
from talentboard.access import NotAllowed, Permission, Role, require
from talentboard.audit import Event, record_each
from talentboard.clock import LONDON, now, today
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import addressed, first_moment, queue


@dataclass(frozen=True, slots=True)
class Asking:
    """What reminding of one return comes to: who is written to, or why nobody is."""

    one: Return
    people: list[RoleAssignment]
    refusal: str


def askings(returns: Sequence[Return]) -> list[Asking]:
    """What reminding of these would come to now. Two queries, however many; the returns come with `home`."""
    held = holders([one.organisation_id for one in returns], (Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE), today())
    last = last_reminders(returns)
    found = []
    for one in returns:
        people = [person for person in held[one.organisation_id] if person.role in whom_to_ask(one)]
        newest = last.get(one.pk)
        found.append(Asking(one, people, _refusal(one, people, newest and day_of(newest.due))))
    return found


@transaction.atomic
def remind(returns: Sequence[Return], *, by: Any) -> list[Notification]:
    """Write to whoever's turn it is; organisations that may not be reminded now are left out.

    Raises NotAllowed, with the first of the reasons, where that leaves none.
    """
    for one in returns:
        require(by, Permission.RUN_RETURNS, about=one)
    asked = askings(returns)
    able = [asking for asking in asked if not asking.refusal]
    if not able:
        raise NotAllowed(asked[0].refusal if asked else "No return is left to remind anybody of.")

    mails = queue(
        addressed(ASKED_FOR, to=held.user, about=asking.one, occasion=leaves(), role=held.role)
        for asking in able
        for held in asking.people
    )
    written_to = {mail.about_id for mail in mails}
    reminded = [asking.one for asking in able if str(asking.one.pk) in written_to]
    record_each(Event.RETURN_ASKED_FOR, by=by, lines=[(one, one.access_region, ()) for one in reminded])
    return mails


def leaves() -> dt.date:
    """The day on which a reminder asked for now leaves: today, or the next working day once it is quiet."""
    return day_of(first_moment(ASKED_FOR, now()))


def day_of(moment: dt.datetime) -> dt.date:
    return moment.astimezone(LONDON).date()


def _refusal(one: Return, people: list[RoleAssignment], last: dt.date | None) -> str:
    try:
        can_remind(one, people=people, last=last, leaves=leaves())
    except NotAllowed as refusal:
        return str(refusal)
    return ""
