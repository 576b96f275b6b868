"""The mail itself: written from what waits when it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from talentboard.audit.describing import Described, register_description
from talentboard.clock import today
from talentboard.nhs.words import long_day
from talentboard.notifications.kinds import Kind, register_kind
from talentboard.notifications.models import Notification
from talentboard.notifications.writing import link

from .waiting import Waiting, waiting_for

DIGEST = "digest"


def register_digests() -> None:
    """Make the kind of mail known."""
    register_kind(
        Kind(
            slug=DIGEST,
            label="What waits, once a day",
            template="digests/digest.txt",
            html="digests/mail.html",
            context=context_of,
            applies=is_of_today,
        )
    )
    register_description("digestday", days)


def days(ids: Sequence[str]) -> Mapping[str, Described]:
    """The days of digests, as the list of mails names them."""
    return {day: Described(long_day(dt.date.fromisoformat(day))) for day in ids}


def lines_of(mail: Notification) -> list[Waiting]:
    """What waits for its person now. Asked for once."""
    if not hasattr(mail, "lines"):
        mail.lines = waiting_for(today(), [mail.to_id]).get(mail.to_id, [])
    return mail.lines


def is_of_today(mail: Notification) -> bool:
    """Something waits still, and it is still its day: one that was held up makes way for the next day's."""
    return mail.about_id == today().isoformat() and bool(lines_of(mail))


def context_of(mail: Notification) -> dict[str, Any]:
    lines = lines_of(mail)
    return {"lines": [(line, link(line.url)) for line in lines], "number": sum(line.count for line in lines)}
