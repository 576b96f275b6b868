"""What is done with links: make, use, take back, send again; and an account made of one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from talentboard.access import NotAllowed
from talentboard.accounts.actions import register
from talentboard.accounts.models import User
from talentboard.audit import Event, record
from talentboard.clock import now
from talentboard.notifications.addresses import digest_of

from . import policies
from .guests import Guest
from .models import Link
from .purposes import purpose_of


@transaction.atomic
def make(purpose: str, *, about: Any, until: dt.datetime, to: User | None = None, address: str = "") -> Link:
    """A link to an account or to an address. Those of before that nobody has used end with it.

    Call it in the transaction of an act that has asked whether it may. TypeError unless it goes to one of the two.
    """
    if (to is None) == (not address):
        raise TypeError("A link goes to an account, or to an address.")
    link = Link(
        purpose=purpose,
        about_kind=about._meta.model_name,
        about_id=str(about.pk),
        user=to,
        address_digest=digest_of(address) if address else "",
        expires_at=until,
    )
    Link.objects.like(link).open(now()).update(revoked_at=now())
    link.save(force_insert=True)
    return link


@transaction.atomic
def use(link: Link, *, by: User | None = None) -> Link:
    """Use it, and do what that does to the app's things. by: whoever is signed in; otherwise the link says who it is.

    NotAllowed, with the app's sentence, where it cannot be used.
    """
    link = Link.objects.select_for_update().get(pk=link.pk)
    policies.can_use(link)
    purpose = purpose_of(link)

    link.used_at = now()
    link.save(update_fields=["used_at"])
    purpose.opened(link)
    if by:
        purpose.claimed(link, by)
    record(Event.LINK_USED, about=link, by=by or Guest([link]))
    return link


@transaction.atomic
def revoke(*, about: Any, purpose: str = "") -> int:
    """End every link about a thing (of one purpose, or of any) and the visits that began with one; how many."""
    links = Link.objects.about(about).filter(revoked_at=None)
    return (links.filter(purpose=purpose) if purpose else links).update(revoked_at=now())


def ask_again(link: Link) -> None:
    """Send a new link to the person this one went to, where that may be. Nobody learns whether it was."""
    try:
        _send_again(link)
    except NotAllowed:
        return


@transaction.atomic
def make_account(guest: Guest, *, name: str, password: str) -> User:
    """An account for somebody who came by a link, with the address it went to; the app is told of each they hold.

    NotAllowed where the address is not kept any more, or has an account that is not theirs to begin.
    """
    person = register(guest.address(), name=name, password=password)
    guest.hand_over_to(person)
    return person


@transaction.atomic
def _send_again(link: Link) -> None:
    link = Link.objects.select_for_update().get(pk=link.pk)  # so that two clicks are asked one after the other
    policies.can_ask_again(link)
    record(Event.LINK_ASKED_FOR, about=link, by=Guest([link]))
    purpose_of(link).again(link)
