"""What waits for whom, for the mail of a morning: endorsements for their endorsers, the region's queue for its team."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count, Min, Q
from django.urls import reverse

from nominations.models import Endorsement, Nomination
from nominations.pages import YOURS
from regions.models import RoleAssignment
from talentboard.access import Permission, roles_with
from talentboard.digests import Waiting, register_queue
from talentboard.nhs.filters import as_day
from talentboard.nhs.words import plural

State = Nomination.State
Lines = dict[UUID, list[Waiting]]


def register() -> None:
    register_queue("nominations-to-endorse", to_endorse)
    register_queue("nominations-to-decide", to_decide)


def to_endorse(day: dt.date, people: Collection[UUID] | None = None) -> Lines:
    """Nominations that wait for somebody's endorsement. One query."""
    asked = Endorsement.objects.filter(answer="", endorser__isnull=False, nomination__state=State.AWAITING_ENDORSEMENT)
    if people is not None:
        asked = asked.filter(endorser__in=people)
    counted = asked.order_by().values("endorser").annotate(many=Count("pk"), oldest=Min("asked_at"), soonest=Min("due"))
    return {
        row["endorser"]: [
            Waiting(
                f"{plural(row['many'], 'nomination')} to endorse",
                count=row["many"],
                oldest=as_day(row["oldest"]),
                due=row["soonest"],
                url=YOURS,
            )
        ]
        for row in counted
    }


def to_decide(day: dt.date, people: Collection[UUID] | None = None) -> Lines:
    """What waits for a region's team: eligibility to check, endorsements to decide, and what is overdue elsewhere.

    Each colleague is told of what is assigned to them and of what nobody has. Two queries.
    """
    running = RoleAssignment.objects.as_of(day).filter(
        role__in=roles_with(Permission.RUN_NOMINATIONS), region__isnull=False, user__is_active=True
    )
    if people is not None:
        running = running.filter(user__in=people)
    colleagues = defaultdict(set)
    for user, region in running.values_list("user", "region"):
        colleagues[region].add(user)
    found: Lines = defaultdict(list)
    for row in waiting_for_the_team(day, colleagues):
        told = {row["assignee"]} if row["assignee"] else set()
        for user in (told or colleagues[row["region"]]) & colleagues[row["region"]]:
            found[user].append(line(row))
    return dict(found)


def waiting_for_the_team(day: dt.date, regions: Iterable[str]) -> Iterable[dict]:
    """Counts by region and colleague: how many, since when, and by when the first is due."""
    with_team = Q(state=State.AWAITING_ENDORSEMENT, endorsements__answer="", endorsements__endorser__isnull=True)
    late = Q(state=State.AWAITING_REGISTRATION, due__lt=day)
    waiting = Nomination.objects.filter(
        Q(state=State.ELIGIBILITY_CHECK) | with_team | late, round__pool__region__in=list(regions)
    )
    counted = waiting.order_by().values("assignee", "round__pool__region")
    return [
        {**row, "region": row["round__pool__region"]}
        for row in counted.annotate(many=Count("pk", distinct=True), oldest=Min("moved_at"), soonest=Min("due"))
    ]


def line(row: dict) -> Waiting:
    whose = "assigned to you" if row["assignee"] else "assigned to nobody"
    return Waiting(
        f"{plural(row['many'], 'nomination')} for the regional talent team, {whose}",
        count=row["many"],
        oldest=as_day(row["oldest"]),
        due=row["soonest"],
        url=reverse("nominations:queue", args=[row["region"]]),
    )
