"""Signing in and out, passwords, second factors and links to identity providers leave a trace."""

from typing import Any

from allauth.account import signals as passwords
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as providers
from django.contrib.auth import signals as signing
from django.dispatch import receiver

from talentboard.audit import Event, record

from . import second_factor
from .models import User
from .sessions import begin_anew


@receiver(signing.user_logged_in)
def signed_in(sender, request, user, **kwargs) -> None:
    begin_anew(request.session)
    record(Event.SIGNED_IN, about=user, by=user)


@receiver(signing.user_logged_out)
def signed_out(sender, request, user, **kwargs) -> None:
    if isinstance(user, User):
        record(Event.SIGNED_OUT, about=user, by=user)


@receiver(signing.user_login_failed)
def password_was_wrong(sender, credentials: dict[str, Any], request=None, **kwargs) -> None:
    """The account is named where there is one; an unknown address is not kept."""
    address = credentials.get("email") or credentials.get("username") or ""
    record(Event.SIGN_IN_FAILED, about=User.objects.with_address(address), by=None)


@receiver(factors.authentication_failed)
def second_factor_was_wrong(sender, user, **kwargs) -> None:
    record(Event.SIGN_IN_FAILED, about=user, by=None, changed=["second factor"])


@receiver(factors.authenticator_used)
def second_factor_was_shown(sender, request, user, **kwargs) -> None:
    second_factor.note(request.session, user)


@receiver(factors.authenticator_added)
def second_factor_was_added(sender, request, user, authenticator: Authenticator, **kwargs) -> None:
    if authenticator.type in second_factor.FACTORS:
        second_factor.note(request.session, user)
    record(Event.SECOND_FACTOR_CHANGED, about=user, by=user, changed=[f"{authenticator.type} added"])


@receiver(factors.authenticator_removed)
def second_factor_was_removed(sender, user, authenticator: Authenticator, **kwargs) -> None:
    record(Event.SECOND_FACTOR_CHANGED, about=user, by=user, changed=[f"{authenticator.type} removed"])


@receiver(factors.authenticator_reset)
def recovery_codes_were_renewed(sender, user, authenticator: Authenticator, **kwargs) -> None:
    record(Event.SECOND_FACTOR_CHANGED, about=user, by=user, changed=[f"{authenticator.type} renewed"])


@receiver([passwords.password_changed, passwords.password_set, passwords.password_reset])
def password_was_changed(sender, user, **kwargs) -> None:
    record(Event.PASSWORD_CHANGED, about=user, by=user)


@receiver(providers.social_account_added)
def provider_was_linked(sender, sociallogin, **kwargs) -> None:
    record(Event.PROVIDER_CHANGED, about=sociallogin.user, by=sociallogin.user, changed=["linked"])


@receiver(providers.social_account_removed)
def provider_was_unlinked(sender, socialaccount, **kwargs) -> None:
    record(Event.PROVIDER_CHANGED, about=socialaccount.user, by=socialaccount.user, changed=["unlinked"])
