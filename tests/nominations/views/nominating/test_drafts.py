"""Drafts of nominations: begun, written page by page as typed, and listed side by side."""

import datetime as dt

import pytest

from nominations.actions import answering, drafting, rounds, sending
from nominations.models import Answer, Nomination
from talentboard.access import Role
from talentboard.clock import today
from tests.factories import OrganisationFactory
from tests.fixtures.clock import stands_at
from tests.fixtures.nominations import WORDS, draft, own_draft, published_round, question, sent, stage
from tests.fixtures.people import signed_in, somebody_with, with_role
from tests.nominations.pages import hidden, problems, said

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 12)
RTL = "פרופ׳ מרים בן־דוד"
HTML = "<script>alert(1)</script><b>Bold</b>"
WORD_S = "“Led” the trust’s £3.5m plan…\x0b\ufeff – and\xa0kept\u2028it •\tgoing\x00"


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    stands_at(monkeypatch, DAY)


@pytest.fixture
def on():
    return stage(title="Autumn 2026")


@pytest.fixture
def leader(on):
    return signed_in(on.hr_director)


def at(one, more=""):
    return f"/east/nominations/{one.pk}/draft/{more}"


def later(monkeypatch, on, *, days):
    """So many days later the leader has signed in again."""
    stands_at(monkeypatch, DAY + dt.timedelta(days=days))
    return signed_in(on.hr_director)


def fresh(one):
    return Nomination.objects.get(pk=one.pk)


def person(one, **changed):
    """What the form about the person sends."""
    return {
        "version": one.version, "name": "Amara Nwosu", "email": "amara@example.nhs.uk", "employer_outside": "",
        "job_title": "Deputy chief nurse", "works_in": "nhs", "employer": "", **changed,
    }  # fmt: skip


def test_a_leader_begins_a_draft_and_two_clicks_begin_one(on, leader):
    where = f"/east/rounds/{on.round.pk}/nominate/"
    assert "What have they led? Up to 50 words" in said(leader.get(where))
    first, second = (leader.post(where)["Location"] for _click in range(2))
    assert first == second == at(Nomination.objects.get())


def test_a_second_draft_is_begun_beside_one_that_has_been_written_in(on, leader):
    draft(on)
    assert leader.post(f"/east/rounds/{on.round.pk}/nominate/").status_code == 302
    assert Nomination.objects.count() == 2


def test_nobody_begins_in_a_round_that_is_closed_or_of_another_region(on, leader, monkeypatch):
    assert leader.post(f"/london/rounds/{on.round.pk}/nominate/").status_code == 404
    elsewhere = signed_in(with_role(Role.HR_DIRECTOR, OrganisationFactory(placed="london")))
    assert elsewhere.get(f"/east/rounds/{on.round.pk}/nominate/").status_code == 403
    leader = later(monkeypatch, on, days=36)
    assert "and late ones on 16 November 2026" in said(leader.get(f"/east/rounds/{on.round.pk}/nominate/"))
    assert leader.post(f"/east/rounds/{on.round.pk}/nominate/").status_code == 409
    assert not Nomination.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_leaders_of_the_region_begin_nominations_and_nobody_else(on, role):
    somebody = signed_in(somebody_with(role))
    leads = {Role.REGIONAL_LEAD, Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE, Role.CHAIR}
    where = f"/east/rounds/{on.round.pk}/nominate/"
    answers = (200, 302) if role in leads else (403, 403)
    assert (somebody.get(where).status_code, somebody.post(where).status_code) == answers


def test_the_list_says_what_is_to_do_until_when_and_how_many_words_are_written(on, leader):
    one = drafting.begin(on.round, by=on.hr_director)
    page = said(leader.get(at(one)))
    assert "Nominate somebody" in page
    assert "You can leave and come back until Monday 9 November 2026, 17:00." in page
    assert "0 of 3 done" in page
    assert "Do 3 more things first" in page

    answering.write_answer(
        one, question(on.round, "nominator"), text=" ".join(["word"] * 12), version=0, by=on.hr_director
    )
    page = said(leader.get(at(one)))
    assert "12 of 50 words Completed" in page
    assert "1 of 3 done" in page


