"""The posts of a region: the list, and the list as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from regions.filters import PostFilter
from regions.lists import addresses, as_of_day, file_of, page_of
from regions.models import OPEN_STATES, Post, State
from regions.posts.describing import Described, probability
from regions.reach import Reach, reach
from talentboard.access import NATION, Permission, permitted
from talentboard.audit import Event, record

COLUMNS = (
    "organisation", "post_ref", "title", "role_family", "level", "pay", "board_seat", "clinical", "critical",
    "occupancy", "holder", "since", "expected_end", "returns_on", "established_from", "shared_with",
    "organisation_name", "state", "horizon",
)  # fmt: skip
FORECAST_COLUMNS = ("expected_on", "probability", "reason", "confidential", "forecast_as_of")


@require_GET
@never_cache
def posts(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts of a region as they stand on a day, 30 a page. Reading it is audited: it names holders."""
    here = reach(request.user, Permission.READ_POSTS).within(slug)
    region = here.region(slug)
    found = _narrowed(request, here)
    numbers = _numbers(found.rows)
    page = page_of(request, _with_bodies(found.rows_in_order), count=numbers["rows"])
    homes = {placed.organisation: placed.region_name for placed in found.placed} if slug == NATION else {}
    record(Event.POSTS_READ, by=request.user, region=slug, changed=found.used)
    return render(
        request,
        "regions/posts.html",
        {
            "region": region,
            "above": [(region.name, f"/{slug}/")]
            if permitted(request.user, Permission.READ_FIGURES, region=slug)
            else [],
            "as_of": as_of_day(request),
            "filter": found,
            "form": found.form,
            "numbers": numbers,
            "page": page,
            "lines": [Described(post, whole=found.whole, region=homes.get(post.organisation_id, "")) for post in page],
            **addresses(request, slug, "regions:posts"),
        },
    )


@require_GET
@never_cache
def posts_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The same posts as a file, with every row and the same filters. `kind` is csv or xlsx."""
    here = reach(request.user, Permission.READ_POSTS).within(slug)
    found = _narrowed(request, here)
    found.require_sense()
    record(Event.POSTS_READ, by=request.user, region=slug, ref=f"{kind} file", changed=found.used)
    headings = COLUMNS + (FORECAST_COLUMNS if found.whole else ())
    rows = (_row(post, whole=found.whole) for post in _with_bodies(found.rows_in_order).prefetch_related("shared_with"))
    return file_of(kind, f"{slug}-{as_of_day(request)}-posts", headings, rows)


def _narrowed(request: HttpRequest, here: Reach) -> PostFilter:
    """The region's posts under the filters of the address."""
    day = as_of_day(request)
    return PostFilter(
        request.GET,
        queryset=here.posts(day).with_occupancy(day),
        placed=here.placed(day),
        whole=here.permits(Permission.READ_FORECASTS),
        foreseen=lambda posts: here.with_forecasts(posts, day),
    )


def _numbers(rows: QuerySet) -> dict[str, int]:
    """How many of the rows are posts that count here, open, to come, or led elsewhere. One query."""
    found = rows.order_by().values_list("counted", "state").annotate(posts=Count("pk"))
    cells = {(counted, state): posts for counted, state, posts in found}
    here = {state: cells.get((True, state), 0) for state in State}
    return {
        "rows": sum(cells.values()),
        "posts": sum(here.values()) - here[State.NEW],
        "open": sum(here[state] for state in OPEN_STATES),
        "vacant": here[State.VACANT],
        "covered": here[State.COVERED],
        "new": here[State.NEW],
        "elsewhere": sum(cells.values()) - sum(here.values()),
    }


def _with_bodies(rows: QuerySet) -> QuerySet:
    """With the lead organisation, and the names of those that share the post."""
    return rows.select_related("organisation").with_sharers()


def _row(post: Post, *, whole: bool) -> Iterator[Any]:
    """The values of COLUMNS, and of FORECAST_COLUMNS for those who see forecasts in full."""
    shared = ";".join(body.code for body in post.shared_with.all())
    holders = "; ".join(post.holders or [])
    values = [
        post.organisation.code, post.ref, post.title, post.role_family, post.level, post.pay, post.board_seat,
        post.clinical, post.critical, post.occupancy or "vacant", holders, post.held_since, post.expected_end,
        post.returns_on, post.established_from, shared, post.organisation.name, post.state, post.horizon,
    ]  # fmt: skip
    if whole:
        likely = probability(post.probability) if post.probability is not None else None
        values += [post.expected_on, likely, post.reason, post.is_confidential, post.forecast_as_of]
    return values
