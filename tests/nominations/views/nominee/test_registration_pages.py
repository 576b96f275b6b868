"""Registering: the list of what is to do, each page of it, and everything sent."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nominations.actions import answering, endorsing, registering, withdrawing
from nominations.models import Nomination
from pools.models import Candidate
from talentboard.audit.models import AuditEvent
from talentboard.nhs.filters import say_weekday
from tests.factories import RegionFactory
from tests.fixtures.nominations import (
    WORDS,
    agreed,
    filled_in,
    in_state,
    judged,
    question,
    registered,
    sent_own,
    stage,
)
from tests.fixtures.people import signed_in
from tests.nominations.pages import hidden, said

pytestmark = pytest.mark.django_db
State = Nomination.State
BY_ITSELF = {"HTTP_X_BACKGROUND": "1", "HTTP_ACCEPT": "application/json"}
NASTY = "<script>alert(1)</script> 🎉 \u202eمريم"


def page(one: Nomination, rest: str = "") -> str:
    return f"/east/nominations/{one.pk}/yours/{rest}"


def nominee(one: Nomination) -> Client:
    return signed_in(one.candidate.user)


def answer_page(one: Nomination) -> str:
    return page(one, f"answers/{question(one.round, 'nominee').pk}/")


# The list


def test_the_list_says_what_is_to_do_and_by_when():
    on = stage()
    one = agreed(on)
    words = said(nominee(one).get(page(one)))
    for sentence in (
        f"Please register by {say_weekday(one.due)}.",
        "What would you bring? 0 of 50 words To do",
        "Your CV PDF or Word To do",
        "Where and how you would work Kept with your record, for this and later To do",
        "Reasonable adjustments Seen only by whoever organises your gateway Optional",
        "May you be found? Either answer is fine To do",
        "Check and register Answer 1 more question first",
        "0 of 4 done.",
        f"Carol Chief, chief executive of {on.hospital}, is then asked to endorse it.",
        "What Priya Director said about you",
    ):
        assert sentence in words, sentence


def test_what_is_done_is_said_to_be_done():
    on = stage()
    one = filled_in(agreed(on))
    answer = nominee(one).get(page(one))
    assert "4 of 4 done." in said(answer)
    assert page(one, "register/") in answer.content.decode()


def test_an_answer_that_is_too_long_is_kept_and_named():
    on = stage()
    one, text = agreed(on), "word " * 51
    client = nominee(one)
    shown = client.post(answer_page(one), {"text": text, "version": "0"}, follow=True)
    assert "has 1 word more than the 50 allowed" in said(shown)
    assert "51 of 50 words Too long" in said(client.get(page(one)))
    assert one.answers.get(question__asked_of="nominee").text == text


# One question a page


def test_an_answer_is_kept_and_leads_on():
    on = stage()
    one = agreed(on)
    client = nominee(one)
    shown = client.get(answer_page(one))
    assert "Question 1 of 1" in said(shown)
    assert "What would you bring? Up to 50 words." in said(shown)
    answer = client.post(answer_page(one), {"text": NASTY, "version": hidden(shown, "version")})
    assert (answer.status_code, answer.url) == (302, page(one))
    html = client.get(answer_page(one)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🎉" in html


def test_the_words_are_counted_by_the_page_too_for_who_runs_no_script():
    on = stage()
    one = filled_in(agreed(on))
    client = nominee(one)
    assert "13 of 50 words" in said(client.get(answer_page(one)))
    again = client.post(answer_page(one), {"text": "word " * 51, "version": "1"}, follow=True)
    assert "51 words: 1 more than the 50 allowed" in said(again)


def test_saving_by_itself_takes_few_queries_and_tells_the_version():
    on = stage()
    one = agreed(on)
    client, where = nominee(one), answer_page(one)
    client.post(where, {"text": "a", "version": "0"}, **BY_ITSELF)
    with CaptureQueriesContext(connection) as caught:
        answer = client.post(where, {"text": "a b", "version": "1"}, **BY_ITSELF)
    assert answer.json()["version"] == 2
    asked = [query["sql"] for query in caught if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) == 4, asked  # the session, the account, the nomination with its answer, the writing


def test_two_windows_are_shown_both_texts_and_either_is_kept():
    on = stage()
    one = agreed(on)
    client = nominee(one)
    client.post(answer_page(one), {"text": "From one window", "version": "0"})
    behind = {"text": "From the other", "version": "0"}
    assert client.post(answer_page(one), behind, **BY_ITSELF).status_code == 409
    both = client.post(answer_page(one), behind)
    assert both.status_code == 409
    assert "From the other From one window" in said(both)
    together = client.post(
        answer_page(one), {"text": "From one window\n\nFrom the other", "together": "1", "version": "1"}
    )
    assert "From one window\n\nFrom the other" in together.content.decode()
    client.post(answer_page(one), {"text": "From the other", "version": hidden(both, "version")})
    assert one.answers.get(question__asked_of="nominee").text == "From the other"


def test_what_was_typed_without_a_session_is_there_after_signing_in():
    on = stage()
    one = agreed(on)
    person, client = one.candidate.user, Client()
    client.post(answer_page(one), {"text": "Typed in vain?", "version": "0", "account": str(person.pk)})
    kept = client.session["typed_before_signing_in"]
    client.force_login(person)
    session = client.session
    session["typed_before_signing_in"] = kept
    session.save()
    assert "Typed in vain?" in client.get(answer_page(one)).content.decode()


def test_once_registered_nothing_typed_is_lost_and_nothing_is_changed():
    on = stage()
    one = registered(on)
    client = nominee(one)
    for rest in (answer_page(one), page(one, "adjustments/")):
        answer = client.post(rest, {"text": "Too late", "version": "1"})
        assert answer.status_code == 409
        assert "You registered on" in said(answer)
        assert "Too late" in answer.content.decode()
    for rest in ("cv/", "found/", "preferences/", "register/", "adjustments/"):
        assert client.get(page(one, rest)).status_code == 409


# Preferences, adjustments, consent to be found


def test_where_somebody_would_work_is_kept_in_their_record():
    on = stage()
    RegionFactory(slug="london")
    one = agreed(on)
    client = nominee(one)
    seen = hidden(client.get(page(one, "preferences/")), "version")
    chosen = {"mobility": ["east", "london"], "working_pattern": "part-time", "aspirations": NASTY, "version": seen}
    assert client.post(page(one, "preferences/"), chosen).status_code == 302
    kept = Candidate.objects.get(pk=one.candidate_id)
    assert {region.slug for region in kept.mobility.all()} == {"east", "london"}
    assert (kept.working_pattern, kept.aspirations, kept.accepts_challenged) == ("part-time", NASTY, False)
    assert AuditEvent.objects.get(kind="profile-changed").changed == ["aspirations", "mobility", "working_pattern"]
    assert "<script>alert" not in client.get(page(one, "preferences/")).content.decode()


def test_two_windows_of_preferences_are_shown_both():
    on = stage()
    one = agreed(on)
    client = nominee(one)
    seen = hidden(client.get(page(one, "preferences/")), "version")
    client.post(page(one, "preferences/"), {"mobility": ["east"], "aspirations": "Lead", "version": seen})
    both = client.post(page(one, "preferences/"), {"aspirations": "Teach", "version": seen})
    assert both.status_code == 409
    assert "In which regions would you take a post? None East" in said(both)
    client.post(page(one, "preferences/"), {"aspirations": "Teach", "version": hidden(both, "version")})
    assert Candidate.objects.get(pk=one.candidate_id).aspirations == "Teach"


def test_a_choice_that_is_not_offered_is_refused():
    on = stage()
    one = agreed(on)
    seen = hidden(nominee(one).get(page(one, "preferences/")), "version")
    answer = nominee(one).post(page(one, "preferences/"), {"mobility": ["mars"], "version": seen})
    assert "“mars” is not one of the choices" in said(answer)


def test_adjustments_say_who_sees_them_and_are_kept():
    on = stage()
    one = agreed(on)
    client = nominee(one)
    assert "Only whoever organises your gateway" in said(client.get(page(one, "adjustments/")))
    client.post(page(one, "adjustments/"), {"text": "A room without steps", "version": "1"})
    one.registration.refresh_from_db()
    assert one.registration.adjustments == "A room without steps"
    assert "4,001" in said(client.post(page(one, "adjustments/"), {"text": "x" * 4001, "version": "2"}))


@pytest.mark.parametrize(("chosen", "kept"), [("yes", True), ("no", False)])
def test_either_answer_about_being_found_is_fine(chosen, kept):
    on = stage()
    one = agreed(on)
    client = nominee(one)
    assert "Choose whether you may be found. Either answer is fine" in said(client.post(page(one, "found/")))
    client.post(page(one, "found/"), {"found": chosen})
    one.registration.refresh_from_db()
    assert one.registration.found is kept
    assert not one.candidate.find_consents.exists()  # it holds from when they have registered


# Registering, and afterwards


def test_registering_shows_everything_and_sends_it_once():
    on = stage()
    one = filled_in(agreed(on))
    client = nominee(one)
    words = said(client.get(page(one, "register/")))
    for sentence in (WORDS, "cv.pdf", "East", "is then asked to endorse it"):
        assert sentence in words, sentence
    assert "You have registered." in said(client.post(page(one, "register/"), follow=True))
    assert client.post(page(one, "register/")).status_code == 409
    assert one.steps.filter(to_state="awaiting-endorsement").count() == 1


def test_registering_by_its_address_too_early_says_what_is_missing():
    on = stage()
    one = agreed(on)
    client = nominee(one)
    for answer in (client.get(page(one, "register/")), client.post(page(one, "register/"))):
        assert "You cannot register yet Answer 1 more question first" in said(answer)
    one.refresh_from_db()
    assert one.state == State.AWAITING_REGISTRATION


def test_the_registered_page_has_everything_as_sent_and_what_comes_next():
    on = stage()
    one = agreed(on)
    registering.say_adjustments(one, text="A ramp", version=1, by=one.candidate.user)
    one = registered(on, one=one)
    words = said(nominee(one).get(page(one)))
    for sentence in (
        f"Carol Chief, chief executive of {on.hospital}, is asked to endorse it by {say_weekday(one.due)}.",
        WORDS,
        "cv.pdf",
        "A ramp",
        "May you be found? Yes",
        "What Priya Director said",
        "Withdraw from this nomination",
    ):
        assert sentence in words, sentence


def test_the_nominee_reads_every_word_of_those_who_endorsed_or_not():
    on = stage()
    one = endorsing.endorse(registered(on), words="She leads well.", by=on.chief)
    assert "Endorsed: Carol Chief" in said(nominee(one).get(page(one)))
    one = in_state(on, State.NOT_ENDORSED)
    words = said(nominee(one).get(page(one)))
    assert "Too early." in words
    assert "You can nominate yourself" in words


def test_whoever_is_not_eligible_is_told_which_criterion_and_what_else_is_open():
    on = stage()
    one = in_state(on, State.INELIGIBLE)
    words = said(nominee(one).get(page(one)))
    assert "Two years in a senior post One year only." in words
    assert "Works for the NHS or social care" not in words
    assert "any round that is open" in words


@pytest.mark.parametrize("state", [state for state in State if state not in {"draft", "declined", "consent-lapsed"}])
def test_the_page_and_the_list_open_in_every_state_in_few_queries(state):
    on = stage()
    person = on.somebody()
    one = in_state(on, state, nominee=person)
    client = signed_in(person)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page(one)).status_code == 200
    assert len(caught) <= 20
    words = said(client.get("/nominations/"))
    assert f"{on.round.pool} East, Autumn, nominated by Priya Director" in words


def test_the_list_costs_the_same_with_one_and_with_many():
    on = stage()
    person = on.somebody()
    counts = []
    for _more in range(2):
        for state in (State.AWAITING_ENDORSEMENT, State.WITHDRAWN)[: 1 + len(counts)]:
            in_state(stage(title=f"Round {len(counts)} {state}"), state, nominee=person)
        client = signed_in(person)
        with CaptureQueriesContext(connection) as caught:
            client.get("/nominations/")
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 11


def test_an_empty_list_is_a_sentence_and_a_way_on():
    assert "Nobody has nominated you" in said(signed_in(stage().somebody()).get("/nominations/"))


# Withdrawing


@pytest.mark.parametrize("state", ["awaiting-registration", "awaiting-endorsement", "eligibility-check", "accepted"])
def test_the_nominee_withdraws_on_a_page_that_says_what_is_lost(state):
    on = stage()
    one = in_state(on, state)
    client = nominee(one)
    words = said(client.get(page(one, "withdraw/")))
    assert "Priya Director is told only that it has ended" in words
    assert f"You withdrew from {on.round.pool}." in said(client.post(page(one, "withdraw/"), follow=True))
    assert client.post(page(one, "withdraw/")).status_code == 409
    assert one.steps.filter(to_state="withdrawn").count() == 1


def test_one_that_is_not_answered_yet_is_declined_not_withdrawn():
    on = stage()
    person = on.somebody()
    one = in_state(on, "awaiting-consent", nominee=person)
    answer = signed_in(person).get(page(one, "withdraw/"))
    assert (answer.status_code, answer.url) == (302, page(one))


# Who else


def test_a_nominees_pages_are_found_by_nobody_who_has_to_do_with_the_nomination():
    on = stage()
    one = judged(on, endorsing.endorse(registered(on), words="", by=on.chief))
    person = one.candidate.user
    others = [on.hr_director, on.chief, on.chair, on.lead, on.team, on.somebody(), agreed(on).candidate.user]
    pages = [page(one, rest) for rest in ("", "cv/", "cv/file/", "register/", "preferences/", "adjustments/", "found/")]
    for somebody in others:
        client = signed_in(somebody)
        assert {address: client.get(address).status_code for address in pages} == dict.fromkeys(pages, 404), somebody
    assert signed_in(person).get(page(one).replace("/east/", "/london/")).status_code == 404


def test_each_word_typed_is_written_by_its_nominee_alone():
    on = stage()
    one = agreed(on)
    for somebody in (on.hr_director, on.team, on.somebody()):
        client = signed_in(somebody)
        assert client.post(answer_page(one), {"text": "x", "version": "0"}, **BY_ITSELF).status_code == 404
        assert client.post(page(one, "register/")).status_code == 404
        assert client.post(page(one, "cv/remove/")).status_code == 404
    assert not one.answers.filter(question__asked_of="nominee").exists()


def test_a_withdrawn_nomination_stays_its_nominees_to_read():
    on = stage()
    one = registered(on, one=sent_own(on, by=on.somebody()))
    one = withdrawing.withdraw(one, by=one.candidate.user)
    assert "Withdrawn" in said(nominee(one).get(page(one)))
    assert answering.Answer.objects.filter(nomination=one).exists()
