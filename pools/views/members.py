"""Members of a region's pools: by name for those who may read names, as numbers for everybody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pools.filters import MemberFilter
from pools.models import Membership
from pools.numbers import numbers
from pools.reach import bands, memberships, pools
from regions.lists import addresses, as_of_day, file_of, page_of
from regions.reach import Reach, reach
from talentboard.access import NATION, Permission, permitted
from talentboard.audit import Event, record

COLUMNS = (
    "name", "email", "employer", "current_post", "region", "pool", "readiness", "decided_on", "mobility", "challenged",
    "state", "joined", "review_due", "told_on",
)  # fmt: skip

LINE = {
    "person": "candidate", "name": "candidate__name", "told_on": "candidate__told_on",
    "works_for": "candidate__employer__name", "outside": "candidate__employer_outside",
    "post": "candidate__current_post__title", "pool": "pool__name", "pool_region": "pool__region__name",
    "band": "band_label", "decided_on": "decided_on", "state_then": "state_then", "review_due": "review_due",
    "ends": "ends",
}  # fmt: skip


class Line(NamedTuple):
    """A membership on the page, as it stood on a day: the plain values of LINE, of which nothing else is made."""

    day: dt.date
    person: UUID
    name: str
    told_on: dt.date | None
    works_for: str | None
    outside: str
    post: str | None
    pool: str
    pool_region: str
    band: str | None
    decided_on: dt.date | None
    state_then: str
    review_due: dt.date
    ends: dt.date

    @property
    def employer(self) -> str:
        """For whom they work, in the NHS or outside it."""
        return self.works_for or self.outside or "Not given"

    @property
    def state(self) -> Membership.State:
        """The state then."""
        return Membership.State(self.state_then)

    @property
    def past_end(self) -> bool:
        """Still active though it should have ended."""
        return self.state_then == Membership.State.ACTIVE and self.ends <= self.day


@require_GET
@never_cache
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """The members of a region's pools as they stand on a day. Whoever may not read names sees numbers."""
    if permitted(request.user, Permission.READ_NAMES, region=slug):
        return _by_name(request, slug)
    here = reach(request.user, Permission.READ_FIGURES).within(slug)
    day = as_of_day(request)
    context = {"region": here.region(slug), "as_of": day, "numbers": numbers(here, day), "region_url": f"/{slug}/"}
    return render(request, "pools/member-numbers.html", context)


@require_GET
@never_cache
def members_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The members by name as a file, every row, with the same filters. `kind` is csv or xlsx."""
    here = reach(request.user, Permission.READ_NAMES).within(slug)
    found = _narrowed(request, here)
    found.require_sense()
    record(Event.MEMBERS_READ, by=request.user, region=slug, ref=f"{kind} file", changed=found.used)
    rows = (_row(member) for member in _with_people(found.rows_in_order).prefetch_related("candidate__mobility"))
    return file_of(kind, f"{slug}-{as_of_day(request)}-members", COLUMNS, rows)


def _by_name(request: HttpRequest, slug: str) -> HttpResponse:
    here = reach(request.user, Permission.READ_NAMES).within(slug)
    region, day = here.region(slug), as_of_day(request)
    found = _narrowed(request, here)
    rows = found.rows_in_order
    count = _counted(rows)
    page = page_of(request, rows.values_list(*LINE.values()), count=count["rows"])
    record(Event.MEMBERS_READ, by=request.user, region=slug, changed=found.used)
    return render(
        request,
        "pools/members.html",
        {
            "region": region,
            "as_of": day,
            "filter": found,
            "form": found.form,
            "count": count,
            "may_tell": slug != NATION and permitted(request.user, Permission.CHANGE_MEMBERS, region=slug),
            "candidates_url": reverse("pools:candidates", args=[slug]),
            "page": page,
            "lines": [Line(day, *values) for values in page],
            **addresses(request, slug, "pools:members"),
        },
    )


def _narrowed(request: HttpRequest, here: Reach) -> MemberFilter:
    """The region's memberships under the filters of the address."""
    return MemberFilter(
        request.GET,
        queryset=memberships(here, as_of_day(request)),
        pools=pools(here),
        bands=bands(here),
    )


def _counted(rows: QuerySet) -> dict[str, int]:
    """How many memberships, people, and people not told yet. One query."""
    untold = Q(candidate__told_on__isnull=True)
    return rows.order_by().aggregate(
        rows=Count("pk"),
        people=Count("candidate", distinct=True),
        untold=Count("candidate", filter=untold, distinct=True),
    )


def _with_people(rows: QuerySet) -> QuerySet:
    return rows.select_related("pool__region", "candidate__employer", "candidate__current_post__organisation")


def _row(member: Membership) -> Iterator[Any]:
    """The values of COLUMNS, named as in the sheet of members that can be loaded."""
    person, post = member.candidate, member.candidate.current_post
    return [
        person.name,
        person.email,
        person.employer.code if person.employer else person.employer_outside,
        f"{post.organisation.code}:{post.ref}" if post else None,
        member.pool.region_id,
        member.pool.name,
        member.band,
        member.decided_on,
        ";".join(sorted(region.slug for region in person.mobility.all())),
        person.accepts_challenged,
        member.state_then,
        member.joined,
        member.review_due,
        person.told_on,
    ]
