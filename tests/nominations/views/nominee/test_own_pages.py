"""Putting oneself forward: begun, filled in, who is asked told beforehand, sent."""

import datetime as dt

import pytest
from django.test import Client

from nominations.actions import endorsing
from nominations.models import Nomination
from talentboard.clock import today
from talentboard.nhs.filters import say_weekday
from tests.factories import CandidateFactory, OrganisationFactory, PostFactory
from tests.fixtures.nominations import agreed, own_draft, registered, sent, sent_own, stage
from tests.fixtures.people import signed_in
from tests.nominations.pages import hidden, said

pytestmark = pytest.mark.django_db
State = Nomination.State
NASTY = "<script>alert(1)</script> 🎉"


def begin_at(on) -> str:
    return f"/east/rounds/{on.round.pk}/yourself/"


def page(one: Nomination, rest: str = "") -> str:
    return f"/east/nominations/{one.pk}/yours/{rest}"


def begun(on, client: Client) -> Nomination:
    answer = client.post(begin_at(on))
    assert answer.status_code == 302
    return Nomination.objects.get(pk=answer.url.split("/")[3])


def works(client: Client, one: Nomination, **said_of_it):
    seen = hidden(client.get(page(one, "workplace/")), "version")
    return client.post(page(one, "workplace/"), {"job_title": "Deputy director", "version": seen} | said_of_it)


def test_somebody_puts_themself_forward_from_the_beginning_to_registration():
    on = stage()
    person = on.somebody()
    client = signed_in(person)
    one = begun(on, client)
    words = said(client.get(page(one)))
    assert f"Send it by {say_weekday(on.round.closes)}, 17:00." in words
    assert "Who is asked to endorse it Say first where you work Cannot start yet" in words

    works(client, one, works_in="nhs", employer=on.hospital.code)
    assert f"Carol Chief, chief executive of {on.hospital}, is then asked to endorse it." in said(client.get(page(one)))
    words = said(client.get(page(one, "send/")))
    assert f"Deputy director, {on.hospital}" in words

    assert "Sent. Next you register, by" in said(client.post(page(one, "send/"), follow=True))
    one.refresh_from_db()
    assert (one.state, one.employer) == (State.AWAITING_REGISTRATION, on.hospital)


def test_beginning_twice_goes_on_with_the_same_draft():
    on = stage()
    client = signed_in(on.somebody())
    assert begun(on, client) == begun(on, client)


def test_beginning_needs_a_press_of_the_button():
    on = stage()
    client = signed_in(on.somebody())
    assert f"Nominations are taken until {say_weekday(on.round.closes)}, 17:00." in said(client.get(begin_at(on)))
    assert not Nomination.objects.exists()
    one = begun(on, client)
    assert client.get(begin_at(on)).url == page(one)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"takes_self": False}, "In this round leaders nominate."),
        ({"opens": today() + dt.timedelta(days=2)}, "Nominations open on"),
    ],
)
def test_where_nobody_can_nominate_themself_the_reason_is_said(facts, sentence):
    on = stage(**facts)
    answer = signed_in(on.somebody()).post(begin_at(on))
    assert (answer.status_code, sentence in said(answer)) == (409, True)


def test_who_has_a_nomination_that_goes_on_is_told_so():
    on = stage()
    one = agreed(on)
    assert "You have a nomination in this round already." in said(signed_in(one.candidate.user).post(begin_at(on)))


def test_a_round_of_another_region_or_a_draft_is_not_found():
    on = stage()
    client = signed_in(on.somebody())
    assert client.post(begin_at(on).replace("/east/", "/london/")).status_code == 404


def test_where_somebody_works_begins_with_what_their_record_says():
    on = stage()
    person = on.somebody()
    CandidateFactory(user=person, employer=on.hospital, job_title="Chief of staff")
    client = signed_in(person)
    html = client.get(page(begun(on, client), "workplace/")).content.decode()
    assert f'name="employer" value="{on.hospital.name} ({on.hospital.code})"' in html
    assert 'value="Chief of staff"' in html


def test_an_employer_outside_the_nhs_goes_to_the_team_and_nothing_is_to_choose():
    on = stage()
    client = signed_in(on.somebody())
    one = begun(on, client)
    works(client, one, works_in="outside", employer_outside=NASTY)
    answer = client.get(page(one, "endorsement/"))
    assert "Your employer is outside the NHS, so the regional talent team finds who can endorse it." in said(answer)
    assert "Nothing is to choose here." in said(answer)
    assert "<script>alert" not in client.get(page(one, "send/")).content.decode()


def test_an_organisation_that_is_closed_is_not_offered_and_where_it_is_typed_it_is_said_when_it_closed():
    on = stage()
    closed = OrganisationFactory(placed="east", until=today())
    client = signed_in(on.somebody())
    one = begun(on, client)
    assert f"({closed.code})" not in client.get(page(one, "workplace/")).content.decode()
    answer = works(client, one, works_in="nhs", employer=closed.code)
    assert f"{closed} closed on" in said(answer)
    one.refresh_from_db()
    assert one.employer is None


def test_one_that_closed_since_is_refused_with_what_it_became():
    on = stage()
    person = on.somebody()
    client = signed_in(person)
    one = begun(on, client)
    works(client, one, works_in="nhs", employer=on.hospital.code)
    type(on.hospital).objects.filter(pk=on.hospital.pk).update(until=today())
    assert "Where you work" in said(client.get(page(one, "workplace/")))


