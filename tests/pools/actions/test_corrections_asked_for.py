"""Asking for a correction, and answering it."""

import datetime as dt

import pytest

from pools.actions.corrections import answer_correction, ask_for_correction
from pools.correction_mails import to_answer
from pools.models import CorrectionRequest
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.accounts.operator import operator
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from talentboard.notifications.models import Notification
from talentboard.working_days import working_days_after
from tests.factories import UserFactory
from tests.fixtures.own_records import account_of, asked_for, somebody
from tests.fixtures.people import give, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return with_role(Role.REGIONAL_TEAM, "east")


def test_a_request_has_a_day_by_which_it_is_answered(as_web, set_clock):
    set_clock("2026-12-18T12:00")
    record = somebody()
    with as_web():
        asked = ask_for_correction("post", "I left it in May.", by=account_of(record))

    assert (asked.asked_on, asked.due) == (dt.date(2026, 12, 18), dt.date(2027, 1, 13))
    assert asked.due == working_days_after(asked.asked_on, 15)
    assert (asked.state, [step.by for step in asked.steps.all()]) == ("asked", [account_of(record)])
    line = AuditEvent.objects.get()
    assert (line.kind, line.region, line.about_id) == ("correction-asked", "east", str(asked.pk))


@pytest.mark.parametrize(
    ("words", "sentence"), [("", "Say what would be right"), ("x" * 2001, "2,000 characters at most")]
)
def test_a_request_is_in_words_and_not_endless(words, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        asked_for(words=words)
    assert not CorrectionRequest.objects.exists()


def test_the_same_is_not_asked_twice_and_not_everything_at_once():
    record = somebody()
    first = asked_for(record)
    with pytest.raises(NotAllowed, match=f"asked for this already. You get an answer by {first.due.day} "):
        asked_for(record)
    for number in range(4):
        asked_for(record, words=f"Number {number}")
    with pytest.raises(NotAllowed, match="5 requests of yours await an answer"):
        asked_for(record, words="One more")


def test_nobody_asks_without_a_record_and_nobody_for_somebody_else():
    somebody()
    for by in (UserFactory(), operator()):
        with pytest.raises(NotFound):
            ask_for_correction("details", "Wrong", by=by)


def test_an_answer_is_told_by_a_mail_that_does_not_say_it(team, as_web):
    asked = asked_for()
    with as_web():
        answered = answer_correction(asked, outcome="corrected", answer="You are a nurse now.", by=team)

    assert (answered.state, answered.outcome, answered.answered_on) == ("answered", "corrected", today())
    assert [step.to_state for step in answered.steps.all()] == ["asked", "answered"]
    mail = Notification.objects.get()
    assert (mail.kind, mail.to, mail.region) == ("correction-answered", asked.asked_by, "east")
    message = written(mail)
    assert "nurse" not in message.subject + message.body
    assert "/me/" in message.body


def written(mail: Notification):
    from talentboard.notifications.writing import message_of

    return message_of(mail)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"outcome": "corrected", "answer": ""}, "Say what they are told"),
        ({"outcome": "perhaps", "answer": "Yes"}, "Choose what was done"),
        ({"outcome": "corrected", "answer": "x" * 2001}, "2,000 characters at most"),
    ],
)
def test_an_answer_says_what_was_done_in_words(team, answer, sentence):
    asked = asked_for()
    with pytest.raises(NotAllowed, match=sentence):
        answer_correction(asked, **answer, by=team)
    assert (CorrectionRequest.objects.get().state, Notification.objects.count()) == ("asked", 0)


def test_a_request_is_answered_once(team):
    asked = asked_for()
    answer_correction(asked, outcome="corrected", answer="Done.", by=team)
    with pytest.raises(NotAllowed, match="answered this request meanwhile"):
        answer_correction(asked, outcome="unchanged", answer="No.", by=team)
    assert CorrectionRequest.objects.get().answer == "Done."


def test_nobody_answers_their_own_request():
    record = somebody()
    give(account_of(record), Role.REGIONAL_TEAM, "east")
    asked = asked_for(record)
    with pytest.raises(NotAllowed, match="your own request"):
        answer_correction(asked, outcome="corrected", answer="Done.", by=account_of(record))


def test_the_team_of_another_region_finds_no_request_and_a_reader_of_names_may_not_answer():
    asked = asked_for()
    with pytest.raises(NotFound):
        answer_correction(asked, outcome="corrected", answer="Done.", by=with_role(Role.REGIONAL_TEAM, "london"))
    with pytest.raises(NotPermitted):
        answer_correction(asked, outcome="corrected", answer="Done.", by=with_role(Role.AUDITOR, "east"))


def test_what_waits_for_an_answer_is_told_once_a_day_to_whoever_may_give_it(team, set_clock):
    lead, elsewhere = with_role(Role.REGIONAL_LEAD, "east"), with_role(Role.REGIONAL_TEAM, "london")
    set_clock("2026-11-02T10:00")
    first = asked_for()
    set_clock("2026-11-04T10:00")
    own = somebody("Sam Okafor")
    give(account_of(own), Role.REGIONAL_TEAM, "east")
    asked_for(own)

    lines = to_answer(today())
    assert lines.keys() == {team.pk, lead.pk, account_of(own).pk}
    (both,), (others,) = lines[team.pk], lines[account_of(own).pk]
    assert (both.words, both.count, both.url) == (
        "2 requests for a correction to answer",
        2,
        "/east/members/corrections/",
    )
    assert (both.oldest, both.due, both.region) == (dt.date(2026, 11, 2), first.due, "east")
    assert others.count == 1  # not one's own
    assert to_answer(today(), [elsewhere.pk]) == {}
    assert to_answer(today(), [team.pk]).keys() == {team.pk}


def test_the_lines_cost_two_queries_however_many_there_are(team, django_assert_num_queries):
    record = somebody()
    for number in range(4):
        asked_for(record, words=f"Number {number}")
    with django_assert_num_queries(2):
        to_answer(today())
