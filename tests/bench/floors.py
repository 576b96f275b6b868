"""The least that a page can cost: addresses that only the bench has, with the site's own after them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from pools.models import Membership
from regions.describing import Described
from regions.models import Post, Region, State
from regions.models.periods import as_of
from regions.models.post_queries import FORECAST_FACTS
from talentboard.clock import today
from talentboard.urls import urlpatterns as site

NUMBERS = {"rows": 224, "posts": 224, "vacant": 20, "covered": 10, "new": 0, "elsewhere": 0, "open": 30}
COUNT = {"rows": 280, "people": 200, "untold": 40}
ROWS = 30
shown: dict[str, Sequence[uuid.UUID | int]] = {"posts": (), "members": ()}
"""Which rows the bare lists show, by list: those of the site's own page."""


def a_string(request: HttpRequest) -> HttpResponse:
    """What every signed-in page costs: session, account, middleware."""
    return HttpResponse(f"Signed in as {request.user.pk}.")


class Bare(Described):
    """A post in words that no other table is asked for."""

    shared = ""
    horizon = "No forecast"


def posts(request: HttpRequest) -> HttpResponse:
    """Posts with who holds them and their open forecast, as plainly as they can be asked for: no roles, no counts."""
    day = today()
    rows = (
        Post.objects.filter(pk__in=shown["posts"])
        .select_related("organisation")
        .annotate(
            held=FilteredRelation("occupancies", condition=as_of(day, prefix="occupancies__")),
            occupancy=F("held__kind"),
            holders=F("held__holders"),
            held_since=F("held__since"),
            expected_end=F("held__expected_end"),
            returns_on=F("held__returns_on"),
            plain=FilteredRelation(
                "forecasts",
                condition=as_of(day, since="as_of", until="ended_on", prefix="forecasts__")
                & Q(forecasts__confidential=False),
            ),
            **{name: F(f"plain__{field}") for name, field in FORECAST_FACTS.items()},
        )
        .order_by("organisation__sort_key", "ref")
    )
    page = page_of(rows)
    for post in page:
        post.state = State.VACANT if post.occupancy in {None, "vacant"} else State.FILLED
    lines = [Bare(post, whole=True) for post in page]
    return render(request, "regions/posts.html", around(page, "posts") | {"lines": lines, "numbers": NUMBERS})


def members(request: HttpRequest) -> HttpResponse:
    """Members with their people, as plainly as they can be asked for: no history, no roles, no counts."""
    rows = (
        Membership.objects.filter(pk__in=shown["members"])
        .select_related("pool__region", "candidate__employer", "candidate__current_post__organisation")
        .order_by("candidate__sort_key")
    )
    page = page_of(rows)
    lines = [bare_member(member) for member in page]
    return render(request, "pools/members.html", around(page, "members") | {"lines": lines, "count": COUNT})


def bare_member(member: Membership) -> dict[str, Any]:
    member.band, member.band_label, member.decided_on = "ready-now", "Ready now", member.joined
    person = member.candidate
    employer = person.employer.name if person.employer else person.employer_outside
    return {"member": member, "person": person, "state": Membership.State.ACTIVE, "employer": employer}


def page_of(rows: QuerySet) -> Page:
    """The first of many pages: the rows are asked for once, and not counted."""
    paginator = Paginator(rows, ROWS)
    paginator.count = 250
    return paginator.page(1)


def around(page: Page, what: str) -> dict[str, Any]:
    return {
        "region": Region(slug="east", name="East"),
        "as_of": today(),
        "page": page,
        "region_url": "/east/",
        "list_url": f"/east/{what}/",
        "csv_url": f"/east/{what}/{what}.csv",
        "excel_url": f"/east/{what}/{what}.xlsx",
        "as_of_query": "",
    }


BARE: dict[str, Callable[[HttpRequest], HttpResponse]] = {"a-string": a_string, "posts": posts, "members": members}
urlpatterns = [*(path(f"bare/{name}/", view) for name, view in BARE.items()), *site]