def test_an_answer_that_is_too_long_is_kept_and_not_done(on, leader):
    one = draft(on)
    asked = question(on.round, "nominator")
    text = " ".join(["word"] * 10_000)
    page = leader.post(at(one, f"statement/{asked.pk}/"), {"text": text, "version": 1}, follow=True)
    assert "has 9,950 words more than the 50 allowed." in said(page)
    assert Answer.objects.get().text == text
    page = said(leader.get(at(one)))
    assert "10,000 of 50 words: 9,950 too many In progress" in page
    assert "Answer 1 more question first" in page


def test_who_is_nominated_is_kept_as_typed_by_the_organisations_code_or_its_name(on, leader):
    one = drafting.begin(on.round, by=on.hr_director)
    where, code = at(one, "person/"), on.hospital.code
    for typed in (code.lower(), on.hospital.name.upper(), f"{on.hospital.name} ({code})"):
        one = fresh(one)
        assert leader.post(where, person(one, employer=typed))["Location"] == at(one, "readiness/")
        assert fresh(one).employer == on.hospital
    one = fresh(one)
    assert (one.nominee_name, one.nominee_email, one.nominee_job_title) == (
        "Amara Nwosu", "amara@example.nhs.uk", "Deputy chief nurse",
    )  # fmt: skip
    leader.post(where, person(one, works_in="outside", employer="nonsense", employer_outside="A council"))
    assert (fresh(one).employer, fresh(one).employer_outside) == (None, "A council")


def test_a_name_that_several_organisations_could_have_is_asked_about(on, leader):
    for code in ("RAB", "RAC"):
        OrganisationFactory(code=code, name=f"Two Rivers {code} Trust")
    one = drafting.begin(on.round, by=on.hr_director)
    page = leader.post(at(one, "person/"), person(one, employer="two rivers"))
    assert problems(page) == {
        "employer": [
            "“two rivers” could be Two Rivers RAB Trust (RAB) or Two Rivers RAC Trust (RAC). "
            "Enter the one that you mean"
        ]
    }
    assert fresh(one).nominee_name == ""
    assert b'value="Amara Nwosu"' in page.content
    assert "No organisation is called “Nowhere”" in said(
        leader.post(at(one, "person/"), person(one, employer="Nowhere"))
    )


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": "n" * 151}, "name", "Full name must be 150 characters or fewer; it has 151"),
        ({"email": "e" * 255}, "email", "Work e-mail address must be 254 characters or fewer; it has 255"),
        ({"job_title": "j" * 151}, "job_title", "Job title must be 150 characters or fewer; it has 151"),
        ({"employer": "e" * 201}, "employer", "Organisation must be 200 characters or fewer; it has 201"),
    ],
)
def test_what_is_too_long_is_said_and_stays_on_the_page(on, leader, changed, field, sentence):
    one = drafting.begin(on.round, by=on.hr_director)
    page = leader.post(at(one, "person/"), person(one, employer=on.hospital.code) | changed)
    assert sentence in said(page)
    assert changed[field].encode() in page.content
    assert fresh(one).version == 1


def test_ones_own_address_and_a_closed_organisation_are_refused_beside_their_fields(on, leader):
    one = drafting.begin(on.round, by=on.hr_director)
    closed = OrganisationFactory(code="RGONE", name="Gone Trust", until=dt.date(2026, 4, 1))
    page = leader.post(at(one, "person/"), person(one, email=on.hr_director.email.upper(), employer=closed.code))
    assert problems(page) == {
        "email": ["That is your own address. To put yourself forward, nominate yourself."],
        "employer": ["Gone Trust closed on 31 March 2026. Choose where the person works now."],
    }
    assert fresh(one).version == 1


def test_something_that_is_no_address_is_kept_said_and_never_sent(on, leader):
    one = draft(on)
    page = leader.post(
        at(one, "person/"), person(fresh(one), email="amara at nhs", employer=on.hospital.code), follow=True
    )
    assert "Enter an e-mail address in the usual form, like name@nhs.net." in said(page)
    assert fresh(one).nominee_email == "amara at nhs"
    page = leader.post(at(one, "send/"))
    assert page.status_code == 409
    assert fresh(one).state == "draft"


