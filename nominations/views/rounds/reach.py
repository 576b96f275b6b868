"""Where every query of a view about rounds starts: from what a person may see."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import QuerySet

from nominations import reach as nominations_reach
from nominations.models import EligibilityCriterion, Question, Round
from nominations.models.round import RoundQuerySet
from pools import reach as pools_reach
from pools.models import Framework, Pool
from regions.reach import reach
from talentboard.access import NotFound, Permission, require
from talentboard.accounts.models import User

NO_SUCH_ROUND = "There is no such round for this person."


def rounds_for_everybody(moment: dt.datetime) -> RoundQuerySet:
    """What everybody with an account may know: rounds that take nominations, and those that are to come."""
    seen = Round.objects.taking(moment).values("pk").union(Round.objects.to_come(moment).values("pk"))
    return Round.objects.filter(pk__in=seen).select_related("pool__region").in_order(moment)


def published_round(round_id: uuid.UUID) -> Round:
    """A round that has been published, whoever asks. Raises NotFound."""
    found = Round.objects.published().select_related("pool__region", "framework").filter(pk=round_id).first()
    if found is None:
        raise NotFound(NO_SUCH_ROUND)
    return found


def rounds_of(user: Any, slug: str) -> RoundQuerySet:
    """The rounds of a region, in every state, for whoever reads nominations there. Raises as Reach.within."""
    here = reach(user, Permission.READ_NOMINATIONS).within(slug)
    return nominations_reach.rounds(here).select_related("pool__region", "framework")


def round_of(user: Any, slug: str, round_id: uuid.UUID, *, to: Permission = Permission.RUN_NOMINATIONS) -> Round:
    """One of them, for what the person came for. Raises NotFound, NotPermitted."""
    found = rounds_of(user, slug).filter(pk=round_id).first()
    if found is None:
        raise NotFound(NO_SUCH_ROUND)
    require(user, to, about=found)
    return found


def part_of(round: Round, part_id: uuid.UUID) -> Question | EligibilityCriterion | None:
    """A question or a criterion of a round; none where there is none, or none any more."""
    question = round.questions.filter(pk=part_id).first()
    return question or round.criteria.filter(pk=part_id).first()


def pools_for_rounds(user: Any, slug: str) -> QuerySet[Pool]:
    """The pools for which somebody opens rounds in a region. Raises as Reach.within."""
    return pools_reach.pools(reach(user, Permission.RUN_NOMINATIONS).within(slug))


def frameworks_for_rounds(slug: str) -> QuerySet[Framework]:
    """Those that a round of a region may be opened with."""
    return Framework.objects.in_use().of_region(slug).filter(kind=Framework.Kind.GATEWAY)


def account_of(address: str) -> User | None:
    """The open account with exactly this address, for a regional team that notes something of it."""
    found = User.objects.with_address(address)
    return found if found is not None and found.is_active else None
