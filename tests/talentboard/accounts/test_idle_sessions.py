"""Sessions end after 30 idle minutes; what a page does by itself is not activity."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse

from talentboard.accounts import sessions
from talentboard.accounts.tasks import forget_sessions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MINUTE = 60


class Clock:
    """A clock that tests turn."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now

    def passes(self, minutes: float) -> None:
        self.now += minutes * MINUTE


@pytest.fixture
def clock(monkeypatch):
    turned = Clock()
    monkeypatch.setattr(sessions.time, "time", turned.time)
    return turned


@pytest.fixture
def person(client):
    user = UserFactory()
    client.force_login(user)
    return user


def ask(client, **headers):
    return client.get(reverse("session-keep"), headers=headers)


def test_a_session_says_how_long_it_lasts(client, person, clock):
    assert ask(client).json()["seconds_left"] == 30 * MINUTE


def test_a_page_that_a_person_opens_keeps_the_session_alive(client, person, clock):
    ask(client)
    clock.passes(29)
    ask(client)
    clock.passes(29)
    assert ask(client).status_code == 200


def test_polling_does_not_keep_a_session_alive(client, person, clock):
    ask(client)
    for _ in range(29):
        clock.passes(1)
        assert ask(client, **{"X-Background": "1"}).status_code == 200
    assert ask(client, **{"X-Background": "1"}).json()["seconds_left"] == MINUTE
    clock.passes(1)
    assert ask(client, **{"X-Background": "1"}).status_code == 401


def test_an_idle_session_ends_on_the_server_too(client, person, clock):
    ask(client)
    key = client.session.session_key
    clock.passes(30)
    assert ask(client).status_code == 401
    assert not client.session.exists(key)


def test_the_button_keeps_the_session_alive(client, person, clock):
    ask(client)
    clock.passes(29)
    kept = client.post(reverse("session-keep"), headers={"X-Background": "1"})
    assert kept.json()["seconds_left"] == 30 * MINUTE
    clock.passes(29)
    assert ask(client).status_code == 200


def test_the_answer_names_the_account_and_the_form_token(client, person, clock):
    answer = ask(client).json()
    assert answer["account"] == str(person.pk)
    assert len(answer["csrf_token"]) == 64


def test_nobody_signed_in_gets_no_token(client, db):
    answer = ask(client)
    assert (answer.status_code, answer.content) == (401, b"")


def test_a_part_of_a_page_is_never_answered_with_the_sign_in_page(client, person, clock):
    ask(client)
    clock.passes(31)
    page = reverse("accounts:index")
    assert client.get(page, headers={"HX-Request": "true"}).status_code == 401
    assert client.get(page).status_code == 302


def test_a_quick_reader_does_not_write_the_session_on_every_page(client, person, clock, django_assert_num_queries):
    ask(client)
    clock.passes(0.25)
    with django_assert_num_queries(2):  # the session and the account
        ask(client)


def test_a_page_carries_what_the_warning_needs(client, person, clock):
    ask(client)
    clock.passes(10)
    page = client.get(reverse("account_change_password"), headers={"X-Background": "1"}).content.decode()
    assert 'data-seconds-left="1200"' in page
    assert f'data-keep-url="{reverse("session-keep")}"' in page


def test_the_worker_deletes_sessions_that_are_over_and_no_others(client, person, as_worker):
    client.get(reverse("session-keep"))
    over = SessionStore()
    over.set_expiry(-1)
    over.save()
    with as_worker():
        forget_sessions()
    assert [session.session_key for session in Session.objects.all()] == [client.session.session_key]


def test_a_session_ends_after_twelve_hours_however_busy_it_was(client, person, clock):
    ask(client)
    for _ in range(12 * 3 - 1):
        clock.passes(20)
        assert client.post(reverse("session-keep")).status_code == 200
    assert ask(client).json()["seconds_left"] == 20 * MINUTE
    clock.passes(18)
    last = client.post(reverse("session-keep")).json()
    assert (last["seconds_left"], last["ends_anyway"]) == (2 * MINUTE, True)
    clock.passes(2)
    assert ask(client).status_code == 401


def test_an_idle_session_is_not_said_to_end_anyway(client, person, clock):
    ask(client)
    clock.passes(29)
    answer = ask(client, **{"X-Background": "1"}).json()
    assert (answer["seconds_left"], answer["ends_anyway"]) == (MINUTE, False)


def test_signing_in_again_begins_the_twelve_hours_anew(client, person, clock):
    ask(client)
    for _ in range(12 * 3 - 1):
        clock.passes(20)
        ask(client)
    client.force_login(person)
    clock.passes(25)
    assert ask(client).json()["seconds_left"] == 30 * MINUTE
