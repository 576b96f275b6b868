"""What was sent after a session had ended is there again for its sender, once, and for nobody else."""

import time

import pytest
from django.http import HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.test import Client, override_settings
from django.urls import include, path

from talentboard.accounts import typed
from talentboard.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
WHERE = "/typing/"


@typed.survives_signing_in
def typing(request):
    """A form that remembers."""
    again = typed.typed_before(request)
    get_token(request)
    return HttpResponse("" if again is None else again.urlencode())


def other(request):
    """Another page that remembers nothing of it."""
    return HttpResponse(repr(typed.typed_before(request)))


urlpatterns = [
    path("typing/", typing),
    path("elsewhere/", other),
    path("forgetful/", lambda request: HttpResponse("")),
    path("", include("talentboard.urls")),
]


@pytest.fixture(autouse=True)
def with_forms():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def sender() -> User:
    return UserFactory()


def sent_too_late(account: object, *, to: str = WHERE, **headers) -> Client:
    client = Client()
    answer = client.post(to, {"account": str(account), "title": "Chief nurse", "csrfmiddlewaretoken": "x"}, **headers)
    assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) in {
        (302, "/accounts/login/"),
        (401, ""),
    }
    return client


def test_it_is_there_again_once(sender):
    client = sent_too_late(sender.pk)
    client.force_login(sender)
    assert client.get(WHERE).content == b"title=Chief+nurse"
    assert client.get(WHERE).content == b""


def test_another_page_in_between_leaves_it(sender):
    client = sent_too_late(sender.pk)
    client.force_login(sender)
    assert client.get("/elsewhere/").content == b"None"
    assert client.get(WHERE).content == b"title=Chief+nurse"


def test_somebody_else_in_the_same_browser_does_not_get_it_and_it_is_gone(sender):
    client = sent_too_late(sender.pk)
    client.force_login(UserFactory())
    assert client.get(WHERE).content == b""
    assert typed.KEY not in client.session


def test_after_an_hour_it_is_gone(sender, monkeypatch):
    client = sent_too_late(sender.pk)
    client.force_login(sender)
    later = time.time() + typed.KEPT_SECONDS + 1
    monkeypatch.setattr(typed.time, "time", lambda: later)
    assert client.get(WHERE).content == b""


@pytest.mark.parametrize("to", ["/forgetful/"])
def test_nothing_is_kept_of_what_is_sent_to_other_pages(sender, to):
    assert typed.KEY not in sent_too_late(sender.pk, to=to).session


def test_nothing_is_kept_of_what_a_page_sends_by_itself(sender):
    assert typed.KEY not in sent_too_late(sender.pk, headers={"X-Background": "1"}).session


def test_nothing_is_kept_of_a_form_without_its_sender_or_of_a_very_long_one(sender):
    assert typed.KEY not in sent_too_late("").session
    client = Client()
    client.post(WHERE, {"account": str(sender.pk), "title": "x" * typed.LONGEST})
    assert typed.KEY not in client.session


def test_ten_thousand_words_in_any_script_are_there_again(sender):
    client, words = Client(), "نموذج " * 10_000
    client.post(WHERE, {"account": str(sender.pk), "title": words})
    client.force_login(sender)
    assert QueryDict(client.get(WHERE).content.decode())["title"] == words
