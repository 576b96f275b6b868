"""What has become of a return is told to whose turn it is, in words that name nobody else and end with a link."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from regions.actions import returns
from regions.actions.reminding import remind
from regions.models import Return
from regions.notifications.returns import KINDS, mail_to
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.accounts.models import User
from talentboard.audit.models import AuditEvent
from talentboard.notifications import sending, telling_nobody
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import queue
from talentboard.notifications.sending import send_due
from tests.factories import PostFactory
from tests.fixtures.people import with_role
from tests.fixtures.returns import at_stage, body, opened

pytestmark = pytest.mark.django_db
DIRECTOR, CHIEF = "director@trust.nhs.uk", "chief@trust.nhs.uk"


@pytest.fixture(autouse=True)
def the_day(set_clock):
    return set_clock("2026-09-22T09:00")


@pytest.fixture
def trust():
    made = body("Harbour Trust", director=DIRECTOR, chief=CHIEF, chair="chair@trust.nhs.uk")
    PostFactory(organisation=made, held__holders=["Priya Shah"])
    return made


def account(address: str) -> User:
    return User.objects.get(email=address)


def left(mailoutbox) -> dict[str, EmailMultiAlternatives]:
    """What was sent, by address; the outbox is empty afterwards."""
    send_due()
    assert len({message.to[0] for message in mailoutbox}) == len(mailoutbox)
    sent = {message.to[0]: message for message in mailoutbox}
    mailoutbox.clear()
    return sent


def test_the_road_of_a_return_is_told_step_by_step_to_whose_turn_it_is(trust, mailoutbox, settings):
    settings.SITE_ADDRESS = "https://boards.nhs.uk"
    one, director, chief = opened(trust), account(DIRECTOR), account(CHIEF)
    lead = with_role(Role.REGIONAL_LEAD, "east")
    page = "https://boards.nhs.uk" + reverse("regions:return", args=["east", one.pk])
    returns.confirm_rest(one, by=director)

    returns.hand_over(one, by=director)
    sent = left(mailoutbox)
    assert sent.keys() == {CHIEF}
    assert sent[CHIEF].subject == "Talent boards: a quarterly return awaits your signature"
    assert page in sent[CHIEF].body

    returns.send_back(one, why="The finance post has changed.\n\nLook again.", by=chief)
    sent = left(mailoutbox)
    assert sent.keys() == {DIRECTOR}
    assert "with this note:\n\nThe finance post has changed.\n\nLook again.\n\n" in sent[DIRECTOR].body
    assert "It is due on Friday 25 September 2026:" in sent[DIRECTOR].body

    returns.hand_over(one, by=director)
    left(mailoutbox)
    returns.sign_off(one, by=chief)
    sent = left(mailoutbox)
    assert sent.keys() == {DIRECTOR}
    assert sent[DIRECTOR].subject == "Talent boards: your quarterly return is signed"

    returns.reopen(one, why="A post was left out.", by=lead)
    sent = left(mailoutbox)
    assert sent.keys() == {DIRECTOR, CHIEF}
    assert all("A post was left out." in message.body for message in sent.values())

    returns.withdraw(one, why="The organisation merges.", by=lead)
    sent = left(mailoutbox)
    assert sent.keys() == {DIRECTOR, CHIEF}
    assert all("The organisation merges." in message.body for message in sent.values())


def test_what_is_undone_before_the_mail_leaves_is_not_told(trust, mailoutbox, set_clock):
    one, director, chief = opened(trust), account(DIRECTOR), account(CHIEF)
    set_clock("2026-09-22T19:00")
    returns.confirm_rest(one, by=director)
    returns.hand_over(one, by=director)
    returns.send_back(one, why="Look again.", by=chief)
    returns.hand_over(one, by=director)
    set_clock("2026-09-23T08:00")
    assert left(mailoutbox).keys() == {CHIEF}
    assert sorted(Notification.objects.values_list("kind", "state")) == [
        ("return-sent-back", "dropped"),
        ("return-to-sign", "dropped"),
        ("return-to-sign", "sent"),
    ]


def test_a_mail_server_that_is_down_stops_no_act(trust, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    one = opened(trust)
    returns.confirm_rest(one, by=account(DIRECTOR))
    returns.hand_over(one, by=account(DIRECTOR))
    assert send_due() == 0
    assert list(Notification.objects.values_list("state", "why", "attempts")) == [("queued", "server-away", 1)]


def of_each_kind(trust) -> None:
    """Queue a mail of every kind that there is, to every office that may get it, about a return that stands so."""
    one = at_stage(trust, "signed-off")
    step = one.steps.last()
    for kind, _label, _template, _applies in KINDS:
        for held in trust.role_assignments.exclude(role=Role.CHAIR):
            queue([mail_to(held, kind, one, occasion=kind, step=step.pk)])


def test_no_mail_names_anybody_but_whom_it_is_sent_to_or_a_post(trust, mailoutbox, monkeypatch):
    with_role(Role.REGIONAL_LEAD, "east", name="Lea Lead", email="lead@east.nhs.uk")
    of_each_kind(trust)
    monkeypatch.setattr(sending, "settled", lambda mail: "")
    send_due()
    assert len(mailoutbox) == 2 * len(KINDS)
    names = {person.name: person.email for person in User.objects.all()}
    for message in mailoutbox:
        said = message.subject + message.body + message.alternatives[0].content
        assert [name for name, address in names.items() if name in said] == [
            name for name, address in names.items() if address == message.to[0]
        ]
        assert not any(secret in said for secret in ("Priya Shah", "Director of finance", "@"))


def test_every_mail_says_of_which_return_it_is_and_leads_there(trust, mailoutbox, monkeypatch):
    of_each_kind(trust)
    monkeypatch.setattr(sending, "settled", lambda mail: "")
    send_due()
    page = reverse("regions:return", args=["east", Return.objects.get().pk])
    for message in mailoutbox:
        assert "of Harbour Trust for July to September 2026" in message.body
        assert message.body.count(page) == 1
        assert message.alternatives[0].content.count(f'{page}"') == 1
        assert "{" not in message.subject + message.body
        assert message.body.startswith("Dear ")


@pytest.mark.parametrize("kind", ["return-due", "return-late", "return-sent-back", "return-asked-for"])
def test_a_deadline_is_said_with_its_weekday_and_date(kind, trust, mailoutbox, monkeypatch):
    of_each_kind(trust)
    monkeypatch.setattr(sending, "settled", lambda mail: "")
    Notification.objects.exclude(kind=kind).filter(state="queued").update(state="dropped", why="over")
    send_due()
    to_director = next(message for message in mailoutbox if message.to == [DIRECTOR])
    assert "due on Friday 25 September 2026" in to_director.body


def test_a_made_up_return_tells_nobody(trust, mailoutbox):
    one = opened(trust)
    with telling_nobody():
        returns.confirm_rest(one, by=account(DIRECTOR))
        returns.hand_over(one, by=account(DIRECTOR))
    assert left(mailoutbox) == {}
    assert Notification.objects.get().get_why_display() == "It was about people who are made up"


def test_a_late_return_is_asked_for_and_not_twice_within_a_working_day(trust, mailoutbox, set_clock):
    one, team = opened(trust), with_role(Role.REGIONAL_TEAM, "east")
    set_clock("2026-09-28T09:00")
    assert len(remind([one], by=team)) == 1
    message = left(mailoutbox)[DIRECTOR]
    assert message.subject == "Talent boards: please send your quarterly return"
    assert "It was due on Friday 25 September 2026." in message.body
    set_clock("2026-09-28T16:00")
    with pytest.raises(NotAllowed, match="has a reminder of Monday 28 September 2026 already"):
        remind([one], by=team)
    set_clock("2026-09-29T09:00")
    assert len(remind([one], by=team)) == 1
    assert AuditEvent.objects.filter(kind="return-asked-for", by=team, about_id=str(one.pk), region="east").count() == 2


def test_asked_for_on_friday_evening_and_at_the_weekend_it_leaves_once_on_monday(trust, mailoutbox, set_clock):
    one, team = opened(trust), with_role(Role.REGIONAL_TEAM, "east")
    set_clock("2026-09-25T19:00")
    assert len(remind([one], by=team)) == 1
    for moment in ("2026-09-26T10:00", "2026-09-28T09:00"):
        set_clock(moment)
        with pytest.raises(NotAllowed):
            remind([one], by=team)
    assert left(mailoutbox).keys() == {DIRECTOR}


def test_of_one_that_awaits_the_signature_the_chief_executive_is_reminded(trust, mailoutbox):
    one = at_stage(trust, "submitted", on="2026-09-21")
    remind([one], by=with_role(Role.REGIONAL_TEAM, "east"))
    message = left(mailoutbox)[CHIEF]
    assert message.subject == "Talent boards: please sign your quarterly return"
    assert "It was sent to you on Monday 21 September 2026 and awaits your signature." in message.body


def test_those_that_may_not_be_reminded_are_left_out_and_none_at_all_is_a_sentence(trust, mailoutbox):
    signed = at_stage(body(director="d2@x.nhs.uk"), "signed-off")
    nobody = opened(body("Lonely Trust"))
    team = with_role(Role.REGIONAL_TEAM, "east")
    assert [mail.to.email for mail in remind([signed, nobody, opened(trust)], by=team)] == [DIRECTOR]
    with pytest.raises(NotAllowed, match="Lonely Trust has no HR director with an account"):
        remind([nobody], by=team)
    with pytest.raises(NotAllowed, match="is signed off: nothing is to do"):
        remind([signed], by=team)


def test_only_who_runs_returns_there_reminds(trust):
    one = opened(trust)
    with pytest.raises(NotPermitted):
        remind([one], by=with_role(Role.AUDITOR))
    with pytest.raises(NotFound):
        remind([one], by=with_role(Role.REGIONAL_TEAM, "london"))
    assert not Notification.objects.exists()
