"""What pools keep for a time: memberships, requests for corrections, and people to whom nothing belongs any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import CharField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from talentboard.retention import Chapter, Lasts, On, Part, emptied, register_retention
from talentboard.retention.holds import held
from talentboard.retention.periods import on as asked_on

from .models import (
    Candidate,
    CorrectionRequest,
    CorrectionStep,
    FindConsent,
    FoundApart,
    Membership,
    MembershipState,
    Merge,
    Mobility,
    ReadinessDecision,
    SelfView,
)
from .models import correction as corrections
from .models.membership import KEPT_FOR, OPEN
from .models.merge import UNDO_DAYS

HoldersOf = Callable[[dt.date], QuerySet]
_holding: list[HoldersOf] = []
WHOLE = Coalesce("merged_into", "pk")  # the record that stands for a person


def register_holding(function: HoldersOf) -> None:
    """Tell that an app holds people: a function from a day to a queryset of the ids of candidates to whom something of
    its own still belongs on that day, which is not due then. Their records stay."""
    if function not in _holding:
        _holding.append(function)


def memberships(on: On) -> QuerySet:
    """Those that ended so long ago, or were set aside so long ago."""
    last = MembershipState.objects.filter(of=OuterRef("pk")).order_by().values("of")
    known = Membership.objects.alias(ended_on=Subquery(last.values(last=Max("effective_on"))))
    ended = Q(set_aside_by=None, ended_on__lte=on.over) & ~Q(state__in=OPEN)
    return known.filter(ended | Q(set_aside_by__made_at__lt=on.end))


def states(on: On) -> QuerySet:
    return MembershipState.objects.filter(of__in=memberships(on))


def decisions(on: On) -> QuerySet:
    return ReadinessDecision.objects.filter(membership__in=memberships(on))


def requests(on: On) -> QuerySet:
    return CorrectionRequest.objects.filter(answered_on__lte=on.over)


def steps(on: On) -> QuerySet:
    return CorrectionStep.objects.filter(of__in=requests(on))


def people(on: On) -> QuerySet:
    """Those to whom nothing belongs any more, neither here nor in a higher app.

    A record and its aliases are one person: what belongs to one of them keeps them all, and so does a legal hold.
    """
    member = Membership.objects.exclude(pk__in=memberships(asked_on("members", on.day)).values("pk"))
    asking = CorrectionRequest.objects.exclude(pk__in=requests(asked_on("corrections", on.day)).values("pk"))
    left = Candidate.objects.alias(whole=WHOLE)
    for belongs in (member.values("candidate"), asking.values("candidate"), *(held_on(on.day) for held_on in _holding)):
        left = left.exclude(whole__in=whole_of(Candidate.objects.filter(pk__in=belongs)))
    left = left.exclude(whole__in=whole_of(Candidate.objects.filter(recorded_at__gte=on.end)))
    named = Candidate.objects.alias(name_of_id=Cast("pk", CharField()))
    return left.exclude(whole__in=whole_of(named.filter(name_of_id__in=held("candidate"))))


def whole_of(found: QuerySet) -> QuerySet:
    """The ids of the records that stand for these people."""
    return found.values(whole=WHOLE).order_by()


def merges(on: On) -> QuerySet:
    """Those of people who go; of one that was undone either may go alone."""
    gone = people(on).values("pk")
    return Merge.objects.filter(Q(kept__in=gone) | Q(merged__in=gone))


def found_apart(on: On) -> QuerySet:
    gone = people(on).values("pk")
    return FoundApart.objects.filter(Q(one__in=gone) | Q(other__in=gone))


def undone(on: On) -> QuerySet:
    """Merges that have been undone, made so long ago."""
    return Merge.objects.filter(made_at__lt=on.end, undone_at__isnull=False)


def undo_over(on: On) -> QuerySet:
    """Merges that can be undone no more, as long as it stands in them what was before."""
    return Merge.objects.filter(made_at__lt=on.end).exclude(was={})


def of_people(model: type) -> Callable[[On], QuerySet]:
    """What belongs to them alone and goes with them."""
    return lambda on: model.objects.filter(candidate__in=people(on))


MEMBERS = Chapter(
    slug="members",
    what="Memberships of pools, with the readiness decided and their states",
    lasts=KEPT_FOR,
    since="after the membership ended",
    parts=[
        Part(("decision on readiness", "decisions on readiness"), decisions, person="membership__candidate"),
        Part(("state of a membership", "states of memberships"), states, person="of__candidate"),
        Part(("membership", "memberships"), memberships, person="candidate"),
    ],
)
CORRECTIONS = Chapter(
    slug="corrections",
    what="Requests for corrections, with their answers",
    lasts=corrections.KEPT_FOR,
    since="after the answer",
    parts=[
        Part(("step of a request", "steps of requests"), steps, person="of__candidate"),
        Part(("request for a correction", "requests for corrections"), requests, person="candidate"),
    ],
)
PEOPLE = Chapter(
    slug="people",
    what="People of whom nothing else is kept: name, e-mail address and what they said of themselves",
    lasts=Lasts(months=1),
    since="after the record was made, and as long as anything else of theirs is kept",
    parts=[
        Part(("region to go to", "regions to go to"), of_people(Mobility), person="candidate"),
        Part(("consent to be found", "consents to be found"), of_people(FindConsent), person="candidate"),
        Part(("own view of readiness", "own views of readiness"), of_people(SelfView), person="candidate"),
        Part(("pair found apart", "pairs found apart"), found_apart),
        Part(("merge of two records", "merges of two records"), merges, person="kept"),
        Part(("person", "people"), people, person="pk"),
    ],
)  # fmt: skip
MERGES = Chapter(
    slug="merges",
    what="What two records of one person said before they were merged",
    lasts=Lasts(days=UNDO_DAYS + 1),
    since=f"after they were merged, which can be undone for {UNDO_DAYS} days",
    parts=[
        Part(("merge that was undone", "merges that were undone"), undone, person="kept"),
        Part(("merge", "merges"), undo_over, carry_out=emptied(was={}), person="kept"),
    ],
)


def register() -> None:
    """People first: they go when all that points at them is gone."""
    for chapter in (PEOPLE, MERGES, CORRECTIONS, MEMBERS):
        register_retention(chapter)
