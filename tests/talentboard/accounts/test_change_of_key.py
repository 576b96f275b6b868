"""The secret key is changed without anybody losing their second factor or their session."""

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command
from django.test import Client

from talentboard.accounts.sealing import unseal
from tests.factories import UserFactory

SECRET = "A" * 32
OLD, NEW = "an old key " * 6, "a new key " * 6
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet")]


@pytest.fixture
def factors(settings):
    """An authenticator app and recovery codes, sealed under the old key."""
    settings.SECRET_KEY = OLD
    person = UserFactory()
    app, codes = TOTP.activate(person, SECRET).instance, RecoveryCodes.activate(person).instance
    settings.SECRET_KEY = NEW
    return app, codes


def seal_again() -> str:
    said = io.StringIO()
    call_command("seal_again", stdout=said)
    return said.getvalue().strip()


def secret_of(factor: Authenticator) -> str:
    factor.refresh_from_db()
    return unseal(factor.data["secret" if factor.type == "totp" else "seed"])


def test_under_a_new_key_the_old_secrets_open_while_the_old_key_is_a_fallback(factors, settings):
    app, _ = factors
    with pytest.raises(InvalidToken):
        secret_of(app)
    settings.SECRET_KEY_FALLBACKS = [OLD]
    assert secret_of(app) == SECRET


def test_sealed_again_they_open_without_the_old_key(factors, settings, as_worker):
    app, codes = factors
    settings.SECRET_KEY_FALLBACKS = [OLD]
    seed = secret_of(codes)
    with as_worker():
        assert seal_again() == "2 secrets of second factors are sealed under the present key."
    settings.SECRET_KEY_FALLBACKS = []
    assert (secret_of(app), secret_of(codes)) == (SECRET, seed)
    assert seal_again() == "2 secrets of second factors are sealed under the present key."


def test_without_the_old_key_nothing_is_changed_and_it_is_said(factors):
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    with pytest.raises(CommandError, match="2 of 2 secrets of second factors open with no key given"):
        seal_again()
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before


def test_a_session_goes_on_while_the_old_key_is_a_fallback_and_ends_without_it(settings):
    settings.SECRET_KEY = OLD
    client = Client()
    client.force_login(UserFactory())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert client.get("/accounts/session/").status_code == 200
    client.force_login(UserFactory())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a third key " * 6, []
    assert client.get("/accounts/session/").status_code == 401
