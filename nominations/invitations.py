"""The nominee's invitation: a mail to the address that the nominator typed, and the single-use link in it.

Somebody who has an account of that address signs in; anybody else comes by the link. Nothing of it says whether the
person is known.
"""

from __future__ import annotations

import datetime as dt

from nominations.access import NOMINEE
from nominations.models import Nomination
from nominations.pages import nominees_page
from talentboard.accounts.models import User
from talentboard.clock import LONDON
from talentboard.links import actions as links
from talentboard.links.models import Link
from talentboard.links.purposes import Over, Purpose, register_purpose
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import addressed, queue

ASKED = "nomination-asked"
State = Nomination.State


def invite(one: Nomination) -> list[Notification]:
    """Queue the invitation in the act that asks the nominee. A new one ends the link of the one before."""
    link = link_for(one)
    whom = {"to": link.user} if link.user else {"address": one.nominee_email}
    return queue([addressed(ASKED, about=one, occasion=link.pk, role="nominee", link=str(link.pk), **whom)])


def link_for(one: Nomination) -> Link:
    """The link to the nominee, which ends when the time to answer does."""
    account = account_of(one)
    whom = {"to": account} if account else {"address": one.nominee_email}
    return links.make(NOMINEE, about=one, until=end_of(one.due), **whom)


def account_of(one: Nomination) -> User | None:
    """The open account of the nominee's address."""
    account = User.objects.with_address(one.nominee_email)
    return account if account is not None and account.is_active and account.state == User.State.OPEN else None


def end_of(day: dt.date) -> dt.datetime:
    """The midnight with which a day ends in London."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=LONDON)


def page(link: Link) -> str:
    """Where the nominee reads what was said and answers."""
    return nominees_page(nomination_of(link))


def address_of(link: Link) -> str:
    """The address typed for the nominee; none once they have answered or it has ended."""
    one = Nomination.objects.filter(pk=link.about_id, state=State.AWAITING_CONSENT).first()
    return one.nominee_email if one else ""


def again(link: Link) -> None:
    """A new invitation while the nominee has not answered."""
    one = nomination_of(link)
    if one.state == State.AWAITING_CONSENT:
        invite(one)


def nomination_of(link: Link) -> Nomination:
    return Nomination.objects.select_related("round__pool").get(pk=link.about_id)


def register() -> None:
    """Make the purpose of the links known."""
    register_purpose(
        Purpose(
            slug=NOMINEE,
            heading="You have a message from your regional talent board",
            words="It is for you alone. You can read it without an account, and you decide what becomes of it.",
            button="Read it",
            page=page,
            address_of=address_of,
            again=again,
            sentences={
                Over.EXPIRED: "This link ended on {ended}. The nomination is closed and what was said was deleted.",
                Over.REVOKED: "This link no longer works: you have a newer one, have answered, or the nomination was "
                "withdrawn.",
            },
            offers_again=frozenset({Over.USED}),
        )
    )
