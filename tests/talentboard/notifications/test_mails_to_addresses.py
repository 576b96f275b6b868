"""Mails to people without an account: told once, and once told their address stands nowhere."""

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends import locmem
from django.db import IntegrityError, transaction

from talentboard.notifications import queueing, sending, telling_nobody
from talentboard.notifications.models import Notification
from talentboard.notifications.sending import claim, send_due
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.anywhere import kept_in
from tests.fixtures.mails import at, to_address

pytestmark = pytest.mark.django_db
SAM = "sam.okafor@example.nhs.uk"


@pytest.fixture
def thing():
    return RegionFactory(slug="east")


@pytest.fixture
def mail(thing, trial, set_clock):
    (queued,) = to_address(SAM, about=thing)
    return queued


@pytest.fixture
def refusing(monkeypatch):
    """A server that takes mail for nobody; `refusing(450)` asks to try later."""

    def refuse_with(code: int) -> None:
        def given(self, messages):
            raise SMTPRecipientsRefused({SAM: (code, b"no")})

        monkeypatch.setattr(locmem.EmailBackend, "send_messages", given)

    return refuse_with


def standing(mail: Notification) -> tuple[str, str, str]:
    mail.refresh_from_db()
    return mail.state, mail.why, mail.address


def test_a_mail_goes_to_an_address_and_then_the_address_is_nowhere(mail, mailoutbox):
    assert kept_in(SAM) == ["talentboard_notification"]
    assert send_due() == 1
    assert [message.to for message in mailoutbox] == [[SAM]]
    assert (standing(mail), mail.to) == (("sent", "", ""), None)
    assert kept_in(SAM) == kept_in("okafor") == []


def test_an_address_is_told_the_same_thing_once_however_it_is_written(mail, thing):
    assert to_address("  Sam.Okafor@EXAMPLE.nhs.uk ", about=thing) == []
    send_due()
    assert to_address(SAM, about=thing) == []
    assert len(to_address(SAM, about=thing, occasion="2")) == 1
    assert len(to_address("kim@example.nhs.uk", about=thing)) == 1


def test_it_is_still_known_once_the_secret_key_has_changed(mail, thing, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key" * 5, [settings.SECRET_KEY]
    assert to_address(SAM, about=thing) == []
    assert len(to_address(SAM, about=thing, occasion="2")) == 1
    settings.SECRET_KEY_FALLBACKS = []
    assert to_address(SAM, about=thing, occasion="2") == []


def test_the_digest_that_stays_is_not_reckoned_out_without_the_secret_key(mail, settings):
    digest = mail.key.split()[-1]
    settings.SECRET_KEY = "another key" * 5
    assert len(digest) == 64
    assert queueing.digest_of(SAM) != digest


def test_one_that_is_to_be_tried_later_keeps_its_address_until_it_is_given_up(mail, refusing, set_clock):
    refusing(450)
    while True:
        send_due()
        state, why, address = standing(mail)
        if state == "failed":
            break
        assert (state, why, address) == ("queued", "address-refused", SAM)
        set_clock(mail.due.astimezone(at("2026-09-22T09:00").tzinfo).replace(tzinfo=None).isoformat())
    assert (address, kept_in(SAM)) == ("", [])


def test_one_that_is_refused_for_ever_loses_its_address_at_once(mail, refusing, caplog):
    refusing(550)
    send_due()
    assert standing(mail) == ("failed", "address-refused", "")
    assert "okafor" not in caplog.text.lower()


def test_one_that_waited_too_long_for_a_server_loses_it(mail, monkeypatch):
    def away(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "open", away)
    Notification.objects.update(attempts=len(sending.WAITS))
    send_due()
    assert standing(mail) == ("failed", "server-away", "")


def test_one_that_no_longer_applies_loses_it_unsent(mail, trial, mailoutbox):
    trial.applies = False
    send_due()
    assert (standing(mail), mailoutbox) == (("dropped", "over", ""), [])


def test_one_that_was_interrupted_loses_it(mail, set_clock):
    claim(at("2026-09-22T09:00"))
    assert standing(mail) == ("sending", "", SAM)
    sending.give_up_on_interrupted(at("2026-09-22T09:00") + dt.timedelta(minutes=11))
    assert standing(mail) == ("failed", "interrupted", "")


def test_an_address_of_somebody_made_up_is_never_kept(thing, trial, set_clock):
    with telling_nobody():
        (mail,) = to_address(SAM, about=thing)
    assert (standing(mail), kept_in(SAM)) == (("dropped", "telling-nobody", ""), [])


def test_the_database_lets_a_mail_wait_for_exactly_one_and_keeps_no_address_of_one_that_is_over(mail, thing):
    person = UserFactory()
    for facts in ({"to": person}, {"address": ""}):
        with pytest.raises(IntegrityError, match="notification_to_one"), transaction.atomic():
            Notification.objects.filter(pk=mail.pk).update(**facts)
    for state in ("failed", "dropped"):
        with pytest.raises(IntegrityError, match="notification_to_one"), transaction.atomic():
            Notification.objects.filter(pk=mail.pk).update(state=state, why="over")


@pytest.mark.parametrize("whom", [{}, {"to": UserFactory.build(), "address": SAM}])
def test_a_mail_to_nobody_or_to_two_is_not_made(whom, thing, trial):
    with pytest.raises(TypeError, match="to an account, or to an address"):
        queueing.addressed("trial", about=thing, occasion=1, **whom)


def test_queueing_to_addresses_takes_two_queries_and_a_third_while_an_earlier_key_counts(
    thing, trial, set_clock, settings, django_assert_num_queries
):
    def wanted(number: int) -> list[Notification]:
        addresses = [f"person{number}{one}@example.nhs.uk" for one in range(20)]
        return [queueing.addressed("trial", address=one, about=thing, occasion=1, region="east") for one in addresses]

    with django_assert_num_queries(2):
        assert len(queueing.queue(wanted(1))) == 20
    settings.SECRET_KEY_FALLBACKS = ["an earlier key" * 5]
    with django_assert_num_queries(3):
        assert len(queueing.queue(wanted(2))) == 20
