"""An identity provider opens the account of a known person, and none for anybody else."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from talentboard.access import NotAllowed
from talentboard.accounts.models import User
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet")]


@pytest.fixture
def request_from_provider(settings):
    facts = {
        "provider_id": "nhs",
        "name": "NHSmail",
        "client_id": "x",
        "settings": {"server_url": "https://id.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [facts]}}
    request = RequestFactory().get("/accounts/oidc/nhs/login/callback/")
    request.user, request.session = AnonymousUser(), SessionStore()
    request._messages = CookieStorage(request)
    with context.request_context(request):
        yield request


def login_of(request, email: str, *, verified: bool = True, process: str = "login") -> SocialLogin:
    login = SocialLogin(
        user=User(email=email),
        account=SocialAccount(provider="nhs", uid="4711", extra_data={}),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
        provider=get_adapter().get_provider(request, "nhs"),
    )
    login.state = {"process": process}
    return login


def test_a_known_person_gets_in_and_is_linked(request_from_provider):
    sam = UserFactory(email="sam@example.org")
    complete_login(request_from_provider, login_of(request_from_provider, "sam@example.org"))
    assert request_from_provider.session["_auth_user_id"] == str(sam.pk)
    assert SocialAccount.objects.get(uid="4711").user == sam
    assert list(AuditEvent.objects.order_by("id").values_list("kind", "by")) == [
        (Event.PROVIDER_CHANGED, sam.pk),
        (Event.SIGNED_IN, sam.pk),
    ]


@pytest.mark.parametrize(
    ("email", "facts", "verified"),
    [
        ("nobody@example.org", {}, True),
        ("sam@example.org", {}, False),
        ("sam@example.org", {"is_active": False}, True),
    ],
    ids=["unknown", "not verified", "closed"],
)
def test_nobody_else_does_and_no_account_is_made(request_from_provider, email, facts, verified):
    UserFactory(email="sam@example.org", **facts)
    response = complete_login(request_from_provider, login_of(request_from_provider, email, verified=verified))
    assert "_auth_user_id" not in request_from_provider.session
    assert response.status_code == 200
    assert list(User.objects.values_list("email", flat=True)) == ["sam@example.org"]
    assert not SocialAccount.objects.exists()


def test_a_signed_in_person_cannot_link_somebody_elses_address(request_from_provider):
    request_from_provider.user = UserFactory(email="sam@example.org")
    with pytest.raises(NotAllowed, match="another e-mail address"):
        complete_login(request_from_provider, login_of(request_from_provider, "x@example.org", process="connect"))
    assert not SocialAccount.objects.exists()
