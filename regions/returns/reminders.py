"""When an organisation is reminded of its return: of handing it over, and of signing it. Days are passed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from regions.models import Return, ReturnStep
from regions.models.returns import WRITABLE
from talentboard.access import Role
from talentboard.clock import LONDON
from talentboard.notifications.models import Notification
from talentboard.working_days import working_days_after, working_days_before

DUE = "return-due"
LATE = "return-late"
TO_SIGN = "return-to-sign"
STILL_TO_SIGN = "return-still-to-sign"
ASKED_FOR = "return-asked-for"
SENT_BACK = "return-sent-back"
SIGNED = "return-signed"
REOPENED = "return-reopened"
WITHDRAWN = "return-withdrawn"
REMINDERS = (DUE, LATE, STILL_TO_SIGN, ASKED_FOR)

DAYS_BEFORE = (10, 3, 1)
DAYS_TO_SIGN = 5
# A reminder that a stopped timetable missed is made up for within a week; whoever is asked later is asked by hand.
MADE_UP_FOR = dt.timedelta(days=7)
ONE_DAY = dt.timedelta(days=1)

TO_WHOM = {
    DUE: (Role.HR_DIRECTOR,),
    LATE: (Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE),
    TO_SIGN: (Role.CHIEF_EXECUTIVE,),
    STILL_TO_SIGN: (Role.CHIEF_EXECUTIVE,),
    SENT_BACK: (Role.HR_DIRECTOR,),
    SIGNED: (Role.HR_DIRECTOR,),
    REOPENED: (Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE),
    WITHDRAWN: (Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE),
}


def reminder_on(one: Return, steps: Sequence[ReturnStep], day: dt.date) -> tuple[str, dt.date] | None:
    """Which reminder is to be sent, and of which day it is; None while there is none. steps: all of the return's.

    10, 3 and 1 working days before it is due, and on the day after; where it awaits its signature, 5 working days after
    it was handed over. Of several that were missed only the newest, and none that does not lie after the asking.
    """
    if not is_there(one):
        return None
    if one.state == Return.State.SUBMITTED:
        come = [(STILL_TO_SIGN, working_days_after(asked_on(steps), DAYS_TO_SIGN))]
    elif one.state in WRITABLE:
        come = [(DUE, working_days_before(one.due, number)) for number in DAYS_BEFORE] + [(LATE, one.due + ONE_DAY)]
    else:
        return None
    asked = asked_on(steps)
    passed = [(kind, on) for kind, on in come if asked < on <= day < on + MADE_UP_FOR]
    return max(passed, key=lambda reminder: reminder[1], default=None)


def asked_on(steps: Sequence[ReturnStep]) -> dt.date:
    """The day since which those whose turn it is have been asked: it was opened, handed over, sent back or reopened.

    Beginning to write is no new asking.
    """
    step = next(
        step for step in reversed(steps) if step.from_state != Return.State.OPEN or step.to_state not in WRITABLE
    )
    return step.at.astimezone(LONDON).date()


def is_there(one: Return) -> bool:
    """Whether the organisation is there on the day that its return describes: otherwise nobody can write or sign it."""
    return one.organisation.until is None or one.organisation.until > one.as_of


def whom_to_ask(one: Return) -> tuple[Role, ...]:
    """Whose turn it is: the HR director's while it is written, the chief executive's while it awaits the signature."""
    return (Role.CHIEF_EXECUTIVE,) if one.state == Return.State.SUBMITTED else (Role.HR_DIRECTOR,)


def last_reminders(returns: Iterable[Return]) -> dict[UUID, Notification]:
    """The newest reminder of each return that was sent or is on its way. One query."""
    ids = [one.pk for one in returns]
    gone = (Notification.State.QUEUED, Notification.State.SENDING, Notification.State.SENT)
    newest = Notification.objects.of(REMINDERS, ids).filter(state__in=gone).order_by("about_id", "-due", "pk")
    return {UUID(mail.about_id): mail for mail in newest.distinct("about_id")}
