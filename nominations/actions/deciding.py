"""The regional team: eligibility, acceptance for gateway, sharing out the work."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nominations import access, policies
from nominations.models import EligibilityCriterion, EligibilityFinding, Nomination, NominationStep
from nominations.words import as_typed
from talentboard.access import NotFound
from talentboard.audit import Event, record
from talentboard.clock import now

from .book import moved, taken

Capacity = NominationStep.Capacity


@transaction.atomic
def find(
    one: Nomination, criterion: EligibilityCriterion, *, result: str, why: str = "", by: Any
) -> EligibilityFinding:
    """Judge one criterion: met, not met or waived. Judging it again replaces what was found."""
    one = taken(one)
    access.require_team(by, one)
    if criterion.round_id != one.round_id:
        raise NotFound("That criterion is of another round.")
    policies.can_find(one, result=result, why=why)
    found, _new = EligibilityFinding.objects.update_or_create(
        nomination=one,
        criterion=criterion,
        defaults={
            "result": result,
            "why": as_typed(why).strip(),
            "by": by if getattr(by, "pk", None) else None,
            "at": now(),
        },
    )
    record(Event.ELIGIBILITY_FOUND, about=one, by=by, changed=[result])
    return found


@transaction.atomic
def accept_for_gateway(one: Nomination, *, by: Any) -> Nomination:
    """Every criterion is met or waived: the person goes to a gateway."""
    one = taken(one)
    access.require_team(by, one)
    policies.can_accept_for_gateway(one, *judged(one))
    moved(
        one, "accept for gateway", by=by, capacity=Capacity.TEAM, event=Event.NOMINATION_ACCEPTED,
        tell="nomination-accepted",
    )  # fmt: skip
    return one


@transaction.atomic
def find_not_eligible(one: Nomination, *, by: Any) -> Nomination:
    """A criterion is not met: the nomination ends, and the person is told which and what else is open to them."""
    one = taken(one)
    access.require_team(by, one)
    policies.can_find_not_eligible(one, *judged(one))
    moved(
        one, "find not eligible", by=by, capacity=Capacity.TEAM, event=Event.NOMINATION_INELIGIBLE,
        tell="nomination-not-eligible",
    )  # fmt: skip
    return one


@transaction.atomic
def assign(one: Nomination, person: Any, *, by: Any) -> Nomination:
    """Give it to a colleague of the regional team; None: to nobody in particular."""
    one = taken(one)
    access.require_team(by, one)
    policies.can_assign(one, person)
    if one.assignee_id != getattr(person, "pk", None):
        one.assignee = person
        one.save(update_fields=["assignee"])
        record(Event.NOMINATION_ASSIGNED, about=one, by=by)
    return one


def judged(one: Nomination) -> tuple[list[EligibilityCriterion], list[EligibilityFinding]]:
    """The criteria of its round, and what has been found of them."""
    return list(one.round.criteria.all()), list(one.findings.all())
