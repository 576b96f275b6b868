"""Signing in: nobody signs up, no sentence tells whether an address is known, and each try leaves a line."""

import re

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client

from talentboard.accounts.models import User
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from tests.factories import UserFactory
from tests.fixtures.people import signed_in

PASSWORD = "seven quiet harbours in spring"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet")]


@pytest.fixture
def sam():
    person = UserFactory(email="sam@example.org", name="Sam Okafor")
    person.set_password(PASSWORD)
    person.save()
    return person


def said(response) -> str:
    """A page without what differs from one request to the next, and without what was typed."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", response.content.decode())
    return re.sub(r"(sam|nobody)@example\.org", "ADDRESS", text)


def test_the_same_is_said_to_a_known_and_an_unknown_address(sam):
    known, unknown = (
        Client().post("/accounts/login/", {"login": address, "password": "wrong wrong wrong"})
        for address in ("sam@example.org", "nobody@example.org")
    )
    assert said(known) == said(unknown)
    assert "The e-mail address or the password is not right." in said(known)


def test_a_closed_account_says_the_same_as_an_unknown_address(sam):
    User.objects.filter(pk=sam.pk).update(is_active=False)
    sam.refresh_from_db()
    sam.set_unusable_password()
    sam.save()
    response = Client().post("/accounts/login/", {"login": sam.email, "password": PASSWORD})
    assert "The e-mail address or the password is not right." in said(response)


def test_a_known_an_unknown_and_a_closed_account_cost_the_same_hashing(sam, monkeypatch):
    closed = UserFactory(email="closed@example.org", is_active=False)
    closed.set_unusable_password()
    closed.save()
    hashed, encode = [], PBKDF2PasswordHasher.encode
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *told: hashed.append(1) or encode(*told))
    counts = []
    for address in (sam.email, "nobody@example.org", closed.email):
        hashed.clear()
        Client().post("/accounts/login/", {"login": address, "password": "wrong wrong wrong"})
        counts.append(len(hashed))
    assert counts == [1, 1, 1]


def test_a_new_password_ends_every_other_session(sam):
    here, elsewhere = signed_in(sam), signed_in(sam)
    new = "another sound of the bell"
    here.post("/accounts/login/", {"login": sam.email, "password": PASSWORD})
    sam.set_password(new)
    sam.save()
    assert [client.get("/accounts/session/").status_code for client in (here, elsewhere)] == [401, 401]


def test_a_forgotten_password_says_the_same_to_both_and_mails_both(sam):
    known, unknown = (
        Client().post("/accounts/password/reset/", {"email": address})
        for address in ("sam@example.org", "nobody@example.org")
    )
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert said(Client().get(known.url)) == said(Client().get(unknown.url))
    assert [message.to for message in mail.outbox] == [["sam@example.org"], ["nobody@example.org"]]
    assert ["/password/reset/key/" in message.body for message in mail.outbox] == [True, False]
    assert not any(re.search("sign ?-?up", message.body, re.IGNORECASE) for message in mail.outbox)


def test_a_mail_server_that_is_down_says_the_same_to_both(sam, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answers = [
        Client().post("/accounts/password/reset/", {"email": address}).status_code
        for address in ("sam@example.org", "nobody@example.org")
    ]
    assert answers == [302, 302]


def test_without_valkey_nobody_signs_in_because_tries_could_not_be_counted(sam, settings):
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "unix:///nowhere/valkey.sock"}
    settings.CACHES = {"default": away}
    client = Client(raise_request_exception=False)
    answer = client.post("/accounts/login/", {"login": sam.email, "password": PASSWORD})
    assert (answer.status_code, "_auth_user_id" in client.session) == (500, False)


def test_too_many_tries_are_stopped_for_known_and_unknown_alike(sam, settings):
    for address in ("sam@example.org", "nobody@example.org"):
        for _ in range(5):
            Client().post("/accounts/login/", {"login": address, "password": "wrong wrong wrong"})
        response = Client().post("/accounts/login/", {"login": address, "password": PASSWORD})
        assert "There were too many tries" in said(response)


@pytest.mark.parametrize(
    "path",
    ["/accounts/signup/", "/accounts/3rdparty/signup/", "/accounts/email/", "/accounts/confirm-email/some-key/"],
)
def test_there_is_no_sign_up_and_no_second_address(sam, path):
    for client in (Client(), signed_in(sam)):
        answers = [client.get(path).status_code, client.post(path, {"email": "x@example.org"}).status_code]
        assert answers == [404, 404]
    assert list(User.objects.values_list("email", flat=True)) == ["sam@example.org"]


def test_signing_in_and_out_leave_lines(sam):
    client = Client()
    client.post("/accounts/login/", {"login": sam.email, "password": PASSWORD})
    client.post("/accounts/logout/")
    lines = AuditEvent.objects.order_by("id").values_list("kind", "by", "about_id")
    assert list(lines) == [
        (Event.SIGNED_IN, sam.pk, str(sam.pk)),
        (Event.SIGNED_OUT, sam.pk, str(sam.pk)),
    ]


def test_a_failed_try_names_the_account_and_never_an_unknown_address(sam):
    for address in ("sam@example.org", "nobody@example.org"):
        Client().post("/accounts/login/", {"login": address, "password": "wrong wrong wrong"})
    lines = AuditEvent.objects.filter(kind=Event.SIGN_IN_FAILED).order_by("id")
    assert [(line.about_id, line.by_id) for line in lines] == [(str(sam.pk), None), ("", None)]
    assert not any("nobody" in str(line) for line in AuditEvent.objects.values_list())


def test_a_new_password_by_mail_leaves_a_line(sam):
    client = Client()
    client.post("/accounts/password/reset/", {"email": sam.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body).group()
    form = client.get(link).url
    client.post(form, {"password1": "another sound of the bell", "password2": "another sound of the bell"})
    sam.refresh_from_db()
    assert sam.check_password("another sound of the bell")
    assert AuditEvent.objects.get().kind == Event.PASSWORD_CHANGED


def test_the_health_page_needs_no_account():
    response = Client().get("/healthz")
    assert (response.status_code, response.content, response["Content-Type"]) == (
        200,
        b"ok\n",
        "text/plain; charset=utf-8",
    )


def test_the_health_page_answers_plainly_where_every_other_page_moves_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/healthz/x").url == "https://testserver/healthz/x"
    assert Client().get("/accounts/login/").url == "https://testserver/accounts/login/"


def test_every_other_page_needs_one():
    assert Client().get("/").url == "/accounts/login/?next=/"
