"""Mails about things of a region, as the list says them: never to which address, and of some only that there is one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from regions.models import Organisation, Region
from talentboard.access import NATION, Role, permitted
from talentboard.audit.describing import describe
from talentboard.notifications.kinds import Kind, known_kind
from talentboard.notifications.models import Notification

State = Notification.State


def mails_of(slug: str) -> QuerySet[Notification]:
    """The mails about things of a region, or of all regions, the newest first."""
    return Notification.objects.all() if slug == NATION else Notification.objects.filter(region=slug)


def by_state(mails: QuerySet[Notification]) -> dict[str, int]:
    """How many there are in each state. One query."""
    return dict(mails.order_by().values_list("state").annotate(Count("pk")))


def lines_of(mails: Iterable[Notification], reader: Any) -> list[dict]:
    """What the reader is shown of each: its kind and state, and where they may know more, what, to whom and when."""
    shown = {mail.pk for mail in mails if may_know_more(reader, mail)}
    known = [mail for mail in mails if mail.pk in shown]
    about = describe(known)
    bodies = Organisation.objects.in_bulk({mail.organisation for mail in known if mail.organisation})
    names = dict(Region.objects.values_list("slug", "name"))
    return [
        {"mail": mail, "shown": False}
        if mail.pk not in shown
        else {
            "mail": mail,
            "shown": True,
            "about": about[mail.about_kind, mail.about_id].words,
            "role": capacity(mail.role),
            "organisation": bodies.get(mail.organisation, ""),
            "region": names.get(mail.region, ""),
            "can_go_again": can_go_again(reader, mail),
        }
        for mail in mails
    ]


def may_know_more(reader: Any, mail: Notification) -> bool:
    """Whether somebody who reads the list may be shown more of a mail than its kind and state."""
    kind = known_kind(mail.kind)
    if kind is None or kind.private:
        return False
    return kind.read_with is None or permitted(reader, kind.read_with, region=mail.region)


def can_go_again(reader: Any, mail: Notification) -> bool:
    """Whether the button is offered; whether what the mail tells of still stands is asked when it is pressed."""
    kind: Kind | None = known_kind(mail.kind)
    if kind is None or kind.again_with is None or mail.state != State.FAILED or mail.to_id is None:
        return False
    return not mail.was_sent_again and permitted(reader, kind.again_with, region=mail.region)


def capacity(role: str) -> str:
    """In which capacity somebody was written to: "HR director", "Nominee"."""
    known = {one.value: one.label for one in Role}
    return known.get(role, role.replace("-", " ").capitalize())
