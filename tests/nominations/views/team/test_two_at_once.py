"""Two people or two windows at once: one of them is done, once, and what the other sent stays on the page."""

import pytest
from django.urls import reverse

from nominations.actions import deciding, endorsing, withdrawing
from nominations.models import Endorsement, Nomination
from talentboard.notifications.models import Notification
from tests.fixtures.nominations import endorsed, judged, registered, sent_own, stage
from tests.fixtures.people import signed_in
from tests.nominations.pages import problems, said

pytestmark = pytest.mark.django_db
State = Nomination.State


def page(name: str, one: Nomination) -> str:
    return reverse(f"nominations:{name}", args=["east", one.pk])


def mails(one: Nomination, kind: str) -> int:
    return Notification.objects.filter(kind=kind, about_id=str(one.pk)).count()


def test_an_endorser_who_says_otherwise_in_another_window_sees_both_texts():
    on = stage()
    one = registered(on)
    chief = signed_in(on.chief)
    chief.post(page("endorse", one), {"answer": "endorse", "words": "She leads well."})
    other = chief.post(page("endorse", one), {"answer": "refuse", "words": "Not <b>yet</b>.\nNext year."})
    assert other.status_code == 409
    for sentence in (
        "You endorsed this nomination on",
        "She leads well.",
        "No, I do not endorse it",
        "Not <b>yet</b>.",
    ):
        assert sentence in said(other), sentence
    assert one.steps.filter(from_state=State.AWAITING_ENDORSEMENT).count() == 1
    assert mails(one, "nomination-endorsed") == 1


def test_an_endorser_who_presses_twice_is_told_what_came_of_the_first():
    on = stage()
    one = registered(on)
    chief = signed_in(on.chief)
    answers = [chief.post(page("endorse", one), {"answer": "refuse", "words": "Not yet. "}) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]
    assert "What you sent was not done" not in said(answers[1])
    assert mails(one, "nomination-not-endorsed") == 1


def test_an_endorser_whose_time_is_over_keeps_their_words():
    on = stage()
    one = registered(on)
    chief = signed_in(on.chief)
    endorsing.name_endorser(one, on.lead, by=on.team)
    answer = chief.post(page("endorse", one), {"answer": "endorse", "words": "A long and careful text."})
    assert answer.status_code == 409
    assert "has asked somebody else instead of you" in said(answer)
    assert "A long and careful text." in said(answer)


def test_an_endorser_who_nominated_the_person_is_told_so_and_keeps_their_words():
    on = stage()
    one = registered(on)
    Endorsement.objects.filter(nomination=one).update(endorser=on.hr_director)
    answer = signed_in(on.hr_director).post(page("endorse", one), {"answer": "endorse", "words": "My own."})
    assert answer.status_code == 409
    assert problems(answer) == {"": ["Priya Director made this nomination, so somebody else endorses it."]}
    assert "My own." in said(answer)


@pytest.mark.parametrize("who", ["hr_director", "nominee"])
def test_the_team_cannot_name_the_nominator_or_the_person(who):
    on = stage()
    one = registered(on, employer=None, employer_outside="A charity")
    person = on.hr_director if who == "hr_director" else one.candidate.user
    answer = signed_in(on.team).post(page("in-place", one), {"answer": "name", "email": person.email})
    assert answer.status_code == 409
    assert "so somebody else endorses it." in said(answer)
    assert person.email in answer.content.decode()


def test_two_of_the_team_who_decide_in_place_of_an_endorser_see_both_reasons():
    on = stage()
    one = registered(on, one=sent_own(on, by=on.somebody(), because="My chief and I are in dispute."))
    endorsing.pass_on(one, words="The reason is good.", by=on.lead)
    team = signed_in(on.team)
    answer = team.post(page("in-place", one), {"answer": "refuse", "words": "The reason is not enough."})
    assert answer.status_code == 409
    for sentence in (
        "no endorsement is asked for now",
        "The reason is good.",
        "Lena Lead",
        "The reason is not enough.",
    ):
        assert sentence in said(answer), sentence
    assert mails(one, "nomination-passed-on") == 1
    assert mails(one, "nomination-not-endorsed") == 0


def test_a_reason_to_pass_on_stays_where_a_colleague_has_asked_somebody():
    on = stage()
    one = registered(on, employer=None, employer_outside="A charity")
    endorsing.name_endorser(one, on.lead, by=on.lead)
    answer = signed_in(on.team).post(page("in-place", one), {"answer": "pass-on", "words": "Nobody can be found."})
    assert answer.status_code == 409
    assert "Lena Lead was asked on" in said(answer)
    assert "Nobody can be found." in said(answer)
    one.refresh_from_db()
    assert one.state == State.AWAITING_ENDORSEMENT


def test_two_of_the_team_who_withdraw_one_do_it_once_and_neither_reason_is_lost():
    on = stage()
    one = registered(on)
    withdrawing.withdraw_for(one, code="asked", why="By telephone.", by=on.lead)
    answer = signed_in(on.team).post(page("withdraw", one), {"code": "other", "why": "In a letter."})
    assert answer.status_code == 409
    for sentence in ("This nomination is withdrawn already.", "Lena Lead", "By telephone.", "In a letter."):
        assert sentence in said(answer), sentence
    assert one.steps.filter(to_state=State.WITHDRAWN).count() == mails(one, "nomination-withdrawn") == 1


@pytest.mark.parametrize(
    ("door", "last", "state", "kind"),
    [
        ("accept", "met", State.ACCEPTED, "nomination-accepted"),
        ("not-eligible", "not-met", State.INELIGIBLE, "nomination-not-eligible"),
    ],
)
def test_a_decision_that_is_sent_twice_is_made_once(door, last, state, kind):
    on = stage()
    one = judged(on, endorsed(on), last=last)
    team = signed_in(on.team)
    first, second = (team.post(page(door, one), follow=True) for _click in range(2))
    assert "They are told." in said(first)
    assert "already. Nothing was done twice." in said(second)
    assert one.steps.filter(to_state=state).count() == mails(one, kind) == 1


def test_what_was_found_too_late_stays_on_the_page():
    on = stage()
    one = judged(on, endorsed(on))
    deciding.accept_for_gateway(one, by=on.lead)
    last = one.round.criteria.last()
    sent = {f"result_{last.pk}": "waived", f"why_{last.pk}": "Acting for three years.", f"seen_{last.pk}": ""}
    sent[f"seen_{last.pk}"] = one.findings.get(criterion=last).at.isoformat()
    answer = signed_in(on.team).post(page("judge", one), sent)
    assert answer.status_code == 409
    assert "This nomination is accepted for gateway." in said(answer)
    assert "Acting for three years." in said(answer)
    assert one.findings.get(criterion=last).result == "met"
