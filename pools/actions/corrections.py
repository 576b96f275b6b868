"""Asking for a correction of what is kept of oneself, and answering it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from pools.models import CorrectionRequest
from pools.policies.own_record import can_answer, can_ask, due_for
from talentboard.access import NotFound, Permission, require
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.events import publish

from .own_records import record_of

ANSWERED = "correction-answered"


@transaction.atomic
def ask_for_correction(subject: str, words: str, *, by: Any) -> CorrectionRequest:
    """Ask the regional team that keeps the record to put something right. It has a day to answer by."""
    candidate = record_of(by) if getattr(by, "pk", None) else None
    if candidate is None:
        raise NotFound("No record is kept of this person.")
    can_ask(words, open_requests=list(candidate.corrections.open()))

    day = today()
    request = CorrectionRequest(
        candidate=candidate,
        asked_by=by,
        subject=CorrectionRequest.Subject(subject),
        words=words,
        asked_on=day,
        due=due_for(day),
    )
    request.begin(by=by)
    record(Event.CORRECTION_ASKED, about=request, by=by)
    return request


@transaction.atomic
def answer_correction(request: CorrectionRequest, *, outcome: str, answer: str, by: Any) -> CorrectionRequest:
    """Tell somebody what was done about their request. What is put right is changed where it is kept, not here."""
    request = CorrectionRequest.objects.select_related("candidate").select_for_update(of=("self",)).get(pk=request.pk)
    require(by, Permission.CHANGE_MEMBERS, about=request)
    can_answer(request, outcome=outcome, answer=answer, by=by)

    request.outcome, request.answer, request.answered_on = outcome, answer, today()
    request.move("answer", by=by)
    record(Event.CORRECTION_ANSWERED, about=request, by=by)
    publish(ANSWERED, request=request, by=by)
    return request
