"""Mails about requests for corrections: that one was answered, to whoever asked; and the line of the team's digest.

None says what is asked or answered: it stands on the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse

from regions.models import RoleAssignment
from talentboard.access import Permission, roles_with
from talentboard.digests import Waiting
from talentboard.events import subscribe_within
from talentboard.nhs.words import plural
from talentboard.notifications.kinds import Kind, register_kind
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import addressed, queue
from talentboard.notifications.writing import link

from .actions.corrections import ANSWERED
from .models import CorrectionRequest

ANSWER_GIVEN = "correction-answered"


def register_mails_of_corrections() -> None:
    """Make the kind known, and queue it in the transaction of the answer."""
    label, template = "A request for a correction was answered", "pools/mail/correction_answered.txt"
    register_kind(Kind(ANSWER_GIVEN, label, template, context_of, is_there))
    subscribe_within(ANSWERED, tell_the_person)


def tell_the_person(*, request: CorrectionRequest, by: Any) -> None:
    queue([addressed(ANSWER_GIVEN, to=request.asked_by, about=request, occasion="answered")])


def context_of(mail: Notification) -> dict[str, Any]:
    """What the words need: the request, and the page where the answer stands."""
    request = CorrectionRequest.objects.get(pk=mail.about_id)
    return {"request": request, "link": link(reverse("me:me"))}


def is_there(mail: Notification) -> bool:
    """It has not been deleted meanwhile."""
    return CorrectionRequest.objects.filter(pk=mail.about_id).exists()


def to_answer(day: dt.date, people: Collection[UUID] | None = None) -> dict[UUID, list[Waiting]]:
    """What awaits an answer in the region of each person who may give one; nobody's own. Two queries."""
    waiting = list(CorrectionRequest.objects.open().values_list("candidate__kept_by", "asked_by", "asked_on", "due"))
    held = RoleAssignment.objects.as_of(day).filter(
        role__in=roles_with(Permission.CHANGE_MEMBERS), region__in={region for region, *_ in waiting}
    )
    if people is not None:
        held = held.filter(user__in=people)
    lines: dict[UUID, list[Waiting]] = {}
    for person, region in sorted(set(held.values_list("user", "region"))):
        found = [(asked, due) for where, by, asked, due in waiting if where == region and by != person]
        if found:
            lines.setdefault(person, []).append(
                Waiting(
                    f"{plural(len(found), 'request')} for a correction to answer",
                    count=len(found),
                    url=reverse("pools:corrections", args=[region]),
                    oldest=min(asked for asked, _ in found),
                    due=min(due for _, due in found),
                    region=region,
                )
            )
    return lines