def test_html_emoji_right_to_left_and_pasted_word_text_are_shown_as_they_were_typed(on, leader):
    one = drafting.begin(on.round, by=on.hr_director)
    name = f"{RTL} 👩‍⚕️ {HTML}"
    leader.post(at(one, "person/"), person(one, name=name, job_title=HTML, works_in="outside", employer_outside=HTML))
    one = fresh(one)
    leader.post(at(one, "readiness/"), {"version": one.version, "needs": f"{WORD_S}{HTML}"})
    asked = question(on.round, "nominator")
    leader.post(at(one, f"statement/{asked.pk}/"), {"version": 0, "text": f"{WORD_S}{HTML}"})
    assert (fresh(one).nominee_name, fresh(one).employer_outside) == (name, HTML)
    for more in ("", "person/", "readiness/", f"statement/{asked.pk}/", "send/", "discard/"):
        page = leader.get(at(one, more)).content.decode()
        assert "<script>alert" not in page
        assert "<b>Bold" not in page
    assert "👩‍⚕️" in page
    assert Answer.objects.get().text == f"{WORD_S}{HTML}".replace("\x00", "")


def test_the_view_of_readiness_is_kept_as_typed_and_too_much_of_it_is_said(on, leader):
    one = draft(on)
    page = leader.post(
        at(one, "readiness/"), {"version": one.version, "band": "ready-now", "needs": "n" * 4001}, follow=True
    )
    assert "has 1 character more than the 4,000 allowed." in said(page)
    assert len(fresh(one).development_needs) == 4001
    assert "In progress" in said(leader.get(at(one)))
    assert leader.post(at(one, "send/")).status_code == 409


def test_two_windows_see_both_versions_of_the_person_and_lose_neither(on, leader):
    one = draft(on)
    mine = person(one, name="Mine", employer=on.hospital.code)
    leader.post(at(one, "person/"), mine | {"name": "Theirs"})
    page = leader.post(at(one, "person/"), mine)
    assert page.status_code == 409
    assert "Full name Mine Theirs" in said(page)
    assert fresh(one).nominee_name == "Theirs"
    leader.post(at(one, "person/"), mine | {"version": hidden(page, "version")})
    assert fresh(one).nominee_name == "Mine"


def test_two_windows_may_put_their_answers_together(on, leader):
    one, asked = draft(on), question(on.round, "nominator")
    where = at(one, f"statement/{asked.pk}/")
    leader.post(where, {"text": "The other window’s words.", "version": 1})
    page = leader.post(where, {"text": "My words.", "version": 1})
    assert page.status_code == 409
    assert "My words. The other window’s words." in said(page)
    version = hidden(page, "version")
    both = "The other window’s words.\n\nMy words."
    page = leader.post(where, {"text": both, "version": version, "together": "1"})
    assert both.split("\n")[0] in page.content.decode()
    assert Answer.objects.get().text == "The other window’s words."
    leader.post(where, {"text": both, "version": version})
    assert Answer.objects.get().text == both


def test_saving_by_itself_takes_four_queries_and_answers_with_little(on, leader, django_assert_max_num_queries):
    one, asked = draft(on), question(on.round, "nominator")
    where = at(one, f"statement/{asked.pk}/")
    leader.get(where)
    for version in (1, 2):
        with django_assert_max_num_queries(6) as counted:
            answer = leader.post(where, {"text": f"Word {version}", "version": version}, headers={"X-Background": "1"})
    assert answer.json() == {"version": 3, "saved": "Saved 13:00."}
    assert len([query for query in counted if "SAVEPOINT" not in query["sql"]]) == 4  # the session and account are two


def test_a_window_that_saves_itself_over_another_is_told_of_two(on, leader):
    one, asked = draft(on), question(on.round, "nominator")
    where = at(one, f"statement/{asked.pk}/")
    answer = leader.post(where, {"text": "Mine", "version": 0}, headers={"X-Background": "1"})
    assert answer.status_code == 409
    assert "Press “Save and continue” to see both and choose." in answer.json()["then"]
    assert Answer.objects.get().text == WORDS


