"""What django-allauth does differently here: nobody signs up, and a second factor stays."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest, HttpResponse

from talentboard.access import NotAllowed
from talentboard.notifications import deliver

from . import second_factor
from .sealing import seal, unseal
from .wording import SECOND_FACTOR_SENTENCES, SENTENCES


class InvitationOnly(DefaultAccountAdapter):
    """Accounts come from invitations and links in mails. Mails never stop the work, and say the same to known and
    unknown addresses."""

    error_messages = {**DefaultAccountAdapter.error_messages, **SENTENCES}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Whoever has no second factor yet has just proved who they are: setting one up asks no second time."""
        response = super().post_login(request, user, **kwargs)
        if not second_factor.has_one(user):
            record_authentication(request, user, method="password", reauthenticated=True)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must not turn a page into an error, least of all for known addresses only."""
        facts = {"request": self.request, "email": email, **context}
        deliver([self.render_mail(template_prefix, email, facts)])

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """An invitation that ran out cannot be got round: without a first password there is none to reset."""
        if user.has_usable_password() or user.last_login:
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("accounts/mail/no_password", email, context)


class SecondFactor(DefaultMFAAdapter):
    """Secrets are kept encrypted, and the last second factor is not taken away."""

    error_messages = {**DefaultMFAAdapter.error_messages, **SECOND_FACTOR_SENTENCES}

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not second_factor.is_last(authenticator)


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """An identity provider vouches for an address; only one with an open account gets in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return True

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Any, str] | None:
        """The open account of the first address that the provider has verified."""
        found = super().authenticate_by_email(sociallogin)
        return found if found and found[0].is_active else None

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Of all that a provider says about somebody their address alone is kept, by which the link is known."""
        sociallogin.account.extra_data = {"userinfo": {"email": data.get("email")}}
        return super().populate_user(request, sociallogin, data)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A signed-in person links their own address and no other."""
        if sociallogin.state.get("process") != AuthProcess.CONNECT:
            return
        verified = {address.email.lower() for address in sociallogin.email_addresses if address.verified}
        if not request.user.is_authenticated or request.user.email not in verified:
            raise NotAllowed("This sign-in belongs to another e-mail address, so it was not linked to your account.")
