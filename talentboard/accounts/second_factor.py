"""The second factor: who needs one, who has one, and which session was opened with one."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from talentboard.access import scopes_of
from talentboard.access.table import PERSONAL_DATA

# Recovery codes stand in for one of these and are none themselves.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SESSION_KEY = "second_factor"


def needs_one(user: Any) -> bool:
    """Whether a role held today sees personal data."""
    return any(scope.role in PERSONAL_DATA for scope in scopes_of(user))


def has_one(user: Any) -> bool:
    """Whether an authenticator app or a passkey is set up. One query."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def passkeys_of(user: Any) -> QuerySet[Authenticator]:
    """A person's own passkeys."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN)


def is_last(authenticator: Authenticator) -> bool:
    """Whether taking this one away would leave its owner without a second factor."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS).exclude(pk=authenticator.pk)
    return authenticator.type in FACTORS and not others.exists()


def note(session: Any, user: Any) -> None:
    """Remember in a session that its person has shown a second factor."""
    session[SESSION_KEY] = str(user.pk)


def was_shown(session: Any, user: Any) -> bool:
    """Whether this session's person has shown a second factor in it. No query."""
    return session.get(SESSION_KEY) == str(user.pk)
