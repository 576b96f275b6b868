"""Endorsement: whom to ask, what they answer, and where it goes when they do not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from nominations import access, policies
from nominations.endorsers import Asked, whom_to_ask
from nominations.models import Endorsement, Nomination, NominationStep
from nominations.words import as_typed
from talentboard.audit import Event, record
from talentboard.clock import now, today
from talentboard.events import publish
from talentboard.working_days import working_days_after

from .book import ELIGIBILITY_DAYS, ENDORSEMENT_DAYS, moved, taken

Answer, Because, Office = Endorsement.Answer, Endorsement.Because, Endorsement.Office
Capacity = NominationStep.Capacity


def ask_endorser(one: Nomination, *, by: Any) -> Endorsement:
    """Ask whoever endorses this person, or the regional team where nobody can be asked. Part of registering."""
    if one.is_own and one.to_team_because:
        return asked(one, Asked(Office.TEAM, None, Because.ASKED), by=by)
    return asked(one, whom_to_ask(one, today()), by=by)


@transaction.atomic
def endorse(one: Nomination, *, words: str = "", by: Any) -> Nomination:
    """Support the nomination, with words that the nominee sees."""
    one = taken(one)
    access.require_endorser(by, one)
    request = policies.can_endorse(one, open_request(one), by=by)
    answer(request, Answer.ENDORSED, words=words, by=by)
    moved(one, "endorse", by=by, capacity=Capacity.ENDORSER, event=Event.ENDORSEMENT_GIVEN, tell="nomination-endorsed")
    return one


@transaction.atomic
def refuse(one: Nomination, *, words: str, by: Any) -> Nomination:
    """Not endorse it. A leader's nomination ends; somebody's own goes to the regional team: no employer can silently
    stop anybody."""
    one = taken(one)
    access.require_endorser(by, one)
    request = policies.can_refuse(one, open_request(one), words=words, by=by)
    answer(request, Answer.NOT_ENDORSED, words=words, by=by)
    if one.is_own:
        record(Event.ENDORSEMENT_REFUSED, about=one, by=by)
        asked(one, Asked(Office.TEAM, None, Because.NOT_ENDORSED), by=by)
        publish("nomination-with-the-team", one=one, by=by)
        return one
    moved(
        one, "refuse to endorse", by=by, capacity=Capacity.ENDORSER, event=Event.ENDORSEMENT_REFUSED,
        tell="nomination-not-endorsed",
    )  # fmt: skip
    return one


@transaction.atomic
def pass_on(one: Nomination, *, words: str, by: Any) -> Nomination:
    """The regional team lets it go on without an endorsement, with its reason."""
    one = taken(one)
    access.require_team(by, one)
    request = policies.can_answer_for_team(one, open_request(one), words=words)
    answer(request, Answer.PASSED_ON, words=words, by=by)
    moved(one, "pass on", by=by, capacity=Capacity.TEAM, event=Event.ENDORSEMENT_PASSED_ON, tell="nomination-passed-on")
    return one


@transaction.atomic
def refuse_for_team(one: Nomination, *, words: str, by: Any) -> Nomination:
    """The regional team ends it where it has no endorsement, with its reason."""
    one = taken(one)
    access.require_team(by, one)
    request = policies.can_answer_for_team(one, open_request(one), words=words)
    answer(request, Answer.REFUSED, words=words, by=by)
    moved(
        one, "refuse to endorse", by=by, capacity=Capacity.TEAM, event=Event.ENDORSEMENT_REFUSED,
        tell="nomination-not-endorsed",
    )  # fmt: skip
    return one


@transaction.atomic
def name_endorser(one: Nomination, person: Any, *, by: Any) -> Endorsement:
    """Ask somebody whom the regional team names, instead of whoever is asked now."""
    one = taken(one)
    access.require_team(by, one)
    request = policies.can_name_endorser(one, open_request(one), person)
    answer(request, Answer.REPLACED, words="", by=by)
    return asked(one, Asked(Office.NAMED, person, ""), by=by)


@transaction.atomic
def hand_to_team(one: Nomination, day: dt.date) -> bool:
    """The endorser did not answer in time: the regional team decides. False where that is not so any more."""
    one = taken(one)
    request = open_request(one)
    if request is None or request.with_team or request.due >= day:
        return False
    answer(request, Answer.NO_ANSWER, words="", by=None)
    asked(one, Asked(Office.TEAM, None, Because.SILENT), by=None)
    publish("nomination-with-the-team", one=one, by=None)
    return True


def open_request(one: Nomination) -> Endorsement | None:
    """Who is asked now, locked."""
    requests = Endorsement.objects.select_for_update(of=("self",)).select_related("endorser")
    return requests.filter(nomination=one, answer="").first()


def answer(request: Endorsement, answer: str, *, words: str, by: Any) -> None:
    request.answer, request.words = answer, as_typed(words).strip()
    request.answered_by, request.answered_at = by if getattr(by, "pk", None) else None, now()
    request.save()


def asked(one: Nomination, whom: Asked, *, by: Any) -> Endorsement:
    """Ask, with a deadline that the nomination carries too."""
    days = ELIGIBILITY_DAYS if whom.office == Office.TEAM else ENDORSEMENT_DAYS
    request = Endorsement.objects.create(
        nomination=one,
        office=whom.office,
        endorser=whom.person,
        because=whom.because,
        asked_at=now(),
        due=working_days_after(today(), days),
    )
    one.due = request.due
    one.save(update_fields=["due"])
    record(Event.ENDORSER_ASKED, about=one, by=by, changed=[whom.office])
    if whom.person is not None:
        publish("endorsement-asked-for", one=one, request=request, by=by)
    return request
