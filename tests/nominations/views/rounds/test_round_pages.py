"""Rounds as the regional team makes, changes, publishes, moves, copies and cancels them."""

import datetime as dt

import pytest

from nominations.actions import rounds
from nominations.models import NominatorTraining, Round
from talentboard.access import Role
from talentboard.clock import today
from tests.factories import FrameworkFactory, PoolFactory, UserFactory
from tests.fixtures.clock import stands_at
from tests.fixtures.nominations import draft_round, published_round, sent, stage
from tests.fixtures.people import signed_in, somebody_with, with_role
from tests.nominations.pages import day, hidden, problems, said

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 12)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    stands_at(monkeypatch, DAY)


@pytest.fixture
def team():
    return with_role(Role.REGIONAL_TEAM, "east", name="Tessa Team")


@pytest.fixture
def window(team):
    return signed_in(team)


@pytest.fixture
def draft(team):
    return draft_round(by=team, title="Autumn")


def at(round: Round, more: str = "") -> str:
    return f"/east/rounds/{round.pk}/{more}"


def facts(pool, **changed):
    """What the form of a round sends."""
    return {
        "pool": pool.pk, "title": "Autumn 2026", "guidance": "For nurses.", "routes": ["leaders", "self"],
        "needs_cv": "on", **day("opens", DAY), **day("closes", DAY + dt.timedelta(days=30)), **changed,
    }  # fmt: skip


def test_a_round_is_made_changed_asked_for_and_published(window, team):
    pool, framework = PoolFactory(region_id="east"), FrameworkFactory()
    window.post("/east/rounds/new/", facts(pool, framework=framework.pk, cap="2"), follow=True)
    round = Round.objects.get()
    assert (round.title, round.cap, round.framework, round.needs_training) == ("Autumn 2026", 2, framework, False)
    assert "Leaders nominate in this round and are asked nothing yet." in said(window.get(at(round)))

    for of, words in (("nominator", "What have they led?"), ("nominee", "What would you bring?")):
        window.post(at(round, f"add/{of}/"), {"text": words, "word_limit": "200"})
    page = window.post(at(round, "add/criterion/"), {"text": "Two years in a senior post"}, follow=True)
    assert "This draft can be published." in said(page)

    assert "What can no longer be changed" in said(window.get(at(round, "publish/")))
    page = said(window.post(at(round, "publish/"), follow=True))
    assert "Autumn 2026 is published. Nominations are taken until Wednesday 11 November 2026, 17:00." in page
    assert "Move the dates" in page
    assert "Change the round" not in page


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        (day("closes", DAY - dt.timedelta(days=1)), "closes", "The last day must be the first day or later."),
        (day("late_until", DAY), "late_until", "Late nominations end after the last day of the round."),
        ({"routes": []}, "routes", "This field is required."),
        ({"title": "AUTUMN"}, "title", "This pool has a round of this title already."),
        ({"cap": "0"}, "cap", "Ensure this value is greater than or equal to 1."),
        ({"guidance": "long " * 1000}, "guidance", None),
    ],
)
def test_what_a_constraint_refuses_is_said_beside_its_field_and_nothing_is_kept(
    window, draft, changed, field, sentence
):
    page = window.post("/east/rounds/new/", facts(draft.pool) | changed)
    assert list(problems(page)) == [field]
    assert sentence in (None, *problems(page)[field])
    assert b"Nothing has been saved" in page.content
    assert Round.objects.get() == draft


def test_a_pool_of_another_region_cannot_be_chosen(window, draft):
    elsewhere = PoolFactory(region__slug="london")
    assert "pool" in problems(window.post("/east/rounds/new/", facts(elsewhere)))
    assert "pool" in problems(window.post(at(draft, "change/"), facts(elsewhere)))


def test_two_colleagues_who_change_a_round_see_both_versions_and_choose(window, draft, team):
    seen = hidden(window.get(at(draft, "change/")), "seen")
    window.post(at(draft, "change/"), facts(draft.pool, title="Mine first", seen=seen))

    page = window.post(at(draft, "change/"), facts(draft.pool, title="Mine second", seen=seen))
    assert page.status_code == 409
    assert "Name of the round Mine second Mine first" in said(page)
    draft.refresh_from_db()
    assert draft.title == "Mine first"

    window.post(at(draft, "change/"), facts(draft.pool, title="Mine second", seen=hidden(page, "seen")))
    draft.refresh_from_db()
    assert draft.title == "Mine second"


def test_two_colleagues_who_change_a_question_see_both(window, draft, team):
    question = draft.questions.get(asked_of="nominator")
    where = at(draft, f"asked/{question.pk}/")
    seen = hidden(window.get(where), "seen")
    rounds.put_question(draft, with_words(question, text="Theirs"), by=team)

    page = window.post(where, {"text": "Mine", "word_limit": "50", "seen": seen})
    assert page.status_code == 409
    assert "Question Mine Theirs" in said(page)


def with_words(question, **facts):
    for name, value in facts.items():
        setattr(question, name, value)
    return question


def test_questions_are_moved_up_and_removed_one_by_one(window, draft, team):
    for text in ("Second", "Third"):
        window.post(at(draft, "add/nominator/"), {"text": text, "word_limit": "100"})
    third = draft.questions.get(text="Third")
    window.post(at(draft, f"asked/{third.pk}/up/"))
    assert texts(draft) == ["What have they led?", "Third", "Second"]

    assert "Third" in said(window.get(at(draft, f"asked/{third.pk}/remove/")))
    for _click in range(2):
        assert window.post(at(draft, f"asked/{third.pk}/remove/")).status_code == 302
    assert texts(draft) == ["What have they led?", "Second"]


