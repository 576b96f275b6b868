"""Queueing mails: rows in the transaction of the act, and the worker told once that has committed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from talentboard.clock import now
from talentboard.working_days import next_quiet_end

from . import is_silent
from .addresses import digest_of, digests_of
from .kinds import kind_of
from .models import Notification


def addressed(
    kind: str,
    *,
    about: Any,
    occasion: Any,
    to: Any = None,
    address: str = "",
    role: str = "",
    region: str = "",
    organisation: UUID | None = None,
    **facts: Any,
) -> Notification:
    """A mail about a thing, not queued yet: `to` an account, or to the `address` of somebody who has none.

    occasion: what tells it from others of its kind to the same person about the same thing (a day, a step). role,
    region, organisation: in which capacity they are written to. facts: references that its words need; they stay, so
    never an address. Of an address a keyed digest stays in the mail's key. TypeError unless it is one of the two.
    """
    if (to is None) == (not address):
        raise TypeError("A mail goes to an account, or to an address.")
    whom = to.pk if to else digest_of(address)
    return Notification(
        key=f"{kind} {about.pk} {occasion} {whom}",
        kind=kind,
        to=to,
        address=address.strip(),
        role=role,
        region=region or about.access_region,
        organisation=organisation or getattr(about, "access_organisation", None),
        about_kind=about._meta.model_name,
        about_id=str(about.pk),
        facts=facts,
    )


def queue(mails: Iterable[Notification]) -> list[Notification]:
    """Keep mails to be sent once the transaction has committed; those of a key that is known already are left out.

    Two queries however many there are; three where some go to addresses and an earlier secret key still counts. Returns
    those that are new. Inside `telling_nobody()` they are kept as dropped.
    """
    wanted = without_known_by_an_earlier_key(list(mails))
    if not wanted:
        return []
    moment = now()
    for mail in wanted:
        mail.due = first_moment(mail.kind, moment)
        if is_silent():
            mail.state, mail.why, mail.address = Notification.State.DROPPED, Notification.Why.NOBODY, ""
    Notification.objects.bulk_create(wanted, ignore_conflicts=True)
    kept = set(Notification.objects.filter(pk__in=[mail.pk for mail in wanted]).values_list("pk", flat=True))
    new = [mail for mail in wanted if mail.pk in kept]
    if any(mail.state == Notification.State.QUEUED and mail.due <= moment for mail in new):
        transaction.on_commit(wake, robust=True)
    return new


def without_known_by_an_earlier_key(mails: list[Notification]) -> list[Notification]:
    """Those that were not queued before the secret key changed, when addresses had other digests."""
    earlier = {}
    for mail in mails if settings.SECRET_KEY_FALLBACKS else ():
        if mail.address:
            present, *before = digests_of(mail.address)
            earlier[mail.pk] = [mail.key.replace(present, digest) for digest in before]
    if not earlier:
        return mails
    asked = [key for keys in earlier.values() for key in keys]
    known = set(Notification.objects.filter(key__in=asked).values_list("key", flat=True))
    return [mail for mail in mails if known.isdisjoint(earlier.get(mail.pk, ()))]


def first_moment(kind: str, moment: dt.datetime) -> dt.datetime:
    """When a mail of a kind may leave: at once where somebody is waiting for it, otherwise when it is not quiet."""
    return moment if kind_of(kind).awaited else next_quiet_end(moment)


def let_go(about: Any) -> None:
    """What waits about a thing and is not needed any more is dropped once the transaction has committed, not when it
    would have been sent: until then it has the address of somebody without an account."""
    transaction.on_commit(partial(ask_to_let_go, about._meta.model_name, str(about.pk)), robust=True)


def ask_to_let_go(about_kind: str, about_id: str) -> None:
    """Tell the worker. When Valkey is away the message is lost, and the mails are dropped when they are due."""
    from .tasks import let_go

    try:
        let_go.apply_async((about_kind, about_id), queue="quick", retry=False)
    except let_go.OperationalError:
        return


def wake() -> None:
    """Tell the worker that mails are due. When Valkey is away the message is lost, and the timetable sends them."""
    from .tasks import send_due

    try:
        send_due.apply_async(queue="quick", retry=False)
    except send_due.OperationalError:
        return
