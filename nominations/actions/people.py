"""The nominee as a candidate: their record, their memberships, and their other nominations in the round."""

from __future__ import annotations

from typing import Any

from nominations.models import Nomination, NominationStep, Round
from nominations.models.nomination import STANDING
from pools.actions.own_records import look_after
from pools.models import Candidate, Pool
from regions.models import Organisation
from talentboard.audit import Event

from .book import moved, unsay

Capacity = NominationStep.Capacity


def candidate_for(one: Nomination, user: Any) -> Candidate:
    """The record of whoever agrees to a nomination: the one that is kept, or one begun with what was typed."""
    return look_after(
        user,
        name=user.name or one.nominee_name,
        job_title=one.nominee_job_title,
        employer=one.employer,
        employer_outside=one.employer_outside,
        region=one.round.pool.region,
    )


def workplace(one: Nomination, candidate: Candidate) -> tuple[Organisation | None, str]:
    """Where the person works, as their own record says; where that says nothing, as the nominator typed it."""
    kept = candidate if candidate.employer_id or candidate.employer_outside else one
    return kept.employer, kept.employer_outside


def is_member_of(candidate: Candidate, pool: Pool) -> bool:
    """Whether they are in the pool now, active or on hold."""
    return candidate.memberships.counting().filter(pool=pool, state__in=["active", "on-hold"]).exists()


def standing_of(candidate: Candidate, round: Round, *, but: Nomination) -> Nomination | None:
    """Their other nomination in a round that goes on."""
    return Nomination.objects.filter(candidate=candidate, round=round, state__in=STANDING).exclude(pk=but.pk).first()


def end_others(one: Nomination, *, by: Any, email: str) -> None:
    """The person has chosen this one: others who asked them in the same round are told only that theirs ended."""
    asked = Nomination.objects.filter(
        round=one.round, state=Nomination.State.AWAITING_CONSENT, nominee_email__iexact=email
    )
    for other in asked.exclude(pk=one.pk).select_for_update(of=("self",)).select_related("round__pool", "nominator"):
        unsay(other)
        moved(
            other, "withdraw", by=by, capacity=Capacity.NOMINEE, event=Event.NOMINATION_WITHDRAWN,
            tell="nomination-ended",
        )  # fmt: skip
