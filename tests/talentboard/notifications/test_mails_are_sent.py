"""Sending: once, tried again with growing waits, told truthfully; the server may come and go."""

import datetime as dt
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail.backends import locmem

from talentboard.notifications import sending
from talentboard.notifications.models import Notification
from talentboard.notifications.sending import WAITS, claim, send_due
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.mails import at, to_somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(name="Amara Osei", email="amara.osei@example.nhs.uk")


@pytest.fixture
def mail(person, trial, set_clock):
    (queued,) = to_somebody(person=person, about=RegionFactory(slug="east"))
    return queued


@pytest.fixture
def server(monkeypatch):
    """What the mail server does: raise this when it is opened, or when it is given a message."""
    said = {"open": None, "send": None}

    def opened(self):
        if said["open"]:
            raise said["open"]

    def given(self, messages, send=locmem.EmailBackend.send_messages):
        if said["send"]:
            raise said["send"]
        return send(self, messages)

    monkeypatch.setattr(locmem.EmailBackend, "open", opened)
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", given)
    return said


def standing(mail: Notification) -> tuple[str, str, int]:
    mail.refresh_from_db()
    return mail.state, mail.why, mail.attempts


def test_a_mail_is_sent_once_to_one_person_as_text_and_html(mail, mailoutbox, set_clock, trial, settings):
    settings.DEFAULT_FROM_EMAIL = "Talent boards <no-reply@boards.nhs.uk>"
    assert send_due() == 1
    assert send_due() == 0
    (message,) = mailoutbox
    assert message.to == ["amara.osei@example.nhs.uk"]
    assert message.subject == "Talent boards: a role was ended"
    assert message.body.endswith("You get this mail because you may grant this role too.\n")
    (html,) = message.alternatives
    assert html.mimetype == "text/html"
    assert "<p>You get this mail because you may grant this role too.</p>" in html.content
    assert message.extra_headers["Message-ID"] == f"<{mail.pk}@boards.nhs.uk>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert standing(mail) == ("sent", "", 1)
    assert mail.sent_at == at("2026-09-22T09:00")


def test_while_the_server_is_away_a_mail_waits_longer_each_time_and_then_has_failed(
    mail, server, set_clock, mailoutbox
):
    server["open"] = ConnectionRefusedError()
    moment, waits = at("2026-09-22T09:00"), []
    while True:
        assert send_due() == 0
        if standing(mail)[0] == "failed":
            break
        waits.append(mail.due - moment)
        moment = set_clock(mail.due.astimezone(moment.tzinfo).replace(tzinfo=None).isoformat())
    assert waits[:4] == WAITS[:4]
    assert waits == sorted(waits)
    assert standing(mail) == ("failed", "server-away", 7)
    server["open"] = None
    send_due()
    assert mailoutbox == []


def test_a_server_that_is_back_gets_the_mail(mail, server, set_clock, mailoutbox):
    server["open"] = TimeoutError()
    send_due()
    assert standing(mail) == ("queued", "server-away", 1)
    server["open"] = None
    assert send_due() == 0  # not before its time
    set_clock("2026-09-22T09:01")
    assert send_due() == 1
    assert standing(mail) == ("sent", "", 2)


def test_a_wait_that_ends_in_the_evening_goes_on_until_the_morning(mail, server, set_clock):
    set_clock("2026-09-22T17:59")
    server["open"] = TimeoutError()
    send_due()
    mail.refresh_from_db()
    assert mail.due == at("2026-09-23T08:00")


def test_a_server_that_goes_away_in_the_middle_leaves_the_others_waiting(mail, server, person, set_clock):
    (other,) = to_somebody(person=person, about=RegionFactory(slug="east"), occasion="2")
    server["send"] = SMTPServerDisconnected("gone")
    assert send_due() == 0
    assert {standing(one) for one in (mail, other)} == {("queued", "server-away", 1), ("queued", "", 0)}


def test_an_address_that_the_server_does_not_know_has_failed_at_once(mail, server):
    server["send"] = SMTPRecipientsRefused({"amara.osei@example.nhs.uk": (550, b"no such user")})
    send_due()
    assert standing(mail) == ("failed", "address-refused", 1)


def test_an_address_that_is_to_be_tried_later_is(mail, server):
    server["send"] = SMTPRecipientsRefused({"amara.osei@example.nhs.uk": (450, b"greylisted")})
    send_due()
    assert standing(mail) == ("queued", "address-refused", 1)


def test_a_mail_that_the_server_refuses_for_ever_has_failed_at_once(mail, server):
    server["send"] = SMTPDataError(554, b"spam")
    send_due()
    assert standing(mail) == ("failed", "mail-refused", 1)


def test_one_mail_that_cannot_be_written_stops_no_other(mail, person, trial, mailoutbox, monkeypatch):
    (other,) = to_somebody("trial-awaited", person=person, about=RegionFactory(slug="east"))

    def broken(one):
        if one.kind == "trial":
            raise ValueError("Amara Osei cannot be written to")
        return ""

    monkeypatch.setattr(sending, "settled", broken)
    assert send_due() == 1
    assert standing(mail) == ("queued", "fault", 1)
    assert standing(other)[0] == "sent"


def test_a_mail_that_no_longer_applies_is_dropped(mail, trial, mailoutbox):
    trial.applies = False
    send_due()
    assert (standing(mail), mailoutbox) == (("dropped", "over", 1), [])


def test_a_closed_account_gets_no_mail(mail, person, mailoutbox):
    person.is_active = False
    person.save()
    send_due()
    assert (standing(mail), mailoutbox) == (("dropped", "account-closed", 1), [])


def test_a_mail_that_somebody_has_claimed_is_never_sent_again(mail, set_clock, mailoutbox):
    claimed = claim(at("2026-09-22T09:00"))
    assert claimed.pk == mail.pk
    assert claim(at("2026-09-22T09:00")) is None
    set_clock("2026-09-22T09:05")
    assert send_due() == 0
    assert standing(mail) == ("sending", "", 1)
    set_clock("2026-09-22T09:11")  # whoever claimed it was killed: it may have arrived
    assert send_due() == 0
    assert standing(mail) == ("failed", "interrupted", 1)
    assert mailoutbox == []


def test_what_was_given_up_meanwhile_stays_given_up(mail, set_clock):
    claimed = claim(at("2026-09-22T09:00"))
    sending.give_up_on_interrupted(at("2026-09-22T09:00") + dt.timedelta(minutes=11))
    sending._settle(claimed, state="sent", sent_at=at("2026-09-22T09:12"))
    assert standing(mail) == ("failed", "interrupted", 1)


def test_the_log_names_the_kind_of_the_fault_and_nobody(mail, server, caplog):
    server["send"] = SMTPRecipientsRefused({"amara.osei@example.nhs.uk": (550, b"no such user")})
    send_due()
    assert "SMTPRecipientsRefused" in caplog.text
    assert "amara" not in caplog.text.lower()
