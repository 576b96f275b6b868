"""What nominations say in people's files: each person's own, and of others no more than their pages show."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from nominations.actions import answering, consenting, deciding, drafting, endorsing, registering, sending
from nominations.cv_files import checked
from nominations.models import Nomination, NominatorTraining
from nominations.person_file import part_of
from pools.actions.own_records import look_after
from talentboard.accounts.operator import operator
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.nhs.words import long_day
from talentboard.notifications.models import Notification
from talentboard.person_file import Part, Rows
from talentboard.retention.actions import hold
from tests.factories import UserFactory
from tests.fixtures.nominations import (
    Stage,
    a_pdf,
    agreed,
    declined,
    draft,
    endorsed,
    filled_in,
    in_state,
    judged,
    own_draft,
    question,
    registered,
    sent,
    sent_own,
    stage,
)
from tests.fixtures.people import signed_in

pytestmark = pytest.mark.django_db
State = Nomination.State


def part(person, *, whole: bool = True) -> Part:
    found = part_of(person, whole)
    assert found is not None
    return found


def rows(person, key: str) -> Rows | None:
    return next((one for one in part(person).rows if one.key == key), None)


def texts(person, key: str) -> list[str]:
    return [one["text"] for one in rows(person, key).data]


def file_of(person) -> str:
    return signed_in(person).get("/me/everything.json").content.decode()


def test_of_somebody_without_a_nomination_nothing_is_held():
    assert part_of(UserFactory(), True) is None


def test_a_draft_is_not_in_the_file_of_whom_it_is_about():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    draft(on, nominee=sam)
    assert part_of(sam, True) is None
    assert [one["stands"] for one in rows(on.hr_director, "nominations_you_made").data] == ["Draft"]


def test_whoever_is_asked_reads_every_word_said_of_them_and_by_when_it_is_gone():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    one = sent(on, nominee=sam)
    assert [(words["key"], words["text"]) for words in rows(sam, "said_of_you").data][1:] == [
        ("answer", "Led the merger of two finance teams, and both hospitals kept their staff."),
        ("readiness_view", one.readiness_view.label),
        ("development_needs", "Board exposure."),
    ]
    assert "Deputy director of finance" in texts(sam, "said_of_you")[0]
    (line,) = part(sam).standing
    assert line.label == "Awaiting your answer"
    assert line.deleted == f"At once if you decline, or do not answer by {long_day(one.due)}"
    assert line.url == f"/east/nominations/{one.pk}/yours/"
    assert part(sam).now[0].sentence.startswith("Nomination for ")
    assert list(part(sam).looked) == []  # nobody but its nominator can have seen it


def test_of_one_that_was_declined_nothing_is_in_the_file_of_its_nominee_and_a_name_in_its_nominators():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    declined(on, nominee=sam)
    assert part_of(sam, True) is None
    (made,) = rows(on.hr_director, "nominations_you_made").data
    assert (made["of"], made["stands"]) == ("Sam Okafor", "Declined")
    assert made["deleted"].startswith("the name on ")
    assert rows(on.hr_director, "what_you_said_of_others") is None


def test_the_whole_way_is_in_the_nominees_file():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    one = agreed(on, nominee=sam)
    registering.say_adjustments(one, text="A room without stairs.", version=1, by=sam)
    registered(on, one=one)
    endorsing.endorse(one, words="She leads well.", by=on.chief)
    deciding.find_not_eligible(judged(on, one, last="not-met"), by=on.team)

    assert "A room without stairs." in texts(sam, "you_said")
    (asked,) = rows(sam, "endorsements").data
    assert (asked["who"], asked["words"]) == ("Carol Chief, chief executive", "She leads well.")
    assert [(found["result"], found["why"], found["by"]) for found in rows(sam, "eligibility").data] == [
        ("met", "", "Tessa Team"),
        ("not-met", "One year only.", "Tessa Team"),
    ]
    assert [step["to"] for step in rows(sam, "steps").data] == [
        "ineligible", "eligibility-check", "awaiting-endorsement", "awaiting-registration", "awaiting-consent", "draft",
    ]  # fmt: skip
    (cv,) = rows(sam, "cvs").data
    assert (cv["name"], cv["kind"]) == ("cv.pdf", "pdf")
    (line,) = part(sam).standing
    assert line.deleted == long_day(dt.date(today().year + 1, today().month, today().day))
    assert part(sam).now == []


def test_a_legal_hold_is_told_to_the_person_and_not_to_their_nominator():
    on = stage()
    one = in_state(on, State.NOT_ENDORSED, nominee=on.somebody(name="Sam Okafor"))
    hold(one.candidate, why="Case 12", by=operator())
    assert part(one.candidate.user).standing[0].deleted == "Kept until a legal hold is lifted"
    (made,) = rows(on.hr_director, "nominations_you_made").data
    assert "hold" not in made["deleted"]


def test_a_nominator_has_their_own_words_and_never_those_of_the_nominee_or_of_others():
    on = stage()
    one = endorsed(on, nominee=on.somebody(name="Sam Okafor"))
    found = part(on.hr_director)
    assert {one.key for one in found.rows} == {"nominations_you_made", "what_you_said_of_others"}
    assert [words["key"] for words in rows(on.hr_director, "what_you_said_of_others").data] == [
        "answer", "readiness_view", "development_needs",
    ]  # fmt: skip
    assert "She leads well." not in file_of(on.hr_director)
    assert one.candidate.email not in file_of(on.hr_director)
    assert list(found.standing) == []
    assert list(found.looked) == []


def test_who_took_a_nomination_back_is_not_told_to_its_nominator():
    on = stage()
    in_state(on, State.WITHDRAWN)
    assert [one["stands"] for one in rows(on.hr_director, "nominations_you_made").data] == ["Ended"]
    assert "withdrawn" not in str(rows(on.hr_director, "nominations_you_made")).lower()


def test_an_endorser_has_what_they_were_asked_and_answered():
    on = stage()
    endorsed(on, nominee=on.somebody(name="Sam Okafor"))
    waits = registered(on, nominee=on.somebody(name="Lena Beck"))
    asked = rows(on.chief, "asked_to_endorse")
    assert [(one["of"], one["answer"], one["words"]) for one in asked.data] == [
        ("Lena Beck", "", ""),
        ("Sam Okafor", "endorsed", "She leads well."),
    ]
    (now,) = part(on.chief).now
    assert now.links == [("Read it", f"/east/nominations/{waits.pk}/endorse/")]
    assert "Led the merger" not in file_of(on.chief)


def test_ones_own_draft_and_what_was_given_up():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    one = own_draft(on, by=sam, because="My chief executive leaves.")
    assert texts(sam, "you_said") == ["My chief executive leaves."]
    drafting.discard(one, by=sam)
    assert [each.key for each in part(sam).rows] == ["drafts_given_up"]


def test_a_record_without_an_account_belongs_to_the_account_with_its_address():
    """As it is for the record itself, which stands in the same file."""
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    one = agreed(on, nominee=sam)
    candidate = one.candidate
    candidate.user = None
    candidate.save()
    assert [line.url for line in part(sam).standing] == [""]
    look_after(sam, name=sam.name, job_title="", employer=None, employer_outside="", region=on.region)
    assert [bool(line.url) for line in part(sam).standing] == [True]


def test_what_is_held_of_a_nominator_and_of_a_colleague():
    on = stage()
    NominatorTraining.objects.create(user=on.team, done_on=dt.date(2026, 3, 2))
    deciding.assign(agreed(on), on.team, by=on.lead)
    facts = {one.key: one.value for one in part(on.team).facts}
    assert facts == {"conscious_decision_making": "Done on 2 March 2026", "assigned": "1"}


def test_mails_to_an_address_without_an_account_are_in_the_file_of_whoever_makes_one():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    one = sent(on, nominee=sam)
    Notification.objects.filter(kind="nomination-asked").update(to=None, address="sam@nhs.net")
    assert [mail["kind"] for mail in rows(sam, "mails_before_your_account").data] == ["nomination-asked"]
    consenting.accept(one, by=sam)
    assert [mail["kind"] for mail in rows(sam, "mails_before_your_account").data] == ["nomination-asked"]
    assert rows(on.hr_director, "mails_before_your_account") is None


def test_links_are_in_the_file_of_the_account_they_went_to():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    sent(on, nominee=sam)
    assert [one["purpose"] for one in json.loads(file_of(sam))["account"]["links"]] == ["nominee"]
    assert "links" not in json.loads(file_of(on.hr_director))["account"]


def test_whoever_looked_is_named_and_lists_count_from_when_the_person_agreed():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    one = sent(on, nominee=sam)
    signed_in(on.team).get("/east/nominations/")
    assert json.loads(file_of(sam))["who_looked"] == []
    consenting.accept(one, by=sam)
    other = agreed(on, nominee=on.somebody(name="Lena Beck"))
    signed_in(on.team).get("/east/nominations/")
    for seen in (one, other):
        assert signed_in(on.team).get(f"/east/nominations/{seen.pk}/").status_code == 200
    record(Event.CV_READ, about=one, by=on.lead)
    looked = [(look["who"], look["what"].split(" for ")[0]) for look in json.loads(file_of(sam))["who_looked"]]
    assert looked == [
        ("Lena Lead", "Your CV"),
        ("Tessa Team", "Your nomination"),
        ("Tessa Team", "A list of nominations in East"),
    ]


def full_stage() -> tuple[Stage, dict]:
    """Nominees with a word of their own in everything that they and others said, and everybody around them."""
    on = stage()
    people = {name: on.somebody(name=f"{name.title()} Nwosu") for name in ("AMARA", "SAM", "LENA")}
    for name, by in (("AMARA", on.hr_director), ("SAM", on.chair)):
        whole_way(on, people[name], name, by=by)
    one = sent_own(on, by=people["LENA"])
    answering.write_answer(one, question(on.round, "nominee"), text="LENA-ONLY-own", version=0, by=people["LENA"])
    return on, people


def whole_way(on: Stage, nominee, name: str, *, by) -> None:
    """A nomination that was found not eligible, by its name in every word."""
    one = draft(on, nominee=nominee, by=by, job_title=f"{name}-ONLY-title")
    answering.write_answer(one, question(on.round, "nominator"), text=f"{name}-ONLY-said", version=1, by=by)
    one = consenting.accept(sending.send(one, by=by), by=nominee)
    answering.write_answer(one, question(on.round, "nominee"), text=f"{name}-ONLY-own", version=0, by=nominee)
    registering.say_adjustments(one, text=f"{name}-ONLY-adjustments", version=1, by=nominee)
    one.candidate.mobility.add(on.region)
    registering.choose_to_be_found(one, found=True, by=nominee)
    registering.keep_cv(one, checked(f"{name}-ONLY-cv.pdf", a_pdf()), by=nominee)
    one = registering.register(one, by=nominee)
    endorsing.endorse(one, words=f"{name}-ONLY-endorsed", by=one.endorsements.get().endorser)
    deciding.find_not_eligible(judged(on, one, last="not-met"), by=on.team)


WORDS = ("title", "said", "own", "adjustments", "cv.pdf", "endorsed")
PAGES = ("/me/", "/me/looked/", "/me/everything.json")


def read_by(person) -> str:
    """All that somebody can read on their own pages and in their own files."""
    client = signed_in(person)
    return "".join(client.get(page).content.decode() for page in PAGES)


def test_every_persons_file_says_nothing_of_another_that_is_not_theirs_to_read():
    _on, nominees = full_stage()
    told = {name: read_by(person) for name, person in nominees.items()}
    for name, text in told.items():
        assert f"{name}-ONLY-own" in text
        assert [other for other in nominees if other != name and f"{other}-ONLY" in text] == []
    assert [word for word in WORDS if f"AMARA-ONLY-{word}" not in told["AMARA"]] == []


def test_nobody_around_a_nominee_has_more_of_them_than_they_said_themselves():
    on, _nominees = full_stage()
    may = {
        on.hr_director: {"AMARA-ONLY-said"},
        on.chair: {"SAM-ONLY-said"},
        on.chief: {"AMARA-ONLY-endorsed", "SAM-ONLY-endorsed"},
        on.team: set(),
        on.lead: set(),
    }
    words = [f"{name}-ONLY-{word}" for name in ("AMARA", "SAM", "LENA") for word in WORDS]
    for person, theirs in may.items():
        text = read_by(person)
        assert {word for word in words if word in text} == theirs


def test_it_costs_as_much_for_one_nomination_as_for_many(django_assert_max_num_queries):
    on = stage()
    in_state(on, State.NOT_ENDORSED, nominee=on.hr_director, by=on.chair)
    sent(on)
    with django_assert_max_num_queries(26) as one:
        part_of(on.hr_director, False)
    for _ in range(4):
        in_state(on, State.NOT_ENDORSED, nominee=on.hr_director, by=on.chair)
        sent(on)
        endorsed(on)
    with django_assert_max_num_queries(26) as many:
        part_of(on.hr_director, False)
    assert len(many) == len(one)


def test_a_page_has_the_newest_of_many_and_the_files_all():
    on = stage()
    for _ in range(12):
        sent(on)
    made = next(one for one in part(on.hr_director, whole=False).rows if one.key == "nominations_you_made")
    assert (len(made.rows), made.left_out) == (10, 2)
    assert len(rows(on.hr_director, "nominations_you_made").rows) == 12


def test_the_filled_in_registration_of_somebody_is_theirs_before_they_have_registered():
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    filled_in(agreed(on, nominee=sam))
    assert {words["key"] for words in rows(sam, "you_said").data} == {"answer", "found"}
    assert [cv["name"] for cv in rows(sam, "cvs").data] == ["cv.pdf"]
