"""People are told that they are kept; and whoever comes by the mail's link looks after their record from then on."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce, Lower

from pools.models import Candidate
from pools.policies import telling as rules
from pools.telling import TOLD, to_tell
from regions.models import Region
from regions.reach import reach
from talentboard.access import Permission, require
from talentboard.accounts.models import User
from talentboard.audit import Event, record, record_each
from talentboard.clock import now, today
from talentboard.links import actions as links
from talentboard.links.models import Link
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import addressed, queue

PURPOSE = "member"  # of the links to those who have no account
LASTS = dt.timedelta(days=28)


@transaction.atomic
def tell(people: Collection[uuid.UUID], *, region: Region, by: Any) -> list[Candidate]:
    """Queue a mail to each of these people of a region that says what is held about them; from now on they are found.

    Returns those who are told; who has been told meanwhile is left out. The person is told once, in whichever region.
    """
    require(by, Permission.CHANGE_MEMBERS, about=region)
    rules.can_tell(people)
    here = reach(by, Permission.CHANGE_MEMBERS).within(region.slug)
    found = list(to_tell(here).filter(pk__in=people).select_for_update(of=("self",)))
    accounts = accounts_of(found)

    queue(mail_to(person, account=accounts.get(person.email.lower()), region=region) for person in found)
    Candidate.objects.filter(pk__in=[person.pk for person in found]).update(told_on=today())
    record_each(Event.CANDIDATE_TOLD, by=by, lines=[(person, region.slug, ()) for person in found])
    return found


def mail_to(person: Candidate, *, account: User | None, region: Region) -> Notification:
    """The mail to somebody: to their account where they have one, otherwise to their address with a link of its own."""
    if account:
        return addressed(TOLD, to=account, about=person, occasion=now().isoformat(), region=region.slug)
    link = links.make(PURPOSE, about=person, address=person.email, until=now() + LASTS)
    return addressed(TOLD, address=person.email, about=person, occasion=link.pk, region=region.slug, link=str(link.pk))


def accounts_of(people: Collection[Candidate]) -> dict[str, User]:
    """Open accounts by address, of these people. One query."""
    addresses = [person.email.lower() for person in people]
    found = User.objects.alias(small=Lower("email")).filter(small__in=addresses, is_active=True)
    return {account.email.lower(): account for account in found}


def send_again(link: Link) -> None:
    """A new link to the person that an earlier one went to. Called by the link's own page, which has asked whether."""
    person = Candidate.objects.select_related("kept_by").filter(pk=link.about_id).first()
    if person:
        queue([mail_to(person, account=None, region=person.kept_by)])


@transaction.atomic
def claim(link: Link, user: User) -> None:
    """From now on this account looks after the record that a link was about, or that stands for it by now; nothing
    where another one does."""
    stands = Candidate.objects.filter(pk=link.about_id).values(whole=Coalesce("merged_into", "pk"))
    person = Candidate.objects.select_for_update(of=("self",)).filter(pk__in=stands, user=None).first()
    if person is None or hasattr(user, "candidate"):
        return
    person.user = user
    person.save(update_fields=["user"])
    record(Event.CANDIDATE_CLAIMED, about=person, by=user)