def texts(round):
    return list(round.questions.filter(asked_of="nominator").values_list("text", flat=True))


def test_a_question_that_somebody_removed_meanwhile_is_kept_again_at_the_end(window, draft, team):
    question = draft.questions.get(asked_of="nominator")
    window.post(at(draft, "add/nominator/"), {"text": "Second", "word_limit": "100"})
    mine = draft.questions.get(pk=question.pk)
    rounds.remove(draft, question, by=team)
    rounds.put_question(draft, mine, by=team)
    assert texts(draft) == ["Second", "What have they led?"]


def test_of_a_published_round_nothing_but_its_dates_is_changed(window, team):
    round = published_round(by=team)
    question = round.questions.first()
    for more in ("change/", "add/criterion/", f"asked/{question.pk}/", f"asked/{question.pk}/remove/"):
        page = window.get(at(round, more))
        assert page.status_code == 409
        assert "everybody in it is asked the same" in said(page)


def test_published_dates_are_moved_later_and_never_sooner(window, team):
    round = published_round(by=team)
    closes = round.closes
    page = window.post(at(round, "dates/"), day("closes", closes - dt.timedelta(days=1)))
    assert problems(page) == {
        "closes": [f"This round was published to close on {said_day(closes)}. It can close later, not sooner."]
    }
    later = closes + dt.timedelta(days=3)
    window.post(at(round, "dates/"), day("closes", later) | day("late_until", later + dt.timedelta(days=7)))
    round.refresh_from_db()
    assert round.closes == later


def said_day(day):
    return f"{day.day} {day:%B %Y}"


def test_a_round_is_cancelled_with_its_reason_while_nobody_is_asked(window):
    on = stage()
    assert "why" in problems(window.post(at(on.round, "cancel/"), {"why": " "}))
    page = said(window.post(at(on.round, "cancel/"), {"why": "Made twice"}, follow=True))
    assert "by Tessa Team: Made twice" in page

    busy = stage(title="Busy")
    sent(busy)
    page = window.post(at(busy.round, "cancel/"), {"why": "No"})
    assert "1 nomination of this round goes on." in said(page)
    busy.round.refresh_from_db()
    assert busy.round.state == "published"


def test_the_next_round_is_made_like_the_last_one(window, team):
    round = published_round(by=team, title="Autumn 2026")
    assert problems(window.post(at(round, "copy/"), {"title": "autumn 2026"})) == {
        "title": ["This pool has a round of this title already."]
    }
    page = window.post(at(round, "copy/"), {"title": "Autumn 2027"}, follow=True)
    assert "What have they led?" in said(page)
    copy = Round.objects.get(title="Autumn 2027")
    assert (copy.state, copy.opens) == ("draft", round.opens.replace(year=2027))


def test_a_framework_that_has_been_succeeded_is_not_published_with(team):
    framework = FrameworkFactory()
    round = draft_round(by=team, framework=framework)
    framework.move("succeed", by=None)
    page = signed_in(team).post(at(round, "publish/"))
    assert page.status_code == 409
    assert f"{framework} is not in use any more." in said(page)


def test_a_preview_shows_a_draft_as_it_will_be_asked(window, draft):
    page = said(window.get(at(draft, "preview/")))
    assert "What the person nominated answers What would you bring?" in page
    assert "You can enter up to 50 words" in page


def test_training_is_noted_by_the_exact_address_of_an_account(window):
    person = UserFactory(email="helen@example.nhs.uk", name="Helen Prior")
    sends = day("done_on", DAY)
    assert "email" in problems(window.post("/east/rounds/training/", {"email": "helen@example.nhs", **sends}))
    wrong = {"email": person.email, **day("done_on", DAY + dt.timedelta(days=1))}
    assert list(problems(window.post("/east/rounds/training/", wrong))) == ["done_on"]

    for _click in range(2):
        page = window.post("/east/rounds/training/", {"email": "Helen@Example.nhs.uk", **sends}, follow=True)
    assert "Noted: Helen Prior did the module on 12 October 2026." in said(page)
    assert NominatorTraining.objects.get().user == person


def test_the_list_of_a_region_costs_the_same_queries_with_one_round_and_with_thirty(
    window, draft, team, django_assert_max_num_queries
):
    window.get("/east/rounds/")
    costs = []
    for more in (0, 29):
        for number in range(more):
            draft_round(by=team, title=f"Round {number}")
        with django_assert_max_num_queries(8) as counted:
            assert said(window.get("/east/rounds/")).count("Draft") == more + 1
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_an_auditor_reads_rounds_and_changes_none(draft):
    window = signed_in(somebody_with(Role.AUDITOR))
    page = said(window.get(at(draft)))
    assert "What have they led?" in page
    assert "Add a question" not in page
    assert window.get(at(draft, "change/")).status_code == 403


def test_a_round_that_opens_on_a_later_day_says_so(window, team):
    round = published_round(by=team, opens=today() + dt.timedelta(days=3))
    assert "To come Nominations are taken from Thursday 15 October 2026 until" in said(window.get(at(round)))
