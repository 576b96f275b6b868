"""Nominations sent by their nominator, and where each stands afterwards."""

import datetime as dt

import pytest

from nominations.actions import consenting, sending, withdrawing
from nominations.models import Answer, Nomination
from talentboard.clock import today
from talentboard.notifications.models import Notification
from tests.fixtures.clock import stands_at
from tests.fixtures.nominations import WORDS, agreed, draft, in_state, sent, stage
from tests.fixtures.people import signed_in
from tests.nominations.pages import problems, said

pytestmark = pytest.mark.django_db
State = Nomination.State
DAY = dt.date(2026, 10, 12)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    stands_at(monkeypatch, DAY)


@pytest.fixture
def on():
    return stage(title="Autumn 2026")


@pytest.fixture
def leader(on):
    return signed_in(on.hr_director)


def later(monkeypatch, on, *, days):
    """So many days later the leader has signed in again."""
    stands_at(monkeypatch, DAY + dt.timedelta(days=days))
    return signed_in(on.hr_director)


def at(one, part, more=""):
    return f"/east/nominations/{one.pk}/{part}/{more}"


def test_everything_is_checked_and_sent_once_by_two_clicks(on, leader):
    sam = on.somebody(name="Sam Okafor")
    one = draft(on, nominee=sam)
    page = said(leader.get(at(one, "draft", "send/")))
    for shown in ("Sam Okafor", sam.email, "Deputy director of finance", str(on.hospital), "Ready now", WORDS):
        assert shown in page

    first = leader.post(at(one, "draft", "send/"), follow=True)
    assert "Sent. Sam Okafor is asked, and has until Monday 9 November 2026 to answer." in said(first)
    leader.post(at(one, "draft", "send/"), follow=True)
    assert one.steps.filter(to_state=State.AWAITING_CONSENT).count() == 1
    assert Notification.objects.filter(about_id=str(one.pk)).count() == 1


def test_what_is_not_complete_says_what_is_missing_and_is_not_sent(on, leader):
    one = draft(on)
    Answer.objects.all().delete()
    page = leader.get(at(one, "draft", "send/"))
    assert "Answer 1 more question first: “What have they led?”." in said(page)
    assert b"Send the nomination" not in page.content
    assert leader.post(at(one, "draft", "send/")).status_code == 409
    one.refresh_from_db()
    assert one.state == State.DRAFT


def test_a_late_nomination_is_sent_with_its_reason(on, leader, monkeypatch):
    one = draft(on)
    leader = later(monkeypatch, on, days=29)
    assert problems(leader.post(at(one, "draft", "send/"), {"late_because": " "})) == {
        "late_because": ["Say why the nomination is late"]
    }
    page = leader.post(at(one, "draft", "send/"), {"late_because": "I was ill.\n<b>Sorry</b>"}, follow=True)
    assert "Why it was late I was ill. <b>Sorry</b>" in said(page)


def test_a_page_from_before_the_round_closed_is_told_to_say_why(on, leader, monkeypatch):
    one = draft(on)
    assert b"late_because" not in leader.get(at(one, "draft", "send/")).content
    leader = later(monkeypatch, on, days=29)
    page = leader.post(at(one, "draft", "send/"))
    assert "Why is it late?" in said(page)
    one.refresh_from_db()
    assert one.state == State.DRAFT


