"""Sending a nomination: to the nominee, or straight on when it is one's own."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nominations import access, policies
from nominations.models import Consent, Nomination, NominationStep, Registration
from nominations.models.nomination import STANDING
from nominations.policies.drafting import has_trained
from nominations.words import as_typed
from talentboard.access import NotAllowed
from talentboard.audit import Event
from talentboard.clock import now, today
from talentboard.working_days import working_days_after

from .book import CONSENT_DAYS, moved, taken
from .people import candidate_for, end_others, is_member_of, standing_of

Capacity, Route = NominationStep.Capacity, Nomination.Route


@transaction.atomic
def send(one: Nomination, *, late_because: str = "", by: Any) -> Nomination:
    """Hand a draft over: to the nominee, who is asked first; one's own straight on to registration.

    late_because: needed once the round has closed. Sending twice is one sending: the second click is told so.
    """
    one = taken(one)
    access.require_nominator(by, one)
    if late_because.strip():
        one.late_because = as_typed(late_because).strip()
    policies.can_send(one, trained=has_trained(by), places_taken=places_taken(one))
    one.sent_at = now()
    return sent_own(one, by=by) if one.is_own else sent_to_nominee(one, by=by)


def sent_to_nominee(one: Nomination, *, by: Any) -> Nomination:
    Consent.objects.create(nomination=one, asked_at=one.sent_at, due=working_days_after(today(), CONSENT_DAYS))
    moved(
        one, "send to the nominee", by=by, capacity=Capacity.NOMINATOR, event=Event.NOMINATION_SENT,
        tell="nomination-sent",
    )  # fmt: skip
    return one


def sent_own(one: Nomination, *, by: Any) -> Nomination:
    candidate = candidate_for(one, by)
    if is_member_of(candidate, one.round.pool):
        raise NotAllowed(f"You are a member of {one.round.pool} already, so you need no nomination for it.")
    if standing_of(candidate, one.round, but=one) is not None:
        raise NotAllowed("You have a nomination in this round already.")
    candidate.employer, candidate.employer_outside = one.employer, one.employer_outside  # as they say it now
    candidate.job_title = one.nominee_job_title or candidate.job_title
    candidate.save()
    one.candidate = candidate
    one.nominee_name = one.nominee_email = one.nominee_job_title = ""
    Registration.objects.get_or_create(nomination=one)
    moved(
        one, "send one's own", by=by, capacity=Capacity.NOMINEE, event=Event.NOMINATION_SENT,
        tell="nomination-sent-by-the-person",
    )  # fmt: skip
    end_others(one, by=by, email=by.email)
    return one


def places_taken(one: Nomination) -> int:
    """How many nominations count towards the round's cap for this one's employer, as far as its nominator may know.

    Those that the person has agreed to, and those of the same nominator that wait. What others have asked and is not
    answered is not counted: the number would tell of it.
    """
    if one.round.cap is None or not (one.employer_id or one.employer_outside):
        return 0
    of_employer = Nomination.objects.filter(round=one.round, route=Route.LEADER)
    if one.employer_id:
        of_employer = of_employer.filter(employer=one.employer)
    else:
        of_employer = of_employer.filter(employer_outside__iexact=one.employer_outside)
    agreed = of_employer.filter(state__in=STANDING)
    waiting = of_employer.filter(state=Nomination.State.AWAITING_CONSENT, nominator=one.nominator_id)
    return agreed.count() + waiting.count()
