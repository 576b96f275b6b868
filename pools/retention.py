"""What pools keep for a time: memberships, requests for corrections, and people to whom nothing belongs any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from talentboard.retention import Chapter, Lasts, On, Part, register_retention
from talentboard.retention.periods import on as asked_on

from .models import (
    Candidate,
    CorrectionRequest,
    CorrectionStep,
    FindConsent,
    Membership,
    MembershipState,
    Mobility,
    ReadinessDecision,
    SelfView,
)
from .models import correction as corrections
from .models.membership import KEPT_FOR, OPEN

HoldersOf = Callable[[dt.date], QuerySet]
_holding: list[HoldersOf] = []


def register_holding(function: HoldersOf) -> None:
    """Tell that an app holds people: a function from a day to a queryset of the ids of candidates to whom something of
    its own still belongs on that day, which is not due then. Their records stay."""
    if function not in _holding:
        _holding.append(function)


def memberships(on: On) -> QuerySet:
    """Those that ended so long ago."""
    last = MembershipState.objects.filter(of=OuterRef("pk")).order_by().values("of")
    ended = Membership.objects.exclude(state__in=OPEN).alias(ended_on=Subquery(last.values(last=Max("effective_on"))))
    return ended.filter(ended_on__lte=on.over)


def states(on: On) -> QuerySet:
    return MembershipState.objects.filter(of__in=memberships(on))


def decisions(on: On) -> QuerySet:
    return ReadinessDecision.objects.filter(membership__in=memberships(on))


def requests(on: On) -> QuerySet:
    return CorrectionRequest.objects.filter(answered_on__lte=on.over)


def steps(on: On) -> QuerySet:
    return CorrectionStep.objects.filter(of__in=requests(on))


def people(on: On) -> QuerySet:
    """Those to whom nothing belongs any more, neither here nor in a higher app."""
    member = Membership.objects.exclude(pk__in=memberships(asked_on("members", on.day)).values("pk"))
    asking = CorrectionRequest.objects.exclude(pk__in=requests(asked_on("corrections", on.day)).values("pk"))
    left = Candidate.objects.filter(recorded_at__lt=on.end).exclude(
        Exists(member.filter(candidate=OuterRef("pk"))) | Exists(asking.filter(candidate=OuterRef("pk")))
    )
    for held_on in _holding:
        left = left.exclude(pk__in=held_on(on.day))
    return left


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
        Part(("person", "people"), people, person="pk"),
    ],
)  # fmt: skip


def register() -> None:
    """People first: they go when all that points at them is gone."""
    for chapter in (PEOPLE, CORRECTIONS, MEMBERS):
        register_retention(chapter)
