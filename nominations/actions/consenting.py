"""The nominee's answer: yes or no, or none in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from nominations import access, policies
from nominations.models import Nomination, NominationStep, Registration
from talentboard.accounts.models import User
from talentboard.audit import Event
from talentboard.clock import now
from talentboard.links.actions import make_account
from talentboard.links.guests import Guest

from .book import moved, taken, unsay
from .people import candidate_for, end_others, is_member_of, standing_of, workplace

Capacity = NominationStep.Capacity


@transaction.atomic
def accept(one: Nomination, *, by: Any) -> Nomination:
    """Agree to be nominated, by somebody with an account: from now on it is theirs, and the others of the round end."""
    one = taken(one)
    access.require_nominee(by, one)
    policies.can_answer(one)
    candidate = candidate_for(one, by)
    standing = standing_of(candidate, one.round, but=one)
    policies.can_accept(one, standing=standing, is_member=is_member_of(candidate, one.round.pool))

    address = one.nominee_email
    one.candidate = candidate
    one.employer, one.employer_outside = workplace(one, candidate)
    one.nominee_name = one.nominee_email = one.nominee_job_title = ""
    one.consent.given_at = now()
    one.consent.save(update_fields=["given_at"])
    Registration.objects.create(nomination=one)
    moved(
        one, "accept", by=by, capacity=Capacity.NOMINEE, event=Event.NOMINATION_AGREED_TO, tell="nomination-agreed-to"
    )
    end_others(one, by=by, email=address)
    return one


@transaction.atomic
def accept_with_account(one: Nomination, *, guest: Guest, name: str, password: str) -> User:
    """Agree, by somebody without an account, who makes one in the same act. NotAllowed where there is one already."""
    one = taken(one)
    access.require_nominee(guest, one)
    policies.can_answer(one)
    person = make_account(guest, name=name, password=password)
    accept(one, by=person)
    return person


@transaction.atomic
def decline(one: Nomination, *, by: Any) -> Nomination:
    """Say no, without a reason: what was said is deleted, and the nominator told only that. by: an account, or a guest
    who came by the link."""
    one = taken(one)
    access.require_nominee(by, one)
    policies.can_decline(one)

    one.consent.declined_at = now()
    one.consent.save(update_fields=["declined_at"])
    unsay(one)
    moved(one, "decline", by=by, capacity=Capacity.NOMINEE, event=Event.NOMINATION_DECLINED, tell="nomination-declined")
    return one


@transaction.atomic
def let_lapse(one: Nomination, day: dt.date) -> bool:
    """Nobody answered in time: as if declined. False where that is not so any more. By the timetable."""
    one = taken(one)
    if one.state != Nomination.State.AWAITING_CONSENT or not one.is_overdue(day):
        return False
    unsay(one)
    moved(
        one, "let lapse", by=None, capacity=Capacity.TIMETABLE, event=Event.NOMINATION_LAPSED, tell="nomination-lapsed"
    )
    return True
