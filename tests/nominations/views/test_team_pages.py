"""What endorsers and the regional talent team see and send."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from nominations.actions import deciding, endorsing
from nominations.models import Endorsement, Nomination
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import now
from tests.factories import RegionFactory
from tests.fixtures.nominations import endorsed, in_state, judged, registered, sent, sent_own, stage
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
State = Nomination.State
NASTY = "<script>alert(1)</script> ★ مريم"


def page(name: str, one: Nomination) -> str:
    return reverse(f"nominations:{name}", args=["east", one.pk])


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("state", [state for state in State if state not in ("draft", "awaiting-consent")])
def test_the_team_reads_a_nomination_in_every_state_once_it_was_agreed_to(state):
    on = stage()
    one = in_state(on, state)
    answer = signed_in(on.team).get(page("one", one))
    assert answer.status_code == (200 if one.candidate else 404)


@pytest.mark.parametrize("state", ["draft", "awaiting-consent", "declined", "consent-lapsed"])
def test_what_nobody_agreed_to_is_in_no_page_of_the_team(state):
    on = stage()
    person = on.somebody(name="Zebedee Unasked")
    one = in_state(on, state, nominee=person)
    team = signed_in(on.team)
    assert team.get(page("one", one)).status_code == 404
    for address in ("", "?state=all", "?name=zebe", "?sort=newest"):
        assert "Zebedee" not in text(team.get(reverse("nominations:queue", args=["east"]) + address))


def test_the_queue_tells_the_number_that_wait_for_an_answer():
    on = stage()
    sent(on)
    sent(on)
    registered(on)
    said = text(signed_in(on.team).get(reverse("nominations:queue", args=["east"])))
    assert "<strong>1</strong> nomination goes on. <strong>2</strong> more wait for the nominee’s answer." in said


def test_a_board_member_sees_numbers_and_no_name():
    on = stage()
    one = registered(on, nominee=on.somebody(name="Zebedee Named"))
    said = text(signed_in(with_role(Role.BOARD_MEMBER, "east")).get(reverse("nominations:queue", args=["east"])))
    assert "Awaiting endorsement" in said
    assert one.person_name not in said


def test_the_queue_asks_as_many_statements_for_many_as_for_one(django_assert_max_num_queries):
    on = stage()
    registered(on)
    team = signed_in(on.team)
    address = reverse("nominations:queue", args=["east"])
    team.get(address)
    with django_assert_max_num_queries(12) as one:
        team.get(address)
    for _ in range(4):
        registered(on)
    with django_assert_max_num_queries(12) as many:
        assert team.get(address).status_code == 200
    assert len(many) == len(one)


def test_html_and_right_to_left_names_are_shown_as_text():
    on = stage()
    one = endorsed(on, nominee=on.somebody(name=NASTY))
    for answer in (
        signed_in(on.team).get(page("one", one)),
        signed_in(on.team).get(reverse("nominations:queue", args=["east"])),
    ):
        assert "<script>alert" not in answer.content.decode()
        assert "مريم" in answer.content.decode()


def test_whoever_is_asked_endorses_and_sees_their_answer_afterwards():
    on = stage()
    one = registered(on)
    chief = signed_in(on.chief)
    assert "What would you bring?" in text(chief.get(page("endorse", one)))

    assert chief.post(page("endorse", one), {"answer": "refuse", "words": " "}).status_code == 200
    assert chief.post(page("endorse", one), {"answer": "endorse", "words": "Ready."}).status_code == 302
    one.refresh_from_db()
    assert one.state == State.ELIGIBILITY_CHECK
    said = text(chief.get(page("endorse", one)))
    assert "You endorsed this nomination on" in said
    assert "What would you bring?" not in said


def test_what_awaits_an_endorsement_stands_before_everything_else_the_soonest_due_first():
    on = stage()
    later, sooner = (registered(on, nominee=on.somebody(name=name)) for name in ("Later Due", "Sooner Due"))
    Endorsement.objects.filter(nomination=sooner).update(due=sooner.due - dt.timedelta(days=3))
    said = text(signed_in(on.chief).get("/nominations/"))
    places = [said.index(words) for words in ("Sooner Due", later.person_name, "Nominations of you", "you made")]
    assert places == sorted(places)


def test_a_second_click_on_an_endorsement_is_told_what_came_of_the_first():
    on = stage()
    one = registered(on)
    chief = signed_in(on.chief)
    for _ in range(2):
        chief.post(page("endorse", one), {"answer": "endorse"})
    assert one.steps.filter(to_state=State.ELIGIBILITY_CHECK).count() == 1


def test_nobody_else_finds_what_an_endorser_is_asked():
    on = stage()
    one = registered(on)
    for person in (on.chair, on.hr_director, on.team, on.somebody()):
        assert signed_in(person).get(page("endorse", one)).status_code == 404


def test_criteria_are_judged_on_the_page_and_lead_to_the_gateway():
    on = stage()
    one = endorsed(on)
    team = signed_in(on.team)
    first, second = one.round.criteria.all()
    assert "2 criteria have not been judged yet" in text(team.get(page("one", one)))
    form = {f"result_{first.pk}": "met", f"result_{second.pk}": "waived", f"why_{second.pk}": ""}
    answer = team.post(page("judge", one), form)
    assert "Say why “Two years in a senior post” is waived" in text(answer)
    assert not one.findings.exists()
    assert team.post(page("judge", one), form | {f"why_{second.pk}": "Acting for three."}).status_code == 302
    assert team.post(page("accept", one)).status_code == 302
    one.refresh_from_db()
    assert one.state == State.ACCEPTED


def test_two_colleagues_who_judge_at_once_both_see_what_the_other_found():
    on = stage()
    one = endorsed(on)
    first = one.round.criteria.first()
    team = signed_in(on.team)
    deciding.find(one, first, result="not-met", why="Left last year.", by=on.lead)
    answer = team.post(page("judge", one), {f"result_{first.pk}": "met", f"seen_{first.pk}": ""})
    assert answer.status_code == 409
    assert "Left last year." in text(answer)
    assert one.findings.get().result == "not-met"
    seen = re.search(rf'name="seen_{first.pk}" value="([^"]+)"', answer.content.decode()).group(1)
    again = team.post(page("judge", one), {f"result_{first.pk}": "met", f"seen_{first.pk}": seen})
    assert again.status_code == 302
    assert one.findings.get().result == "met"


def test_a_decision_that_cannot_be_made_says_why():
    on = stage()
    one = judged(on, endorsed(on), last="not-met")
    team = signed_in(on.team)
    assert "is not met" in text(team.get(page("accept", one)))
    assert team.post(page("accept", one)).status_code == 409
    assert team.post(page("not-eligible", one)).status_code == 302


def test_the_team_decides_in_place_of_a_silent_endorser():
    on = stage()
    one = registered(on)
    endorsing.hand_to_team(one, one.due + dt.timedelta(days=1))
    team = signed_in(on.team)
    assert "did not answer in time" in text(team.get(page("in-place", one)))
    assert "Say why" in text(team.post(page("in-place", one), {"answer": "pass-on"}))
    assert team.post(page("in-place", one), {"answer": "pass-on", "words": "No reply."}).status_code == 302
    one.refresh_from_db()
    assert one.state == State.ELIGIBILITY_CHECK


def test_the_team_names_somebody_with_an_account():
    on = stage()
    one = registered(on, employer=None, employer_outside="A charity")
    team = signed_in(on.team)
    assert "somebody who has an account" in text(
        team.post(page("in-place", one), {"answer": "name", "email": "nobody@x.nhs.uk"})
    )
    team.post(page("in-place", one), {"answer": "name", "email": on.lead.email.upper()})
    assert one.endorsements.get(answer="").endorser == on.lead


def test_an_act_on_several_is_shown_before_it_is_done_and_stops_at_none():
    on = stage()
    able, unable = judged(on, endorsed(on)), endorsed(on)
    team = signed_in(on.team)
    chosen = {"act": "accept", "chosen": [able.pk, unable.pk]}
    shown = text(team.post(reverse("nominations:in-bulk", args=["east"]), chosen))
    assert "1 nomination to be accepted for gateway" in shown
    assert "have not been judged yet" in shown
    able.refresh_from_db()
    assert able.state == State.ELIGIBILITY_CHECK

    team.post(reverse("nominations:in-bulk", args=["east"]), chosen | {"decided": "yes"})
    assert [Nomination.objects.get(pk=one.pk).state for one in (able, unable)] == [State.ACCEPTED, "eligibility-check"]


def test_withdrawing_several_asks_for_the_reason():
    on = stage()
    ones = [registered(on), registered(on)]
    team = signed_in(on.team)
    address = reverse("nominations:in-bulk", args=["east"])
    chosen = {"act": "withdraw", "chosen": [one.pk for one in ones], "decided": "yes"}
    assert "Choose why it is withdrawn" in text(team.post(address, chosen))
    team.post(address, chosen | {"code": "left", "why": ""})
    assert {one.steps.last().code for one in ones} == {"left"}
    assert not Endorsement.objects.filter(answer="").exists()


def test_another_regions_nomination_cannot_be_chosen():
    on = stage()
    one = registered(on)
    RegionFactory(slug="london")
    london = signed_in(with_role(Role.REGIONAL_TEAM, "london"))
    london.post(
        reverse("nominations:in-bulk", args=["london"]),
        {"act": "withdraw", "chosen": [one.pk], "decided": "yes", "code": "left"},
    )
    one.refresh_from_db()
    assert one.state == State.AWAITING_ENDORSEMENT


def test_a_colleague_is_given_the_work():
    on = stage()
    one = registered(on)
    team = signed_in(on.team)
    team.post(page("assign", one), {"assignee": on.lead.pk})
    assert on.lead.name in text(team.get(reverse("nominations:queue", args=["east"])))
    assert team.post(page("assign", one), {"assignee": on.chief.pk}).status_code == 409


def test_reading_leaves_its_line_for_the_person():
    on = stage()
    one = registered(on)
    before = now()
    signed_in(on.team).get(page("one", one))
    line = AuditEvent.objects.get(kind="nomination-read", about_id=str(one.pk))
    assert (line.by, line.about_kind, line.at >= before) == (on.team, "nomination", True)


def test_somebody_of_the_team_who_takes_part_reads_it_as_what_they_are_in_it():
    on = stage()
    one = registered(on, one=sent_own(on, by=on.team))
    assert signed_in(on.team).get(page("one", one)).status_code == 403
    assert signed_in(on.lead).get(page("one", one)).status_code == 200
