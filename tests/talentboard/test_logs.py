"""Lines of the log say what broke and where, and nothing about anybody."""

import datetime as dt
import io
import logging
import re
import sys

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from talentboard.accounts.invitations import Invitation, digest_of
from talentboard.accounts.models import User
from talentboard.clock import now
from talentboard.logs import Line
from talentboard.settings.logs import LINE, LOGGING
from tests.factories import UserFactory

SECRET = "a-secret-that-opens-an-account"


@pytest.fixture
def log():
    """What the handler of the settings writes of everything that is logged."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line(LINE))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_an_exception_is_named_by_kind_and_place_and_its_words_are_left_out(log):
    name, address = "Priya Nair", "priya@example.org"
    try:
        try:
            int(name)
        except ValueError as earlier:
            raise KeyError(address) from earlier
    except KeyError:
        logging.getLogger("talentboard").exception("job 4711 failed")
    said = log.getvalue()
    assert "priya" not in said.lower()
    assert "job 4711 failed" in said
    assert [line for line in said.splitlines() if line in {"builtins.ValueError", "builtins.KeyError"}] == [
        "builtins.ValueError",
        "builtins.KeyError",
    ]
    assert "test_logs.py" in said


@pytest.mark.django_db
def test_what_the_database_refuses_is_named_by_its_constraint_and_not_by_its_row(log):
    known = UserFactory(email="priya@example.org")
    try:
        with transaction.atomic():
            User.objects.bulk_create([User(email=known.email, name="Priya")])
    except IntegrityError:
        logging.getLogger("talentboard").exception("not stored")
    assert "23505" in log.getvalue()
    assert "priya@" not in log.getvalue()


@pytest.mark.django_db
def test_an_address_with_a_secret_in_it_is_named_by_its_pattern_with_the_id_of_the_request(log, monkeypatch):
    Invitation.objects.create(user=UserFactory(), digest=digest_of(SECRET), expires_at=now())
    answer = Client().get(reverse("accounts:invitation", args=[SECRET]))
    assert answer.status_code == 404
    assert "/accounts/invitation/<str:secret>/" in log.getvalue()
    assert answer["X-Request-Id"] in log.getvalue()
    assert SECRET not in log.getvalue()


@pytest.mark.django_db
def test_the_page_of_a_fault_has_the_reference_that_the_log_has(log, monkeypatch):
    def breaks(secret):
        raise ValueError(SECRET)

    monkeypatch.setattr(Invitation, "of_link", breaks)
    answer = Client(raise_request_exception=False).get(reverse("accounts:invitation", args=[SECRET]))
    assert answer.status_code == 500
    assert f'give this reference: <span class="tb-breakable">{answer["X-Request-Id"]}' in answer.content.decode()
    assert answer["X-Request-Id"] in log.getvalue()
    assert "builtins.ValueError" in log.getvalue()
    assert SECRET not in log.getvalue()


def test_every_line_goes_through_this_one_formatter():
    assert LOGGING["formatters"]["line"]["()"] == f"{Line.__module__}.{Line.__qualname__}"
    assert logging.getLogger("django").handlers == []


def test_a_developer_reads_the_words_too():
    try:
        int("x")
    except ValueError:
        assert "invalid literal" in Line(LINE, outspoken=True).formatException(sys.exc_info())


def test_a_line_says_when_in_utc_and_a_message_cannot_begin_another_line(log):
    logging.getLogger("talentboard").warning("read %s", "posts.csv\n2026-09-30 INFO forged\x1b[2J")
    (line,) = log.getvalue().splitlines()
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING talentboard - read posts", line)
    assert line.endswith(r"read posts.csv\n2026-09-30 INFO forged\x1b[2J")
    moment = dt.datetime.fromisoformat(line.split()[0])
    assert abs(moment - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)
