"""Yes or no: what the nominee is shown, and what becomes of their answer, with an account or by a link."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nominations.actions import answering, consenting, drafting, sending, withdrawing
from nominations.invitations import link_for
from nominations.models import Nomination
from pools.models import Candidate
from talentboard.access import Role
from talentboard.accounts.models import User
from talentboard.links.tokens import path_of
from talentboard.nhs.filters import say_day, say_weekday
from tests.factories import CandidateFactory, MembershipFactory, UserFactory
from tests.fixtures.nominations import WORDS, agreed, draft, sent, stage
from tests.fixtures.people import signed_in, with_role
from tests.nominations.pages import said

pytestmark = pytest.mark.django_db
State = Nomination.State
PASSWORD = "three quiet herons wading"
NASTY = "<script>alert(1)</script> 🎉 \u202eمريم"


def page(one: Nomination, rest: str = "") -> str:
    return f"/east/nominations/{one.pk}/yours/{rest}"


def stranger(name: str = "Sam Okafor", **facts) -> User:
    """Somebody who has no account: what a nominator types of them."""
    return User(name=name, email="sam.okafor@elsewhere.example", **facts)


def came_by(one: Nomination) -> Client:
    """A browser in which the link to the nominee was pressed."""
    client, link = Client(), link_for(one)
    answer = client.post(path_of(link.purpose, link.pk))
    assert (answer.status_code, answer.url) == (302, page(one))
    return client


def accepts(client: Client, one: Nomination, **typed):
    account = {"name": "Samuel Okafor", "password": PASSWORD, "again": PASSWORD}
    return client.post(page(one), {"answer": "accept"} | account | typed)


def test_the_page_says_what_it_is_who_knows_and_every_word():
    on = stage()
    person = on.somebody(name="Amara Nwosu")
    one = sent(on, nominee=person)
    words = said(signed_in(person).get(page(one)))
    for sentence in (
        "Amara Nwosu, you have been nominated",
        f"accept or decline by {say_weekday(one.due)}.",
        "Only you and Priya Director, who nominated you, can see this.",
        "What have they led?",
        WORDS,
        "Board exposure.",
        "Yes, I accept",
        "Priya Director is told only that you declined.",
        f"If you do not answer by {say_day(one.due)}, the nomination closes",
    ):
        assert sentence in words


def test_whatever_was_typed_is_text():
    on = stage()
    person = on.somebody()
    one = draft(on, nominee=person, name=NASTY)
    one = drafting.say_readiness(one, band=one.readiness_view, needs=NASTY, version=one.version, by=on.hr_director)
    question = on.round.questions.get(asked_of="nominator")
    answering.write_answer(one, question, text=NASTY, version=1, by=on.hr_director)
    sending.send(one, by=on.hr_director)
    html = signed_in(person).get(page(one)).content.decode()
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; 🎉") == 2


def test_accepting_leads_to_registration():
    on = stage()
    person = on.somebody()
    one = sent(on, nominee=person)
    answer = signed_in(person).post(page(one), {"answer": "accept"}, follow=True)
    assert "You accepted. Next you register, by" in said(answer)
    one.refresh_from_db()
    assert one.state == State.AWAITING_REGISTRATION


def test_without_a_choice_nothing_happens():
    on = stage()
    person = on.somebody()
    one = sent(on, nominee=person)
    assert "Choose whether you accept or decline" in said(signed_in(person).post(page(one)))
    one.refresh_from_db()
    assert one.state == State.AWAITING_CONSENT


def test_declining_says_what_was_deleted_and_who_is_told_what_also_to_a_second_click():
    on = stage()
    person = on.somebody()
    one, client = sent(on, nominee=person), signed_in(person)
    for _click in range(2):
        words = said(client.post(page(one), {"answer": "decline"}, follow=True))
        assert "What was said about you has been deleted. Priya Director is told only that you declined." in words
    assert one.steps.filter(to_state="declined").count() == 1
    assert signed_in(person).get(page(one)).status_code == 404


def test_a_second_click_on_accepting_is_told_so_and_does_nothing_twice():
    on = stage()
    person = on.somebody()
    one, client = sent(on, nominee=person), signed_in(person)
    client.post(page(one), {"answer": "accept"})
    assert client.post(page(one), {"answer": "accept"}).status_code == 409
    assert one.steps.filter(to_state="awaiting-registration").count() == 1


def test_whoever_came_by_the_link_declines_without_an_account():
    on = stage()
    one = sent(on, nominee=stranger())
    client = came_by(one)
    words = said(client.get(page(one)))
    assert "Sam Okafor, you have been nominated" in words
    assert "To decline you need none." in words
    assert "You declined What was said about you has been deleted." in said(
        client.post(page(one), {"answer": "decline"}, follow=True)
    )
    assert not User.objects.filter(email__startswith="sam.okafor").exists()
    assert not Candidate.objects.exists()


def test_whoever_came_by_the_link_accepts_and_makes_an_account_in_the_same_act():
    on = stage()
    one = sent(on, nominee=stranger())
    client = came_by(one)
    answer = accepts(client, one)
    assert (answer.status_code, answer.url) == (302, page(one))
    one.refresh_from_db()
    person = User.objects.get(email="sam.okafor@elsewhere.example")
    assert (one.candidate.user, person.name, person.check_password(PASSWORD)) == (person, "Samuel Okafor", True)
    assert "Please register by" in said(client.get(page(one)))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"again": "another one altogether"}, "The two passwords differ"),
        ({"name": ""}, "Enter your name"),
    ],
)
def test_an_account_that_cannot_be_made_accepts_nothing(typed, sentence):
    on = stage()
    one = sent(on, nominee=stranger())
    client = came_by(one)
    assert sentence in said(accepts(client, one, **typed))
    one.refresh_from_db()
    assert one.state == State.AWAITING_CONSENT
    assert not User.objects.filter(email__startswith="sam.okafor").exists()


def test_declining_asks_for_no_account_whatever_stands_in_its_boxes():
    on = stage()
    one = sent(on, nominee=stranger())
    client = came_by(one)
    client.post(page(one), {"answer": "decline", "password": "x"})
    one.refresh_from_db()
    assert one.state == State.DECLINED


def test_an_account_that_was_made_meanwhile_signs_in_to_accept():
    on = stage()
    one = sent(on, nominee=stranger())
    client = came_by(one)
    UserFactory(email="sam.okafor@elsewhere.example", password="!")
    person = User.objects.get(email="sam.okafor@elsewhere.example")
    person.set_password(PASSWORD)
    person.save()
    assert "There is an account with the address" in said(client.get(page(one)))
    assert accepts(client, one).status_code == 409
    one.refresh_from_db()
    assert one.state == State.AWAITING_CONSENT


def test_a_link_opens_its_own_nomination_and_none_of_the_others():
    on = stage()
    one, other = sent(on, nominee=stranger()), sent(on)
    assert came_by(one).get(page(other)).status_code == 404


def test_a_link_opens_nothing_of_a_registration():
    on = stage()
    one = sent(on, nominee=stranger())
    client = came_by(one)
    for rest in ("cv/", "found/", "register/", "withdraw/", "preferences/", "adjustments/"):
        assert client.get(page(one, rest)).status_code == 302


def test_once_it_was_accepted_the_link_opens_nothing_in_another_browser():
    on = stage()
    one = sent(on, nominee=stranger())
    first, second = came_by(one), came_by(one)
    accepts(second, one)
    assert first.get(page(one)).status_code == 302  # to sign in


def test_a_nomination_that_was_withdrawn_meanwhile_says_so_to_nobody_else():
    on = stage()
    person = on.somebody()
    one = sent(on, nominee=person)
    withdrawing.withdraw(one, by=on.hr_director)
    assert signed_in(person).get(page(one)).status_code == 404
    one = sent(on, nominee=stranger())
    client = came_by(one)
    withdrawing.withdraw(one, by=on.hr_director)
    assert client.get(page(one)).status_code == 302


def test_after_the_last_day_the_answer_is_refused_in_a_sentence(monkeypatch):
    on = stage()
    person = on.somebody()
    one = sent(on, nominee=person)
    client, late = signed_in(person), one.due + dt.timedelta(days=1)
    monkeypatch.setattr("nominations.policies.consenting.today", lambda: late)
    answer = client.post(page(one), {"answer": "accept"})
    assert (answer.status_code, f"The time to answer ended on {say_day(one.due)}." in said(answer)) == (409, True)
    consenting.let_lapse(one, late)
    assert client.get(page(one)).status_code == 404


def test_a_lapsed_one_says_to_whoever_holds_its_link_that_it_is_closed():
    on = stage()
    one = sent(on, nominee=stranger())
    client = came_by(one)
    consenting.let_lapse(one, one.due + dt.timedelta(days=1))
    answer = client.get(page(one))
    assert answer.status_code == 409
    assert "The nomination is closed and what was said was deleted." in said(answer)


def test_a_link_that_has_ended_says_when_and_offers_no_other(later):
    on = stage()
    one = sent(on, nominee=stranger())
    link = link_for(one)
    later(days=60)
    answer = Client().get(path_of(link.purpose, link.pk))
    assert f"This link ended on {say_day(one.due)}. The nomination is closed and what was said was deleted." in said(
        answer
    )
    assert "Send me a new link" not in said(answer)


def test_a_link_that_was_used_in_another_browser_offers_another(later):
    on = stage()
    one = sent(on, nominee=stranger())
    link = link_for(one)
    assert Client().post(path_of(link.purpose, link.pk)).status_code == 302
    answer = Client().get(path_of(link.purpose, link.pk))
    assert "This link has been used." in said(answer)
    assert "Send me a new link If you have an account, sign in." in said(answer)


def test_a_nominee_of_two_leaders_sees_both_and_chooses():
    on = stage()
    person = on.somebody()
    one, other = sent(on, nominee=person), sent(on, nominee=person, by=on.chief)
    client = signed_in(person)
    answer = client.get(page(one))
    assert "Carol Chief has nominated you in this round too." in said(answer)
    assert page(other) in answer.content.decode()
    client.post(page(other), {"answer": "accept"})
    assert client.get(page(one)).status_code == 404  # withdrawn, with what was said


def test_neither_leader_is_shown_anything_of_the_other():
    on = stage()
    person = on.somebody()
    one = sent(on, nominee=person)
    sent(on, nominee=person, by=on.chief)
    for somebody in (on.chief, on.hr_director, on.team, on.lead):
        assert signed_in(somebody).get(page(one)).status_code == 404


def test_while_another_goes_on_the_page_says_so_and_offers_to_decline():
    on = stage()
    person = on.somebody()
    first = agreed(on, nominee=person)
    second = sent(on, nominee=person, by=on.chief)
    client = signed_in(person)
    answer = client.get(page(second))
    assert "You have a nomination in this round already." in said(answer)
    assert page(first) in answer.content.decode()
    assert client.post(page(second), {"answer": "accept"}).status_code == 409
    client.post(page(second), {"answer": "decline"})
    second.refresh_from_db()
    assert second.state == State.DECLINED


def test_a_member_of_the_pool_is_told_that_they_need_no_nomination():
    on = stage()
    person = on.somebody()
    MembershipFactory(pool=on.round.pool, candidate=CandidateFactory(user=person))
    one = sent(on, nominee=person)
    client = signed_in(person)
    assert f"You are a member of {on.round.pool} already" in said(client.get(page(one)))
    assert client.post(page(one), {"answer": "accept"}).status_code == 409


def test_a_member_without_an_account_is_told_so_too():
    on = stage()
    MembershipFactory(pool=on.round.pool, candidate=CandidateFactory(email="sam.okafor@elsewhere.example"))
    one = sent(on, nominee=stranger())
    client = came_by(one)
    assert f"You are a member of {on.round.pool} already" in said(client.get(page(one)))
    assert accepts(client, one).status_code == 409
    assert not User.objects.filter(email__startswith="sam.okafor").exists()


def test_the_page_costs_the_same_however_much_was_said():
    on = stage()
    counts = []
    for others in (0, 3):
        person = on.somebody()
        one = sent(on, nominee=person)
        for _ in range(others):
            sent(on, nominee=person, by=with_role(Role.HR_DIRECTOR, on.hospital))
        client = signed_in(person)
        with CaptureQueriesContext(connection) as caught:
            client.get(page(one))
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 14
