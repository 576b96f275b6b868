"""Where no mail server is named, mails wait: their words, with links that open accounts, are never in the log."""

import json
import os
import subprocess
import sys

import pytest
from django.core import mail
from django.test import Client

from talentboard.notifications.checks import mails_are_not_printed
from tests.factories import UserFactory

NO_SERVER = "talentboard.notifications.backends.NoServer"
ASK = "import json; from talentboard.settings import EMAIL_BACKEND; print(json.dumps(EMAIL_BACKEND.split('.')[-1]))"


def backend(**given: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TALENTBOARD_")}
    environment |= {"TALENTBOARD_SECRET_KEY": "x" * 50, **given}
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "NoServer"),
        ({"TALENTBOARD_DEBUG": "1"}, "StandardErrorBackend"),
        ({"TALENTBOARD_PRINT_MAILS": "1"}, "StandardErrorBackend"),
        ({"TALENTBOARD_MAIL_HOST": "mail.example", "TALENTBOARD_DEBUG": "1"}, "EmailBackend"),
    ],
)
def test_mails_are_printed_for_developers_alone(given, expected):
    assert backend(**given) == expected


def test_a_server_that_is_not_named_is_like_one_that_is_away(settings):
    settings.EMAIL_BACKEND = NO_SERVER
    with pytest.raises(OSError, match="names no mail server"):
        mail.get_connection().open()
    with pytest.raises(OSError, match="names no mail server"):
        mail.send_mail("subject", "words", None, ["sam@example.org"])


def test_the_deployment_check_warns_of_printed_mails(settings):
    settings.DEBUG = False
    settings.EMAIL_BACKEND = NO_SERVER
    assert mails_are_not_printed() == []
    settings.EMAIL_BACKEND = "talentboard.notifications.backends.StandardErrorBackend"
    assert [found.id for found in mails_are_not_printed()] == ["talentboard.W003"]
    settings.DEBUG = True
    assert mails_are_not_printed() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits_yet")
def test_a_page_that_mails_works_and_prints_nothing(settings, capfd):
    settings.EMAIL_BACKEND = NO_SERVER
    person = UserFactory(email="sam@example.org")
    person.set_password("seven quiet harbours in spring")
    person.save()
    assert Client().post("/accounts/password/reset/", {"email": person.email}).status_code == 302
    assert "sam@" not in "".join(capfd.readouterr())
