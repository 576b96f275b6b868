"""The mails of a demonstration are read on a page that only a demonstration has."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import get_resolver, include, path

from talentboard.outbox import backend
from talentboard.outbox.checks import BACKEND, mails_are_not_kept_for_everybody
from talentboard.outbox.kept import newest_first
from talentboard.urls import handler500, urlpatterns
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.mails import to_somebody

__all__ = ["handler500"]
urlpatterns = [*urlpatterns, path("outbox/", include("talentboard.outbox.urls"))]
pytestmark = pytest.mark.django_db
SENTENCE = "TALENTBOARD_OUTBOX shows everybody every mail, so it runs only with TALENTBOARD_DEMO=1."


@pytest.fixture
def outbox(settings, tmp_path) -> Path:
    """The folder of the outbox, to which mails go."""
    settings.OUTBOX = str(tmp_path / "outbox")
    settings.EMAIL_BACKEND = BACKEND
    settings.ROOT_URLCONF = __name__
    return tmp_path / "outbox"


def send(subject: str = "Your return is due", *, to: str = "sam@example.org", html: str = "") -> None:
    message = EmailMultiAlternatives(
        subject, "See it: https://boards.example/east/\n\nThank you <b>all</b>", None, [to]
    )
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def subjects(address: str = "") -> list[str]:
    return [kept.subject for kept in newest_first(address)]


def test_a_mail_that_left_is_listed_and_read(outbox):
    send("Zoë’s “return” & more", html="<html><head></head><body><p>See it</p></body></html>")
    page = Client().get("/outbox/").content.decode()
    assert "Zoë’s “return” &amp; more" in page
    (kept,) = newest_first()
    page = Client().get(f"/outbox/{kept.name}/").content.decode()
    assert '<a href="https://boards.example/east/" rel="nofollow">https://boards.example/east/</a>' in page
    assert "Thank you &lt;b&gt;all&lt;/b&gt;" in page
    assert f'src="/outbox/{kept.name}/html/"' in page


def test_the_newest_come_first_and_an_address_finds_its_own(outbox):
    for number, to in enumerate(["sam@example.org", "kim@example.org", "Sam@example.org"]):
        send(f"mail {number}", to=to)
    assert subjects() == ["mail 2", "mail 1", "mail 0"]
    assert subjects(" SAM@ ") == ["mail 2", "mail 0"]
    assert b"mail 1" not in Client().get("/outbox/?address=sam").content
    assert b"No mail has left to such an address." in Client().get("/outbox/?address=nobody").content


def test_before_any_has_left_the_page_says_so_and_how_many_wait_for_the_morning(outbox, trial, set_clock):
    set_clock("2026-09-22T19:00")
    to_somebody(person=UserFactory(), about=RegionFactory(slug="east"))
    page = Client().get("/outbox/").content.decode()
    assert "No mail has left yet." in page
    assert "1 mail waits for the next working morning" in page


def test_the_html_of_a_mail_runs_nothing_fetches_nothing_and_leads_the_page_it_stands_in(outbox):
    send(html="<html><head><style>p {}</style></head><body><script>1</script></body></html>")
    answer = Client().get(f"/outbox/{newest_first()[0].name}/html/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "script-src" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert '<head><base target="_top"><style>' in answer.content.decode()


@pytest.mark.parametrize("name", ["1-" + "0" * 32, "made-up", "..", "1-" + "0" * 31])
def test_what_is_not_there_is_not_found(outbox, name):
    send()
    assert Client().get(f"/outbox/{name}/").status_code == Client().get(f"/outbox/{name}/html/").status_code == 404


def test_files_are_for_their_owner_alone_and_the_oldest_go(outbox, monkeypatch):
    monkeypatch.setattr(backend, "KEPT", 2)
    for number in range(3):
        send(f"mail {number}")
    assert subjects() == ["mail 2", "mail 1"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in outbox.iterdir()} == {0o600}
    assert stat.S_IMODE(outbox.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_is_a_server_that_is_away(outbox, settings):
    settings.OUTBOX = "/proc/no-such-folder"
    with pytest.raises(OSError, match="no-such-folder"):
        mail.send_mail("subject", "words", None, ["sam@example.org"])


def test_without_a_demonstration_there_is_no_such_page():
    assert "outbox" not in {
        getattr(pattern, "namespace", "") for pattern in get_resolver("talentboard.urls").url_patterns
    }
    assert Client().get("/outbox/").status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"TALENTBOARD_DEBUG": "0"}, SENTENCE),
        ({"TALENTBOARD_DEBUG": "1"}, SENTENCE),
        ({"TALENTBOARD_DEBUG": "1", "TALENTBOARD_DEMO": "1"}, BACKEND),
        ({"TALENTBOARD_DEBUG": "1", "TALENTBOARD_DEMO": "1", "TALENTBOARD_MAIL_HOST": "mail.example"}, "smtp"),
    ],
)
def test_settings_take_an_outbox_for_a_demonstration_alone(given, said):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TALENTBOARD_")}
    environment |= {"TALENTBOARD_SECRET_KEY": "x" * 50, "TALENTBOARD_OUTBOX": "/tmp/outbox", **given}
    ask = "from talentboard.settings import EMAIL_BACKEND; print(EMAIL_BACKEND)"
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=False)
    assert said in done.stdout + done.stderr


def test_the_deployment_check_refuses_an_outbox(settings):
    assert mails_are_not_kept_for_everybody() == []
    settings.OUTBOX = "/tmp/outbox"
    assert [found.id for found in mails_are_not_kept_for_everybody()] == ["talentboard.E002"]
    settings.OUTBOX, settings.EMAIL_BACKEND = "", BACKEND
    assert [found.id for found in mails_are_not_kept_for_everybody()] == ["talentboard.E002"]
