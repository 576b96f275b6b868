"""Withdrawing a nomination: by the nominee at any time, by the nominator before consent, by the team on their word."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nominations import access, policies
from nominations.models import Endorsement, Nomination, NominationStep
from nominations.words import as_typed
from talentboard.audit import Event
from talentboard.clock import now

from .book import moved, taken, unsay
from .drafting import discard

Capacity, Code = NominationStep.Capacity, NominationStep.Code


@transaction.atomic
def withdraw(one: Nomination, *, by: Any) -> Nomination:
    """The nominee withdraws, or before consent the nominator: then nothing that was said remains, as if declined."""
    one = taken(one)
    if not access.is_nominee(by, one):
        access.require_nominator(by, one)
    capacity = access.capacity_of(by, one)
    policies.can_withdraw(one, capacity=capacity)
    if one.state == Nomination.State.DRAFT:
        return discard(one, by=by)
    return ended(one, by=by, capacity=capacity)


@transaction.atomic
def withdraw_for(one: Nomination, *, code: str, why: str = "", by: Any) -> Nomination:
    """The regional team withdraws one that goes on, with a reason of the list."""
    one = taken(one)
    access.require_team(by, one)
    policies.has_a_reason(code)
    policies.can_withdraw(one, capacity=Capacity.TEAM)
    return ended(one, by=by, capacity=Capacity.TEAM, code=Code(code), why=as_typed(why).strip())


def ended(one: Nomination, *, by: Any, capacity: str, code: str = "", why: str = "") -> Nomination:
    address = "" if one.has_consent else one.nominee_email
    if not one.has_consent:
        unsay(one)
    open_requests = Endorsement.objects.filter(nomination=one, answer="")
    open_requests.update(answer=Endorsement.Answer.OVER, answered_at=now())
    moved(
        one, "withdraw", by=by, capacity=capacity, event=Event.NOMINATION_WITHDRAWN, why=why, code=code,
        tell="nomination-withdrawn", address=address,
    )  # fmt: skip
    return one