def test_nobody_else_opens_or_writes_a_draft(on, leader):
    one, asked = draft(on), question(on.round, "nominator")
    others = [on.team, on.lead, on.chief, on.people[0], with_role(Role.HR_DIRECTOR, on.hospital)]
    for somebody in map(signed_in, others):
        for more in ("", "person/", "readiness/", f"statement/{asked.pk}/", "send/", "discard/"):
            assert somebody.get(at(one, more)).status_code == 404, (somebody, more)
            assert somebody.post(at(one, more), {"text": "x", "version": 1}).status_code in {404, 405}
    assert Answer.objects.get().text == WORDS
    assert leader.get(at(one).replace("east", "london")).status_code == 404


def test_ones_own_nomination_is_not_written_on_these_pages(on):
    somebody = on.somebody()
    one = own_draft(on, by=somebody)
    assert signed_in(somebody).get(at(one)).status_code == 404


def test_drafts_stand_side_by_side_with_what_was_sent(on, leader):
    amara, tom = on.somebody(name="Amara Nwosu"), on.somebody(name="Tom Adeyemi")
    draft(on, nominee=amara)
    other = draft(on, nominee=tom)
    sent(on, nominee=on.somebody(name="Sam Okafor"))
    page = said(leader.get("/nominations/"))
    assert "Amara Nwosu" in page
    assert "Send it by Monday 9 November 2026, 17:00." in page
    assert "Sam Okafor is asked, and answers by Monday 9 November 2026." in page
    assert "Your other drafts Amara Nwosu" in said(leader.get(at(other)))


def test_a_draft_that_is_deleted_says_what_is_lost_and_leaves_nothing(on, leader):
    one = draft(on, nominee=on.somebody(name="Amara Nwosu"))
    assert "What have they led?: 13 words" in said(leader.get(at(one, "discard/")))
    for _click in range(2):
        page = leader.post(at(one, "discard/"), follow=True)
    assert "Amara" not in said(leader.get("/nominations/"))
    assert not Answer.objects.exists()
    assert leader.get(at(one)).status_code == 404
    assert page.status_code == 404


def test_what_is_open_while_the_round_closes_is_kept_and_the_late_route_is_offered(on, leader, monkeypatch):
    one, asked = draft(on), question(on.round, "nominator")
    leader = later(monkeypatch, on, days=29)
    leader.post(at(one, f"statement/{asked.pk}/"), {"text": "After the hour.", "version": 1})
    assert Answer.objects.get().text == "After the hour."
    for more in ("", "person/", f"statement/{asked.pk}/", "send/"):
        assert (
            "The round closed on Monday 9 November 2026 at 17:00. What you wrote is kept. You can send it as a late "
            "nomination until Monday 16 November 2026, 17:00, with a reason." in said(leader.get(at(one, more)))
        ), more
    leader = later(monkeypatch, on, days=36)
    assert "What you wrote is kept, and cannot be sent." in said(leader.get(at(one)))


def test_a_draft_in_a_round_that_is_cancelled_can_be_read_and_not_sent(on, leader):
    one = draft(on)
    rounds.cancel(on.round, why="Made twice", by=on.team)
    assert "This round has been cancelled" in said(leader.get(at(one)))
    assert leader.post(at(one, "send/")).status_code == 409


def test_the_lists_cost_the_same_queries_with_one_and_with_twelve(on, leader, django_assert_max_num_queries):
    costs = []
    for more in (1, 11):
        for _each in range(more):
            one = draft(on)
            sending.send(draft(on), by=on.hr_director)
        leader.get("/nominations/")
        counts = []
        for where in ("/nominations/", at(one)):
            with django_assert_max_num_queries(20) as counted:
                leader.get(where)
            counts.append(len(counted))
        costs.append(counts)
    assert costs[0] == costs[1]


def test_whoever_has_no_role_finds_their_nominations_in_the_navigation(on):
    page = signed_in(on.somebody()).get("/nominations/").content.decode()
    assert 'href="/nominations/" aria-current="page">Your nominations</a>' in page


def test_one_page_leads_on_to_the_next_and_the_last_one_back_to_the_list(on, leader):
    alone = published_round(by=on.team, title="Of one question", opens=today())
    one = drafting.begin(alone, by=on.hr_director)
    first = question(alone, "nominator")
    assert leader.post(at(one, "readiness/"), {"version": 1})["Location"] == at(one, f"statement/{first.pk}/")
    assert leader.post(at(one, f"statement/{first.pk}/"), {"version": 0, "text": "Well."})["Location"] == at(one)
