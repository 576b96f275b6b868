"""The least that a page can cost: addresses that only the bench has, with the site's own after them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path

from nominations.models import Nomination
from pools.models import Membership
from regions.models import Post, Region, State
from regions.models.periods import as_of
from regions.models.post_queries import FORECAST_FACTS
from regions.posts.describing import Described
from regions.reach import reach
from regions.views.returns.rows import TAGS
from talentboard.access import Permission
from talentboard.clock import today
from talentboard.urls import urlpatterns as site

NUMBERS = {"rows": 224, "posts": 224, "vacant": 20, "covered": 10, "new": 0, "elsewhere": 0, "open": 30}
COUNT = {"rows": 280, "people": 200, "untold": 40}
OCCUPANCY_FACTS = {
    "occupancy": "kind", "holders": "holders", "held_since": "since", "expected_end": "expected_end",
    "returns_on": "returns_on",
}  # fmt: skip
ROWS = 30
shown: dict[str, Sequence[uuid.UUID | int]] = {"posts": (), "members": (), "return": (), "queue": ()}
"""Which rows the bare lists show, by list: those of the site's own page."""
RETURN = """{% extends "layout/page.html" %}{% block content %}{% include "returns/posts.html" %}{% endblock %}"""


def a_string(request: HttpRequest) -> HttpResponse:
    """What every signed-in page costs: session, account, middleware."""
    return HttpResponse(f"Signed in as {request.user.pk}.")


class Bare(Described):
    """A post in words that no other table is asked for."""

    shared = ""


class Plain(Bare):
    """A post of which nothing is known but what its rows hold."""

    state = "Filled"
    horizon = "No forecast"


def posts(request: HttpRequest) -> HttpResponse:
    """The rows of the list of posts as this reader may see them, in one query: no counts, no choices, no filters."""
    here, day = reach(request.user, Permission.READ_POSTS).within("east"), today()
    page = page_of(in_order(here.posts_with_forecasts(day)))
    return posts_page(request, page, [Bare(post, whole=True) for post in page])


def plain_posts(request: HttpRequest) -> HttpResponse:
    """As many posts as plainly as they can be asked for: no roles, no state, no horizon, whatever forecast is live."""
    page = page_of(in_order(plain_rows(shown["posts"], today())))
    for post in page:
        post.state = State.FILLED
    return posts_page(request, page, [Plain(post, whole=True) for post in page])


def plain_rows(posts: Sequence[uuid.UUID | int], day: dt.date) -> QuerySet:
    held = FilteredRelation("occupancies", condition=as_of(day, prefix="occupancies__"))
    live = as_of(day, since="as_of", until="ended_on", prefix="forecasts__") & Q(forecasts__confidential=False)
    return Post.objects.filter(pk__in=posts).annotate(
        held=held,
        **{name: F(f"held__{field}") for name, field in OCCUPANCY_FACTS.items()},
        plain=FilteredRelation("forecasts", condition=live),
        **{name: F(f"plain__{field}") for name, field in FORECAST_FACTS.items()},
    )


def in_order(posts: QuerySet) -> QuerySet:
    return posts.select_related("organisation").order_by("organisation__sort_key", "ref", "pk")


def posts_page(request: HttpRequest, page: Page, lines: Sequence[Bare]) -> HttpResponse:
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


def one_return(request: HttpRequest) -> HttpResponse:
    """The rows of a return, as plainly as they can be asked for: nothing of what the return says, or who may see it."""
    rows = [bare_row(post) for post in in_order(plain_rows(shown["return"], today()))]
    page = {"rows": rows, "writes": True, "url": "/east/returns/0/", "hidden": []}
    return HttpResponse(engines["django"].from_string(RETURN).render({"page": page}, request))


def bare_row(post: Post) -> dict[str, Any]:
    return {
        "id": post.pk,
        "title": post.title,
        "kind": f"{post.get_role_family_display()}, {post.get_level_display().lower()}",
        "is_critical": post.critical,
        "held": "; ".join(post.holders or ()),
        "since": f"since {post.held_since}",
        "expected": [f"{post.expected_on}. {post.probability}, {post.reason}"] if post.expected_on else [],
        "no_forecast": "No forecast",
        "tag": TAGS["To confirm"],
        "sentences": [],
        "may_confirm": True,
    }


def bare_member(member: Membership) -> dict[str, Any]:
    person = member.candidate
    return {
        "person": person.pk,
        "name": person.name,
        "told_on": person.told_on,
        "employer": person.employer.name if person.employer else person.employer_outside,
        "post": person.current_post.title if person.current_post else "",
        "pool": member.pool.name,
        "pool_region": member.pool.region.name,
        "band": "Ready now",
        "decided_on": member.joined,
        "state": Membership.State.ACTIVE,
        "review_due": member.review_due,
    }


def queue(request: HttpRequest) -> HttpResponse:
    """Nominations with their people, as plainly as they can be asked for: no roles, no counts, no filters, no trace."""
    rows = Nomination.objects.filter(pk__in=shown["queue"]).with_people().select_related("assignee").order_by("due")
    page = page_of(rows)
    context = around(page, "nominations") | {"today": today(), "lines": [bare_nomination(one) for one in page]}
    return render(request, "nominations/team/queue.html", context | {"runs": True})


def bare_nomination(one: Nomination) -> dict[str, Any]:
    employer = one.employer.name if one.employer else one.employer_outside
    return {"one": one, "state": Nomination.State.ELIGIBILITY_CHECK, "age": "9 days", "employer": employer}


def echo(request: HttpRequest) -> HttpResponse:
    """What every small request of a signed-in page costs that says something back: nothing is kept."""
    return JsonResponse({"version": int(request.POST["version"]) + 1, "saved": f"Saved {len(request.POST['text'])}."})


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
        "above": [("East", "/east/")],
        "list_url": f"/east/{what}/",
        "csv_url": f"/east/{what}/{what}.csv",
        "excel_url": f"/east/{what}/{what}.xlsx",
        "as_of_query": "",
    }


BARE: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "a-string": a_string,
    "posts": posts,
    "plain-posts": plain_posts,
    "members": members,
    "return": one_return,
    "queue": queue,
    "echo": echo,
}
urlpatterns = [*(path(f"bare/{name}/", view) for name, view in BARE.items()), *site]
