"""Accounts of the demonstration: everybody knows their password and second factor, so they exist there only."""

import time
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from talentboard.access import NotAllowed
from talentboard.clock import now

from .actions import address_is_theirs
from .models import User

DOMAIN = "talentboard.example"
PASSWORD = "thirty-six trusts and a harbour"  # noqa: S105 (printed on purpose)
SECRET = "TALENTBOARDSDEMONSTRATIONSECRET2"  # noqa: S105 (printed on purpose)
PERIOD = 30


def address(name: str) -> str:
    """The address of a demonstration account: "lead.east" -> "lead.east@talentboard.example", which no mail reaches."""
    return f"{name}@{DOMAIN}"


@transaction.atomic
def make_ready(person: User) -> User:
    """Give an invited person the printed password and authenticator secret. NotAllowed off the demonstration."""
    _refuse_elsewhere(person)
    person.password = _hash_of_password()
    person.save(update_fields=["password"])
    person.invitations.filter(accepted_at=None).update(accepted_at=now())
    address_is_theirs(person)
    Authenticator.objects.filter(user=person).delete()
    TOTP.activate(person, SECRET)
    return person


def present_code(person: User) -> str:
    """The six digits that an authenticator app would show now. NotAllowed off the demonstration."""
    _refuse_elsewhere(person)
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // PERIOD))


@cache
def _hash_of_password() -> str:
    """Made once: hashing is slow on purpose, and there are dozens of accounts."""
    return make_password(PASSWORD)


def _refuse_elsewhere(person: User) -> None:
    if not settings.DEMONSTRATION:
        raise NotAllowed("This is not a demonstration (TALENTBOARD_DEMO is off): second factors stay secret.")
    if not person.email.endswith(f"@{DOMAIN}"):
        raise NotAllowed(f"{person.email} is not an account of the demonstration: its address ends otherwise.")
