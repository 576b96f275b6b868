"""What the database itself keeps of requests for corrections and of people's own views."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from pools.models import CorrectionRequest, SelfView
from tests.factories import BandFactory, CandidateFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 30)


def request(**fields) -> CorrectionRequest:
    facts = {"subject": "details", "words": "I am a nurse.", "asked_on": DAY, "due": DAY, **fields}
    return CorrectionRequest(candidate=CandidateFactory(), asked_by=UserFactory(), **facts)


def test_a_request_is_asked_and_answered_once_and_each_leaves_a_step():
    asked = request()
    asked.begin(by=asked.asked_by)
    asked.outcome, asked.answer, asked.answered_on = "corrected", "You are.", DAY
    asked.move("answer", by=None)

    assert [step.to_state for step in asked.steps.all()] == ["asked", "answered"]
    with pytest.raises(IntegrityError, match="no move"), transaction.atomic():
        CorrectionRequest.objects.update(state="asked", outcome="", answer="", answered_on=None)


@pytest.mark.parametrize("answer", [{"outcome": "", "answer": "Yes"}, {"outcome": "corrected", "answer": ""}])
def test_an_answer_has_an_outcome_and_words(answer):
    asked = request()
    asked.begin(by=asked.asked_by)
    for name, value in answer.items():
        setattr(asked, name, value)
    asked.answered_on = DAY
    with pytest.raises(IntegrityError, match="correction_answered_in_words"), transaction.atomic():
        asked.move("answer", by=None)


def test_what_is_still_asked_has_no_answer_and_is_due_no_earlier_than_it_was_asked():
    for wrong, constraint in (
        ({"answer": "Yes"}, "correction_answered_in_words"),
        ({"due": DAY - dt.timedelta(days=1)}, "correction_due_after_it_is_asked"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            request(**wrong).begin(by=None)


def test_an_own_view_is_added_to_and_never_changed_by_web_or_worker(as_web, as_worker):
    with as_web():
        SelfView.objects.create(candidate=CandidateFactory(), band=BandFactory())
    for acting in (as_web, as_worker):
        for change in (
            lambda: SelfView.objects.update(band=None),
            lambda: SelfView.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(Exception, match="permission denied"), acting():
                change()
