"""The house's own part: the account, mails, and the trace of what its owner did."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet
from django.urls import reverse

from talentboard.access import NATION
from talentboard.accounts.models import User
from talentboard.audit import Event
from talentboard.audit.describing import region_names
from talentboard.audit.models import AuditEvent
from talentboard.clock import now, today
from talentboard.links.models import Link
from talentboard.links.purposes import purpose_of
from talentboard.nhs.filters import say_moment
from talentboard.nhs.words import capital, join_words
from talentboard.notifications.addresses import digests_of
from talentboard.notifications.models import Notification
from talentboard.retention.periods import lasting
from talentboard.uploads.models import Upload

from .parts import ON_A_PAGE, Deletion, Fact, Looking, Part, Rows

SECRETS = (
    "Your password and the secrets of your second factor: the one is kept as a digest, the others are encrypted, and "
    "they are shown to nobody."
)
FACTORS = {"totp": "an authenticator app", "webauthn": "a passkey", "recovery_codes": "recovery codes"}


def part_of(person: User, whole: bool) -> Part:
    """The account. Nine queries, however much is held."""
    lasts = lasting(today())
    parts = (_mails(person, whole), _links(person), _uploads(person), _deeds(person, whole))
    return Part(
        key="account",
        heading="Your account",
        facts=list(_facts(person)),
        rows=[rows for rows in parts if rows.rows],
        deletions=[
            Deletion("Your name and e-mail address", "as long as your account is kept"),
            Deletion("Mails sent to you", f"{lasts['mails']} after each"),
            Deletion("What became of links in mails", f"{Link.REMEMBERED.days} days after each ended"),
            Deletion("Who looked, and what you did", f"each line {lasts['audit']} after it was done"),
        ],
        not_shown=[SECRETS],
        looked=[Looking(Q(kind=Event.ACCOUNT_READ, about_kind="user", about_id=str(person.pk)), "Your account")],
        is_slight=True,
    )


def _facts(person: User) -> Iterator[Fact]:
    yield Fact("name", "Name", person.name)
    yield Fact("email", "E-mail address", person.email)
    yield Fact("opened_at", "Opened on", say_moment(person.created_at), person.created_at)
    inviter = person.invited_by
    yield Fact("invited_by", "Invited by", inviter.name if inviter else "The operator of the site")
    factors = [FACTORS[kind] for kind in Authenticator.objects.filter(user=person).values_list("type", flat=True)]
    words = capital(join_words(dict.fromkeys(factors))) or "None"
    yield Fact("second_factor", "Second factor", words, sorted(set(factors)), reverse("mfa_index"))
    linked = list(SocialAccount.objects.filter(user=person).values_list("provider", flat=True))
    if linked:
        yield Fact("identity_providers", "Linked accounts", join_words(linked), linked)
    last = person.last_login
    yield Fact("last_signed_in", "Signed in last", say_moment(last) if last else "Never", last)


def _mails(person: User, whole: bool) -> Rows:
    mails, number = _newest(Notification.objects.filter(to=person).order_by("-queued_at", "pk"), whole)
    return Rows(
        key="mails",
        heading="Mails sent to you",
        columns=("When", "Which", "What became of it"),
        rows=[(say_moment(mail.sent_at or mail.queued_at), mail.label, mail.get_state_display()) for mail in mails],
        data=[
            {"kind": mail.kind, "state": mail.state, "queued_at": mail.queued_at, "sent_at": mail.sent_at}
            for mail in mails
        ],
        number=number,
    )


def _links(person: User) -> Rows:
    """Links that were mailed to the account, or to its address before there was one."""
    theirs = Q(user=person) | Q(user=None, address_digest__in=digests_of(person.email))
    links = list(Link.objects.filter(theirs).order_by("-made_at", "pk"))
    return Rows(
        key="links",
        heading="Links mailed to you",
        columns=("When", "What for", "What became of it"),
        rows=[(say_moment(one.made_at), purpose_of(one).heading, _became(one)) for one in links],
        data=[
            {
                "purpose": one.purpose, "made_at": one.made_at, "expires_at": one.expires_at, "used_at": one.used_at,
                "revoked_at": one.revoked_at,
            }
            for one in links
        ],
    )  # fmt: skip


def _became(link: Link) -> str:
    used = f"Used on {say_moment(link.used_at)}" if link.used_at else "Not used"
    if link.revoked_at:
        return f"{used}, ended on {say_moment(link.revoked_at)}"
    return f"{used}, ends on {say_moment(link.expires_at)}" if link.expires_at > now() else used


def _uploads(person: User) -> Rows:
    uploads = list(Upload.objects.filter(owner=person).defer("findings"))
    return Rows(
        key="files_sent",
        heading="Files you sent that have not been deleted yet",
        columns=("When", "Files", "Deleted"),
        rows=[(say_moment(one.sent_at), join_words(one.names), say_moment(one.expires_at)) for one in uploads],
        data=[{"names": one.names, "sent_at": one.sent_at, "expires_at": one.expires_at} for one in uploads],
    )


def _deeds(person: User, whole: bool) -> Rows:
    """What the audit says they did and looked at; about whom and what is not theirs to keep."""
    lines, number = _newest(AuditEvent.objects.filter(by=person).order_by("-pk"), whole)
    labels, regions = dict(Event.choices), {NATION: "England", **region_names()}
    return Rows(
        key="what_you_did",
        heading="What you did and looked at",
        columns=("When", "What", "Where"),
        rows=[
            (say_moment(line.at), labels.get(line.kind, line.kind), regions.get(line.region, "No region"))
            for line in lines
        ],
        data=[{"at": line.at, "kind": line.kind, "region": line.region} for line in lines],
        number=number,
    )


def _newest(rows: QuerySet, whole: bool) -> tuple[list, int]:
    """All rows, or the newest with how many there are."""
    if whole:
        found = list(rows)
        return found, len(found)
    return list(rows[:ON_A_PAGE]), rows.count()
