"""Mails about returns: reminders by the timetable, and what has become of one, to whose turn it is.

None names anybody but the person it is sent to, and none says anything of a post.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.urls import reverse

from regions.models import Return, ReturnStep, RoleAssignment
from regions.models.returns import UNSIGNED
from regions.returns.offices import holders
from regions.returns.reminders import (
    ASKED_FOR,
    DUE,
    LATE,
    REOPENED,
    SENT_BACK,
    SIGNED,
    STILL_TO_SIGN,
    TO_SIGN,
    TO_WHOM,
    WITHDRAWN,
    is_there,
    reminder_on,
    whom_to_ask,
)
from talentboard.access import Permission, Role
from talentboard.clock import today
from talentboard.events import subscribe_within
from talentboard.notifications.kinds import Kind, register_kind
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import addressed, queue
from talentboard.notifications.writing import link

State = Return.State
Applies = Callable[[Return, Notification], bool]
TOLD = {
    "return-handed-over": TO_SIGN,
    "return-sent-back": SENT_BACK,
    "return-signed": SIGNED,
    "return-reopened": REOPENED,
    "return-withdrawn": WITHDRAWN,
}


def register_mails_of_returns() -> None:
    """Make the kinds known, and queue them in the transactions of the acts that they tell of."""
    for slug, label, template, applies in KINDS:
        words = f"returns/mail/{template}.txt"
        register_kind(Kind(slug, label, words, context_of, still(applies), again_with=Permission.RUN_RETURNS))
    for event, kind in TOLD.items():
        subscribe_within(event, teller(kind))


def queue_reminders(day: dt.date) -> list[Notification]:
    """Queue the reminders of a day, and what a stopped timetable missed; those queued before are left out.

    Five queries, however many returns.
    """
    unsigned = Return.objects.filter(state__in=UNSIGNED).with_whereabouts().select_related("organisation")
    wanted = []
    for one in unsigned.prefetch_related("steps"):
        if reminder := reminder_on(one, list(one.steps.all()), day):
            wanted.append((one, *reminder))
    people = holders([one.organisation_id for one, _kind, _on in wanted], (Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE), day)
    return queue(
        mail_to(held, kind, one, occasion=on)
        for one, kind, on in wanted
        for held in people[one.organisation_id]
        if held.role in TO_WHOM[kind]
    )


@cache
def teller(kind: str) -> Callable[..., None]:
    """What queues the mails of a kind about a return whose newest step they tell of; one function a kind."""
    return lambda one, by, **facts: tell(kind, one)


def tell(kind: str, one: Return) -> None:
    """Queue a mail about what has just become of a return. Four queries."""
    step = one.steps.order_by("-pk").values_list("pk", flat=True).first()
    people = holders([one.organisation_id], TO_WHOM[kind], today())[one.organisation_id]
    queue(mail_to(held, kind, one, occasion=step, step=step) for held in people)


def mail_to(held: RoleAssignment, kind: str, one: Return, *, occasion: Any, **facts: Any) -> Notification:
    """A mail to whoever holds an office, about their organisation's return."""
    return addressed(kind, to=held.user, about=one, occasion=occasion, role=held.role, **facts)


def return_of(mail: Notification) -> Return:
    """The return that a mail is about. Asked for once."""
    if not hasattr(mail, "about"):
        mail.about = Return.objects.with_whereabouts().select_related("organisation").get(pk=mail.about_id)
    return mail.about


def context_of(mail: Notification) -> dict[str, Any]:
    """What the words need: the return, its page, the capacity, and what its step gave as the reason."""
    one = return_of(mail)
    step = ReturnStep.objects.filter(pk=mail.facts["step"]).first() if "step" in mail.facts else newest_step(one)
    return {
        "one": one,
        "link": link(reverse("regions:return", args=[one.access_region, one.pk])),
        "role": Role(mail.role).in_words,
        "is_director": mail.role == Role.HR_DIRECTOR,
        "step": step,
        "is_begun": one.state != State.OPEN,
        "is_late": one.is_late(today()),
    }


def newest_step(one: Return) -> ReturnStep | None:
    return one.steps.order_by("-pk").first()


def still(applies: Applies) -> Callable[[Notification], bool]:
    """Whether a mail is still to be sent: its person holds the office still, and the return stands as it did."""

    def rule(mail: Notification) -> bool:
        one = return_of(mail)
        held = RoleAssignment.objects.as_of(today()).filter(user=mail.to_id, role=mail.role)
        return applies(one, mail) and held.filter(organisation=one.organisation_id).exists()

    return rule


def is_awaited(one: Return, mail: Notification) -> bool:
    """To be handed over, and not late yet."""
    return is_there(one) and one.can_be_written and not one.is_late(today())


def is_late(one: Return, mail: Notification) -> bool:
    return is_there(one) and one.is_late(today())


def is_to_sign(one: Return, mail: Notification) -> bool:
    return is_there(one) and one.state == State.SUBMITTED


def is_asked_for(one: Return, mail: Notification) -> bool:
    """It is still the turn of whom the regional team asked."""
    return is_there(one) and one.state in UNSIGNED and mail.role in whom_to_ask(one)


def is_the_newest(one: Return, mail: Notification) -> bool:
    """Nothing has become of the return since."""
    step = newest_step(one)
    return step is not None and step.pk == mail.facts["step"]


KINDS: Sequence[tuple[str, str, str, Applies]] = (
    (DUE, "Reminder that a return is due", "due", is_awaited),
    (LATE, "Reminder that a return is late", "late", is_late),
    (ASKED_FOR, "Reminder by the regional talent team", "asked_for", is_asked_for),
    (TO_SIGN, "A return awaits the signature", "to_sign", is_the_newest),
    (STILL_TO_SIGN, "Reminder that a return awaits the signature", "to_sign", is_to_sign),
    (SENT_BACK, "A return was sent back", "sent_back", is_the_newest),
    (SIGNED, "A return was signed", "signed", is_the_newest),
    (REOPENED, "A return was reopened", "reopened", is_the_newest),
    (WITHDRAWN, "A return was withdrawn", "withdrawn", is_the_newest),
)
