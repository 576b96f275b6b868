"""What is done with accounts: invite, send again, accept, register, close, open again."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.urls import reverse

from talentboard.access import NATION, NotAllowed, NotFound, Permission, require
from talentboard.audit import Event, record
from talentboard.clock import now

from . import policies
from .invitations import LASTS, Invitation, digest_of, new_secret
from .mails import send_invitation
from .models import User


@dataclass(frozen=True, slots=True)
class Invited:
    """A person and their invitation. The path holds the link's secret, which is kept nowhere else."""

    user: User
    invitation: Invitation
    path: str


@transaction.atomic
def invite(*, email: str, name: str, by: Any, address: str = "") -> Invited:
    """Open an account without a password, and mail the link to it on commit.

    address: how the links in the mail begin ("https://talentboards.example"). Without it nothing is mailed, and the
    caller hands over the link. NotAllowed when the address has an account.
    """
    require(by, Permission.KEEP_ACCOUNTS, about=NATION)
    policies.can_invite(email)

    try:
        with transaction.atomic():
            person = User.objects.create_user(email, name, invited_by=_account(by))
    except IntegrityError as clash:
        raise NotAllowed("Somebody has just invited this address.") from clash
    record(Event.ACCOUNT_INVITED, about=person, by=by)
    return _invitation(person, by=by, address=address)


@transaction.atomic
def send_again(person: User, *, by: Any, address: str = "") -> Invited:
    """A new link, which ends the earlier ones: for a mail that did not arrive or came too late."""
    require(by, Permission.KEEP_ACCOUNTS, about=NATION)
    person = _locked(person)
    policies.can_send_again(person)

    record(Event.ACCOUNT_INVITED, about=person, by=by)
    return _invitation(person, by=by, address=address)


@transaction.atomic
def accept(secret: str, *, password: str) -> User:
    """Set the first password. Who holds the secret is the person invited: it went to their address.

    NotFound for an unknown secret; NotAllowed for a used or ended one.
    """
    invitation = Invitation.objects.select_for_update().with_secret(secret).first()
    if invitation is None:
        raise NotFound("No such invitation.")
    policies.can_accept(invitation)

    person = _begun(_locked(invitation.user), password=password)
    invitation.accepted_at = now()
    invitation.save(update_fields=["accepted_at"])
    record(Event.ACCOUNT_ACCEPTED, about=person, by=person)
    return person


@transaction.atomic
def register(email: str, *, name: str, password: str) -> User:
    """An account for somebody who has shown that mail to this address reaches them: call it for nobody else.

    An invitation to the address that nobody has accepted yet is accepted with it. NotAllowed where there is an account.
    """
    policies.can_register(email)

    known = User.objects.with_address(email)
    try:
        with transaction.atomic():
            person = _locked(known) if known else User.objects.create_user(email, name)
    except IntegrityError as clash:
        raise NotAllowed("An account with this address has just been made. Sign in with it.") from clash
    person.name = name
    _end_invitations(_begun(person, password=password))
    record(Event.ACCOUNT_REGISTERED, about=person, by=person)
    return person


@transaction.atomic
def close(person: User, *, by: Any) -> User:
    """Let nobody sign in to an account any more, and end its sessions at once.

    Password, second factors, links to identity providers and open invitations go with it, so that opening the account
    again begins at the beginning. That is also the way back for somebody who lost every second factor.
    """
    require(by, Permission.KEEP_ACCOUNTS, about=NATION)
    person = _locked(person)
    policies.can_close(person, by=by)

    person.is_active = False
    person.set_unusable_password()  # a session carries a digest of the password: none outlives this
    person.last_login = None
    person.save()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    _end_invitations(person)
    record(Event.ACCOUNT_CLOSED, about=person, by=by)
    return person


@transaction.atomic
def reopen(person: User, *, by: Any, address: str = "") -> Invited:
    """Open a closed account again with a new invitation. No role comes back by itself."""
    require(by, Permission.KEEP_ACCOUNTS, about=NATION)
    person = _locked(person)
    policies.can_reopen(person)

    person.is_active = True
    person.save(update_fields=["is_active"])
    record(Event.ACCOUNT_REOPENED, about=person, by=by)
    return _invitation(person, by=by, address=address)


def address_is_theirs(person: User) -> None:
    """Remember that the person receives mail at the account's address."""
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


def _begun(person: User, *, password: str) -> User:
    """Give a person their first password. Their address has just been shown to be theirs."""
    person.set_password(password)
    person.save()
    address_is_theirs(person)
    return person


def _invitation(person: User, *, by: Any, address: str) -> Invited:
    _end_invitations(person)
    secret = new_secret()
    invitation = Invitation.objects.create(
        user=person, digest=digest_of(secret), expires_at=now() + LASTS, by=_account(by)
    )
    path = reverse("accounts:invitation", args=[secret])
    if address:
        transaction.on_commit(partial(send_invitation, invitation, address.rstrip("/") + path), robust=True)
    return Invited(person, invitation, path)


def _end_invitations(person: User) -> None:
    moment = now()
    person.invitations.open(moment).update(expires_at=moment)


def _locked(person: User) -> User:
    return User.objects.select_for_update().get(pk=person.pk)


def _account(by: Any) -> User | None:
    return by if getattr(by, "pk", None) else None