def test_training_that_is_asked_for_and_not_noted_stops_it(leader, on):
    on.round = stage(title="With training", needs_training=True).round
    one = draft(on)
    assert "It is not noted that you have." in said(leader.get(f"/east/rounds/{on.round.pk}/nominate/"))
    assert "conscious decision making module first" in said(leader.post(at(one, "draft", "send/")))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.AWAITING_CONSENT, "Awaiting their answer Sam Okafor is asked, and answers by Monday 9 November 2026."),
        (State.AWAITING_REGISTRATION, "Sam Okafor has accepted, and registers by Monday 9 November 2026."),
        (State.AWAITING_ENDORSEMENT, "An endorsement is asked for by Monday 26 October 2026."),
        (State.ELIGIBILITY_CHECK, "The regional talent team checks eligibility by Monday 26 October 2026."),
        (State.ACCEPTED, "Accepted for gateway Sam Okafor is told the day of the gateway."),
        (State.DECLINED, "Declined Sam Okafor declined. What you had written has been deleted."),
        (State.CONSENT_LAPSED, "Lapsed Sam Okafor did not answer in time. What you had written has been deleted."),
        (State.NOT_ENDORSED, "Not endorsed Sam Okafor is told why, and may nominate themself."),
        (State.INELIGIBLE, "Not eligible Sam Okafor is told which criterion is not met."),
        (State.WITHDRAWN, "Ended It has ended."),
    ],
)
def test_the_nominator_is_told_where_it_stands_and_never_more(on, leader, state, sentence):
    one = in_state(on, state, nominee=on.somebody(name="Sam Okafor"))
    page = said(leader.get(at(one, "sent")))
    assert sentence in page
    assert "Sam Okafor" in said(leader.get("/nominations/"))
    for hidden_from_them in ("Too early", "She leads well", "One year only", "What would you bring?", "cv.pdf"):
        assert hidden_from_them not in page
    assert (WORDS in page) == (state not in {State.DECLINED, State.CONSENT_LAPSED})


def test_one_that_the_person_chose_another_over_says_only_that_it_ended(on, leader):
    sam = on.somebody(name="Sam Okafor")
    mine = sent(on, nominee=sam)
    consenting.accept(sent(on, nominee=sam, by=on.chief), by=sam)
    page = said(leader.get(at(mine, "sent")))
    assert "Ended It has ended. What you had written has been deleted." in page
    assert "Carol" not in page
    assert WORDS not in page


def test_the_nominator_withdraws_before_an_answer_and_not_after(on, leader):
    one = sent(on, nominee=on.somebody(name="Sam Okafor"))
    assert "their link ends" in said(leader.get(at(one, "sent", "withdraw/")))
    for _click in range(2):
        page = said(leader.post(at(one, "sent", "withdraw/"), follow=True))
    assert "You withdrew it. What you had written has been deleted." in page
    assert one.steps.filter(to_state=State.WITHDRAWN).count() == 1

    theirs = agreed(on, nominee=on.somebody(name="Ana Lopez"))
    assert b"Withdraw this nomination" not in leader.get(at(theirs, "sent")).content
    assert "Ana Lopez has accepted your nomination, so it is theirs now" in said(
        leader.get(at(theirs, "sent", "withdraw/"))
    )
    assert leader.post(at(theirs, "sent", "withdraw/")).status_code == 409


def test_an_overdue_registration_says_so(on, leader, monkeypatch):
    one = agreed(on, nominee=on.somebody(name="Sam Okafor"))
    leader = later(monkeypatch, on, days=(one.due - DAY).days + 1)
    assert "Registration overdue" in said(leader.get("/nominations/"))


def test_steps_by_address_lead_to_where_it_stands(on, leader):
    one = sent(on)
    for part in ("draft", "draft/send", "draft/discard"):
        assert leader.get(at(one, part))["Location"] == at(one, "sent")
    assert leader.get(at(one, "draft", "person/")).status_code == 409
    one = draft(on)
    assert leader.get(at(one, "sent"))["Location"] == at(one, "draft")
    assert leader.get(at(one, "sent", "withdraw/"))["Location"] == at(one, "draft", "discard/")


def test_nobody_else_opens_what_was_sent(on):
    one = sent(on)
    withdrawn = sent(on)
    withdrawing.withdraw(withdrawn, by=on.hr_director)
    for somebody in (on.team, on.lead, on.chief, on.people[0]):
        for which in (one, withdrawn):
            assert signed_in(somebody).get(at(which, "sent")).status_code == 404
            assert signed_in(somebody).post(at(which, "sent", "withdraw/")).status_code == 404


def test_the_cap_of_an_organisation_stops_the_next_one(on, leader):
    on.round = stage(title="Capped", cap=1, opens=today()).round
    sending.send(draft(on), by=on.hr_director)
    page = leader.post(at(draft(on), "draft", "send/"))
    assert page.status_code == 409
    assert "at most 1 are taken from one organisation" in said(page)
