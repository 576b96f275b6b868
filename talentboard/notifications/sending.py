"""Handing mails to the mail server: each at most once, tried again with growing waits, and told truthfully.

A mail is claimed (its row locked, its state *sending* committed) before it is handed over. Whoever is killed in between
leaves it claimed: it is then called failed, because it may have arrived, and is never handed over again. However it
ends, the address of somebody without an account goes from the row with it.
"""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from talentboard.clock import now
from talentboard.working_days import next_quiet_end

from .kinds import kind_of
from .models import Notification
from .queueing import first_moment
from .writing import message_of

log = logging.getLogger(__name__)
State, Why = Notification.State, Notification.Why
WAITS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720)]
INTERRUPTED_AFTER = dt.timedelta(minutes=10)
FOR_EVER = range(500, 600)  # what a mail server answers when trying again is of no use


def send_due() -> int:
    """Send every mail that is due; how many the mail server took."""
    give_up_on_interrupted(now())
    if not _due(now()).exists():
        return 0
    server = get_connection()
    try:
        server.open()
    except (SMTPException, OSError) as problem:
        log.error("The mail server could not be reached: %s", type(problem).__name__)
        put_off_all(now())
        return 0
    taken, answers = 0, True
    try:
        while answers and (mail := claim(now())):
            was_taken, answers = hand_over(mail, server)
            taken += was_taken
    finally:
        server.close()
    return taken


@transaction.atomic
def claim(moment: dt.datetime) -> Notification | None:
    """Make the next mail that is due this process's own; None when there is none that nobody else is at."""
    mail = _due(moment).select_for_update(skip_locked=True).first()
    if mail is None:
        return None
    mail.state, mail.attempts, mail.tried_at = State.SENDING, mail.attempts + 1, moment
    mail.save(update_fields=["state", "attempts", "tried_at"])
    return mail


def hand_over(mail: Notification, server: BaseEmailBackend) -> tuple[bool, bool]:
    """Write a claimed mail and give it to the server: whether it was taken, and whether the server still answers."""
    try:
        if over := settled(mail):
            _settle(mail, **ended(State.DROPPED, over))
            return False, True
        message = message_of(mail)
    except Exception:
        log.exception("a mail of the kind %s could not be written", mail.kind)
        _try_later(mail, Why.FAULT)
        return False, True
    try:
        server.send_messages([message])
    except (SMTPException, OSError) as problem:
        why, is_final = judged(problem)
        log.error("The mail server did not take a mail of the kind %s: %s", mail.kind, type(problem).__name__)
        _settle(mail, **ended(State.FAILED, why)) if is_final else _try_later(mail, why)
        return False, why != Why.AWAY
    _settle(mail, **ended(State.SENT, ""), sent_at=now())
    return True, True


@transaction.atomic
def let_go(about_kind: str, about_id: str) -> int:
    """Drop the mails about a thing that wait and are not needed any more, so that no address waits till the morning.

    How many they were. One that is being sent just now is settled by whoever sends it.
    """
    waiting = Notification.objects.filter(state=State.QUEUED, about_kind=about_kind, about_id=about_id)
    over = [(mail, why) for mail in waiting.select_for_update(skip_locked=True) if (why := settled(mail))]
    for mail, why in over:
        Notification.objects.filter(pk=mail.pk).update(**ended(State.DROPPED, why))
    return len(over)


def settled(mail: Notification) -> str:
    """Why a mail need not be sent any more; empty while it is to be."""
    if mail.to and not mail.to.is_active:
        return Why.CLOSED
    return "" if kind_of(mail.kind).applies(mail) else Why.OVER


def judged(problem: Exception) -> tuple[str, bool]:
    """What a server's answer means: the kind of reason, and whether trying again is of no use."""
    if isinstance(problem, SMTPRecipientsRefused):
        codes = {code for code, _words in problem.recipients.values()}
        return Why.ADDRESS, all(code in FOR_EVER for code in codes)
    if isinstance(problem, SMTPDataError):
        return Why.REFUSED, problem.smtp_code in FOR_EVER
    if isinstance(problem, SMTPResponseException):
        return Why.REFUSED, False  # of the sender or of this server altogether: the operator can mend it
    return Why.AWAY, False


@transaction.atomic
def put_off_all(moment: dt.datetime) -> None:
    """The server is away: all that are due wait, or are given up after the last try."""
    for mail in _due(moment).select_for_update(skip_locked=True):
        mail.attempts += 1
        Notification.objects.filter(pk=mail.pk).update(
            attempts=mail.attempts, tried_at=moment, **_next_try(mail, Why.AWAY, moment)
        )


def give_up_on_interrupted(moment: dt.datetime) -> None:
    """What a process claimed and never settled: it may have arrived, so it is not sent again."""
    Notification.objects.filter(state=State.SENDING, tried_at__lt=moment - INTERRUPTED_AFTER).update(
        **ended(State.FAILED, Why.INTERRUPTED)
    )


def ended(state: str, why: str) -> dict:
    """What is kept of a mail that is not to be sent any more."""
    return {"state": state, "why": why, "address": ""}


def _due(moment: dt.datetime):
    return Notification.objects.due(moment, quiet=next_quiet_end(moment) > moment)


def _try_later(mail: Notification, why: str) -> None:
    _settle(mail, **_next_try(mail, why, now()))


def _next_try(mail: Notification, why: str, moment: dt.datetime) -> dict:
    """What is kept after a try that failed: the next one's moment, or that there is none."""
    if mail.attempts > len(WAITS):
        return ended(State.FAILED, why)
    return {"state": State.QUEUED, "why": why, "due": first_moment(mail.kind, moment + WAITS[mail.attempts - 1])}


def _settle(mail: Notification, **facts) -> None:
    """Write how a try ended, only while it is still this process's."""
    mine = Notification.objects.filter(pk=mail.pk, state=State.SENDING, attempts=mail.attempts)
    if not mine.update(**facts):
        log.warning("a mail of the kind %s was given up while it was being sent", mail.kind)
