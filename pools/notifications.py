"""The mail by which people learn that a talent board has their name, and what its link is for."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from pools.actions.telling import PURPOSE, claim, send_again
from pools.models import Candidate
from pools.telling import TOLD, held_about
from regions.models import Region
from talentboard.access import Permission
from talentboard.clock import now
from talentboard.links.models import Link
from talentboard.links.purposes import Over, Purpose, register_purpose
from talentboard.links.tokens import whole_address
from talentboard.notifications.kinds import Kind, register_kind
from talentboard.notifications.models import Notification
from talentboard.notifications.writing import link as whole
from talentboard.notifications.writing import text_of

TEMPLATE = "pools/mail/told.txt"
OWN_LINK = "(here stands a link that is for this person alone)"


def register() -> None:
    """Make the mail and its link known."""
    register_kind(
        Kind(
            TOLD,
            "Told that the talent board has their name",
            TEMPLATE,
            context_of,
            still_applies,
            read_with=Permission.READ_NAMES,
            again_with=Permission.CHANGE_MEMBERS,
        )
    )
    register_purpose(
        Purpose(
            slug=PURPOSE,
            heading="See what is held about you",
            words="An NHS talent board has your name. Make an account, and you see everything that is held about you, "
            "who has looked at it, and when it will be deleted.",
            button="Go on",
            page=lambda link: reverse("pools:your-record"),
            address_of=address_of,
            again=send_again,
            claimed=claim,
            sentences={Over.EXPIRED: "The time of this link has run out. What is held about you is kept as it was."},
        )
    )


def context_of(mail: Notification) -> dict[str, Any]:
    """What the words need, as it is when they are written."""
    person = Candidate.objects.select_related("merged_into").get(pk=mail.about_id).standing
    region = Region.objects.get(pk=mail.region)
    link = mail.facts.get("link")
    address = whole_address(PURPOSE, link) if link else whole(reverse("pools:your-record"))
    return facts(
        person, region, link=address, has_account=not link, until=Link.objects.get(pk=link).expires_at if link else None
    )


def facts(person: Candidate, region: Region, **more: Any) -> dict[str, Any]:
    return {"person": person, "region": region, "keeper": person.kept_by, "held": held_about(person).in_words, **more}


def preview_of(person: Candidate, region: Region, *, has_account: bool) -> tuple[str, str]:
    """Subject and text of the mail to somebody, as they would be now, with no link in it."""
    link = whole(reverse("pools:your-record")) if has_account else OWN_LINK
    return text_of(TEMPLATE, facts(person, region, link=link, has_account=has_account, until=None) | {"to": None})


def still_applies(mail: Notification) -> bool:
    """The record is still there, and the link of whoever has no account is still the newest."""
    link = mail.facts.get("link")
    if link and not Link.objects.open(now()).filter(pk=link).exists():
        return False
    return Candidate.objects.filter(pk=mail.about_id).exists()


def address_of(link: Link) -> str:
    """The address that is kept of the person now; empty where their record is gone."""
    return Candidate.objects.filter(pk=link.about_id).values_list("email", flat=True).first() or ""
