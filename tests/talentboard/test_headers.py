"""What every page tells the browser: nothing is kept, nothing is embedded, nothing runs but our own files."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from talentboard.access import Role
from tests.factories import PostFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    post = PostFactory(organisation__placed="east")
    return signed_in(with_role(Role.REGIONAL_TEAM, "east")).get(f"/east/posts/{post.pk}/")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_a_page_says(answer, header, value):
    assert (answer.status_code, answer[header]) == (200, value)


def test_the_content_policy_lets_nothing_in_from_elsewhere_and_nothing_inline(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'self'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
        "font-src": "'self'", "connect-src": "'self'", "object-src": "'none'", "base-uri": "'none'",
        "form-action": "'self'", "frame-ancestors": "'none'",
    }  # fmt: skip


def test_no_device_is_lent_and_passkeys_are_ours_alone(answer):
    lent = dict(part.split("=") for part in answer["Permissions-Policy"].split(", "))
    assert {name for name, to in lent.items() if to != "()"} == {
        "publickey-credentials-create",
        "publickey-credentials-get",
    }
    assert {"camera", "microphone", "geolocation"} <= lent.keys()


def test_a_page_that_says_nothing_else_is_kept_nowhere():
    answer = signed_in(with_role(Role.REGIONAL_TEAM, "east")).get(reverse("dashboard:method"))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize("path", ["/east/posts.csv", "/nowhere/", "/accounts/login/", "/"])
def test_downloads_refusals_and_pages_of_strangers_are_not_kept_either(path):
    client = signed_in(with_role(Role.REGIONAL_TEAM, "east"))
    assert "no-store" in client.get(path)["Cache-Control"]
    assert "no-store" in Client().get(path)["Cache-Control"]


def test_what_a_view_says_of_keeping_stands():
    answer = Client().get("/healthz")
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_cookies_are_for_this_site_its_server_and_https_alone(settings):
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY) == (True, True)
    assert {settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE} == {"Lax"}
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    cookie = Client().get(reverse("account_login")).cookies[settings.CSRF_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_over_https_cookies_are_bound_to_this_very_host():
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    ask = f"import json; from talentboard import settings; print(json.dumps([getattr(settings, n) for n in {names}]))"
    environment = os.environ | {"TALENTBOARD_DEBUG": "0", "TALENTBOARD_DEMO": "0", "TALENTBOARD_HTTPS": "1"}
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["__Host-talentboard_session", "__Host-talentboard_csrf", True, True]


def test_no_answer_allows_another_origin_or_gives_a_request_back():
    asked = {"Origin": "https://elsewhere.example", "X-Secret": "a-word-that-nobody-else-says"}
    for answer in (Client().get("/accounts/login/", headers=asked), Client().trace("/accounts/login/", headers=asked)):
        assert not [name for name in answer.headers if name.startswith("Access-Control-")]
        assert b"a-word-that-nobody-else-says" not in answer.content
