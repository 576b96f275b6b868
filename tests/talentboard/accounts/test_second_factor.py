"""No role that sees personal data without a second factor, and no going round in circles to set one up."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import connection
from django.test import Client

from talentboard.access import Role
from talentboard.accounts import actions, second_factor
from talentboard.accounts.operator import operator
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from tests.factories import UserFactory
from tests.fixtures.people import give, signed_in, with_role

PASSWORD = "seven quiet harbours in spring"
SECRET = "A" * 32
pytestmark = pytest.mark.usefixtures("commits_at_once", "no_limits_yet", "clock_stands_still")


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def accept(person_path: str) -> Client:
    client = Client()
    client.post(person_path, {"password": PASSWORD, "again": PASSWORD})
    return client


@pytest.fixture
def invited():
    made = actions.invite(email="sam@example.org", name="Sam Okafor", by=operator())
    give(made.user, Role.REGIONAL_LEAD, "east")
    return made


@pytest.fixture
def lead():
    person = with_role(Role.REGIONAL_LEAD, "east", email="priya@example.org")
    person.set_password(PASSWORD)
    person.save()
    TOTP.activate(person, SECRET)
    return person


def sign_in(person, code: str | None = None) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    if code:
        client.post("/accounts/2fa/authenticate/", {"code": code})
    return client


def test_a_first_timer_sets_up_the_authenticator_without_being_asked_who_they_are_again(invited):
    client = accept(invited.path)
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    response = client.post("/accounts/2fa/totp/activate/", {"code": code_of(page.context["form"].secret)})
    assert response.url == "/accounts/2fa/recovery-codes/"
    codes = client.get(response.url).content.decode()
    assert "10 of 10 codes are left" in codes
    assert re.search(r'href="/"[^>]*>(?:(?!</a>).)*Go on to your regions', codes, re.DOTALL)
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/people/", "/people/grant/", "/audit/", "/accounts/password/change/"])
def test_until_then_every_page_leads_to_the_set_up(invited, path):
    client = accept(invited.path)
    response = client.get(path)
    assert (response.status_code, response.url) == (302, "/accounts/second-factor/")
    assert client.post(path).url == "/accounts/second-factor/"


def test_the_set_up_page_and_signing_out_stay_reachable(invited):
    client = accept(invited.path)
    assert b"Set up an authenticator app" in client.get("/accounts/second-factor/").content
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.post("/accounts/logout/").url == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_a_person_without_a_role_is_told_so_and_not_sent_to_the_set_up():
    client = signed_in(UserFactory(), with_second_factor=False)
    assert b"You have no role yet" in client.get("/").content


def test_the_password_alone_opens_nothing(lead):
    client = sign_in(lead)
    assert "_auth_user_id" not in client.session
    assert client.get("/people/").url == "/accounts/login/?next=/people/"


def test_password_and_code_open_the_pages(lead):
    assert sign_in(lead, code_of(SECRET)).get("/people/").status_code == 200


def test_a_code_works_once(lead):
    code = code_of(SECRET)
    sign_in(lead, code)
    assert "_auth_user_id" not in sign_in(lead, code).session


def test_codes_cannot_be_tried_without_end(lead):
    client, wrong = sign_in(lead), "000000" if code_of(SECRET) != "000000" else "000001"
    for _ in range(6):
        client.post("/accounts/2fa/authenticate/", {"code": wrong})
    response = client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert "too many tries" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(lead):
    (code, *_others) = RecoveryCodes.activate(lead).get_unused_codes()
    assert sign_in(lead, code).get("/people/").status_code == 200
    assert "_auth_user_id" not in sign_in(lead, code).session


def test_a_wrong_code_opens_nothing_and_is_written_down(lead):
    client = sign_in(lead, "000000" if code_of(SECRET) != "000000" else "000001")
    assert "_auth_user_id" not in client.session
    line = AuditEvent.objects.get(kind=Event.SIGN_IN_FAILED)
    assert (line.about_id, line.changed) == (str(lead.pk), ["second factor"])


def test_a_session_from_before_the_set_up_is_asked_for_the_second_factor(invited):
    elsewhere = accept(invited.path)
    TOTP.activate(invited.user, SECRET)
    response = elsewhere.get("/people/")
    assert response.url == "/accounts/2fa/reauthenticate/?next=%2Fpeople%2F"
    assert elsewhere.post(response.url, {"code": code_of(SECRET)}).url == "/people/"
    assert elsewhere.get("/people/").status_code == 200


def test_the_only_second_factor_cannot_be_removed(lead):
    client = sign_in(lead, code_of(SECRET))
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    response = client.post("/accounts/2fa/totp/deactivate/")
    assert b"This is your only second factor." in response.content
    assert second_factor.has_one(lead)


def test_the_only_passkey_cannot_be_removed():
    person = with_role(Role.REGIONAL_LEAD, "east")
    passkey = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Laptop", "credential": {}})
    response = signed_in(person).post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/")
    assert (response.status_code, b"only second factor" in response.content) == (409, True)
    assert second_factor.has_one(person)


def test_setting_one_up_leaves_a_line(invited):
    client = accept(invited.path)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    changed = AuditEvent.objects.filter(kind=Event.SECOND_FACTOR_CHANGED, by=invited.user).order_by("id")
    assert [line.changed for line in changed] == [["recovery_codes added"], ["totp added"]] or [
        line.changed for line in changed
    ] == [["totp added"], ["recovery_codes added"]]


def test_the_secret_is_stored_encrypted():
    secret, person = generate_totp_secret(), UserFactory()
    TOTP.activate(person, secret)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator WHERE user_id = %s", [person.pk])
        assert secret not in cursor.fetchone()[0]
    assert Authenticator.objects.get(user=person).wrap().validate_code(code_of(secret))


def test_a_secret_sealed_under_an_earlier_key_is_still_read(settings):
    person = UserFactory()
    TOTP.activate(person, SECRET)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of this installation"
    assert Authenticator.objects.get(user=person).wrap().validate_code(code_of(SECRET))