def test_the_team_is_asked_instead_with_a_reason_and_not_without():
    on = stage()
    person = on.somebody()
    one, client = own_draft(on, by=person), signed_in(person)
    shown = client.get(page(one, "endorsement/"))
    assert f"Ask Carol Chief, chief executive of {on.hospital}" in said(shown)
    seen = hidden(shown, "version")
    empty = client.post(page(one, "endorsement/"), {"way": "team", "because": " ", "version": seen})
    assert "Say why it should go to the regional talent team" in said(empty)
    client.post(page(one, "endorsement/"), {"way": "team", "because": "She is my referee.", "version": seen})
    assert "The regional talent team, for the reason that you gave." in said(client.get(page(one)))
    one.refresh_from_db()
    assert one.to_team_because == "She is my referee."
    seen = hidden(client.get(page(one, "endorsement/")), "version")
    client.post(page(one, "endorsement/"), {"way": "ask", "because": "She is my referee.", "version": seen})
    one.refresh_from_db()
    assert one.to_team_because == ""


def test_a_chief_executive_is_told_that_the_chair_is_asked():
    on = stage()
    client = signed_in(on.chief)
    one = begun(on, client)
    works(client, one, works_in="nhs", employer=on.hospital.code)
    assert f"Henry Chair, chair of {on.hospital}, is then asked" in said(client.get(page(one)))


def test_the_post_in_the_record_tells_who_is_a_chief_executive():
    on = stage()
    person = on.somebody()
    post = PostFactory(organisation=on.hospital, level="chief-executive")
    CandidateFactory(user=person, current_post=post)
    client = signed_in(person)
    one = begun(on, client)
    works(client, one, works_in="nhs", employer=on.hospital.code)
    assert "Henry Chair, chair of" in said(client.get(page(one)))


def test_two_windows_at_where_one_works_are_shown_both():
    on = stage()
    client = signed_in(on.somebody())
    one = begun(on, client)
    seen = hidden(client.get(page(one, "workplace/")), "version")
    client.post(page(one, "workplace/"), {"job_title": "Nurse", "version": seen})
    both = client.post(page(one, "workplace/"), {"job_title": "Matron", "version": seen})
    assert both.status_code == 409
    assert "Job title Matron Nurse" in said(both)


def test_sending_by_its_address_too_early_says_what_is_missing():
    on = stage()
    client = signed_in(on.somebody())
    one = begun(on, client)
    answer = client.post(page(one, "send/"))
    assert (answer.status_code, "It cannot be sent yet Fill in where you work" in said(answer)) == (409, True)


def test_sending_twice_sends_once():
    on = stage()
    person = on.somebody()
    one, client = own_draft(on, by=person), signed_in(person)
    client.post(page(one, "send/"))
    assert client.post(page(one, "send/")).status_code == 409
    assert one.steps.filter(to_state="awaiting-registration").count() == 1


def test_late_is_sent_with_a_reason_and_not_without():
    on = stage(opens=today() - dt.timedelta(days=30), closes=today() + dt.timedelta(days=1))
    person = on.somebody()
    one, client = own_draft(on, by=person), signed_in(person)
    type(on.round).objects.filter(pk=on.round.pk).update(closes=today() - dt.timedelta(days=1))
    assert "You can send it as a late nomination until" in said(client.get(page(one)))
    assert "Say why it is late" in said(client.post(page(one, "send/"), {"late_because": ""}))
    client.post(page(one, "send/"), {"late_because": "I was on leave."})
    one.refresh_from_db()
    assert (one.state, one.late_because) == (State.AWAITING_REGISTRATION, "I was on leave.")


def test_a_round_that_is_over_keeps_the_draft_and_says_so():
    on = stage(late_until=None)
    person = on.somebody()
    one, client = own_draft(on, by=person), signed_in(person)
    type(on.round).objects.filter(pk=on.round.pk).update(closes=today() - dt.timedelta(days=1))
    assert "Nominations closed on" in said(client.get(page(one)))
    answer = client.post(page(one, "send/"))
    assert (answer.status_code, "Nominations closed on" in said(answer)) == (409, True)


def test_a_draft_is_deleted_on_a_page_that_says_what_is_lost():
    on = stage()
    person = on.somebody()
    one, client = own_draft(on, by=person), signed_in(person)
    assert "Nobody is told: nobody knew of it" in said(client.get(page(one, "withdraw/")))
    assert "Your draft is deleted." in said(client.post(page(one, "withdraw/"), follow=True))
    assert client.get(page(one)).status_code == 404


def test_a_draft_of_ones_own_is_in_ones_list():
    on = stage()
    person = on.somebody()
    own_draft(on, by=person)
    assert "nominated by yourself Draft Finish it and send it." in said(signed_in(person).get("/nominations/"))


def test_one_that_is_not_endorsed_is_with_the_team_and_says_why():
    on = stage()
    one = registered(on, one=sent_own(on, by=on.somebody()))
    one = endorsing.refuse(one, words="Not this year.", by=on.chief)
    words = said(signed_in(one.candidate.user).get(page(one)))
    assert "It was not endorsed, so the regional talent team decides by" in words
    assert "Not this year." in words


@pytest.mark.parametrize("rest", ["workplace/", "endorsement/", "send/"])
def test_a_draft_of_ones_own_is_found_by_nobody_else_and_of_a_leaders_there_is_none(rest):
    on = stage()
    one = own_draft(on, by=on.somebody())
    for somebody in (on.somebody(), on.hr_director, on.chief, on.team, on.lead):
        assert signed_in(somebody).get(page(one, rest)).status_code == 404
        assert signed_in(somebody).post(page(one, rest)).status_code == 404
    person = on.somebody()
    asked = sent(on, nominee=person)
    assert signed_in(person).get(page(asked, rest)).status_code == 404
