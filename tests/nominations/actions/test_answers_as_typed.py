"""Answers: kept as they are typed, in few statements, and never over a newer version."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nominations.actions import registering
from nominations.actions.answering import with_answer, write_answer
from nominations.actions.book import SavedMeanwhile
from nominations.models import Answer
from talentboard.access import NotAllowed, NotFound
from tests.fixtures.nominations import agreed, draft, question, registered, stage

pytestmark = pytest.mark.django_db
BETWEEN = ("SAVEPOINT", "RELEASE")


def statements(context) -> list[str]:
    return [query["sql"] for query in context if not query["sql"].startswith(BETWEEN)]


def test_saving_as_somebody_types_takes_two_statements():
    on = stage()
    one, asked = draft(on), question(on.round, "nominator")
    with CaptureQueriesContext(connection) as caught:
        write_answer(one.pk, asked.pk, text="Led a merger.", version=1, by=on.hr_director)
    assert len(statements(caught)) == 2


def test_the_same_text_again_changes_nothing():
    on = stage()
    one, asked = draft(on), question(on.round, "nominator")
    text = one.answers.get().text
    assert write_answer(one, asked, text=text, version=0, by=on.hr_director).version == 1


def test_an_answer_is_kept_whatever_is_typed():
    on = stage()
    one, asked = draft(on), question(on.round, "nominator")
    text = "<b>Zoë</b> 🎉 \u202eمدير \x00" + "word " * 10_000
    write_answer(one, asked, text=text, version=1, by=on.hr_director)
    assert one.answers.get().text == text.replace("\x00", "")


def test_a_text_that_was_saved_while_the_nomination_was_waited_for_is_not_written_over(monkeypatch):
    on = stage()
    one, asked = draft(on), question(on.round, "nominator")

    def read_before_the_other_saved(*ids):
        found = with_answer(*ids)
        Answer.objects.update(text="From the other", version=2)
        return found

    monkeypatch.setattr("nominations.actions.answering.with_answer", read_before_the_other_saved)
    with pytest.raises(SavedMeanwhile) as raised:
        write_answer(one, asked, text="From this window", version=1, by=on.hr_director)
    assert raised.value.present.text == "From the other"
    assert one.answers.get().text != "From this window"


def test_two_first_answers_are_two_versions():
    on = stage()
    one = agreed(on)
    asked, person = question(on.round, "nominee"), one.candidate.user
    write_answer(one, asked, text="First", version=0, by=person)
    with pytest.raises(SavedMeanwhile):
        write_answer(one, asked, text="Second", version=0, by=person)


def test_a_question_of_another_round_is_not_found():
    on, other = stage(), stage(title="Spring")
    with pytest.raises(NotFound):
        write_answer(draft(on), question(other.round, "nominator"), text="x", version=0, by=on.hr_director)


def test_the_nominators_questions_are_not_the_nominees_and_the_other_way_round():
    on = stage()
    one = agreed(on)
    for asked, by in (("nominator", one.candidate.user), ("nominee", on.hr_director)):
        with pytest.raises(NotFound):
            write_answer(one, question(on.round, asked), text="x", version=1, by=by)
    with pytest.raises(NotAllowed, match="has been sent"):
        write_answer(one, question(on.round, "nominator"), text="x", version=1, by=on.hr_director)


def test_adjustments_of_two_windows_are_two_versions_and_the_consent_is_apart():
    on = stage()
    one = agreed(on)
    person = one.candidate.user
    registering.say_adjustments(one, text="A ramp", version=1, by=person)
    registering.choose_to_be_found(one, found=False, by=person)
    with pytest.raises(SavedMeanwhile) as raised:
        registering.say_adjustments(one, text="A loop", version=1, by=person)
    assert raised.value.present.adjustments == "A ramp"
    registering.say_adjustments(one, text="A ramp and a loop", version=2, by=person)
    with pytest.raises(NotAllowed, match="at most 4,000 can be kept"):
        registering.say_adjustments(one, text="x" * 4001, version=3, by=person)


def test_nothing_is_written_after_registering():
    on = stage()
    one = registered(on)
    for act in (
        lambda: write_answer(one, question(on.round, "nominee"), text="x", version=1, by=one.candidate.user),
        lambda: registering.say_adjustments(one, text="x", version=1, by=one.candidate.user),
        lambda: registering.remove_cv(one, by=one.candidate.user),
    ):
        with pytest.raises(NotAllowed, match="You registered on"):
            act()
