"""One post: what it is now, who held it, how long it stood open, what was forecast of it, and how it has changed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from regions import policies
from regions import post_history as history
from regions.lists import as_of_day
from regions.models import Post, Region
from regions.posts.describing import Described
from regions.reach import Reach, reach
from talentboard.access import NotAllowed, NotFound, Permission, permitted
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.nhs.words import long_day

OWN = "What is expected of your own post is shown to you only where you said it yourself."
ELSEWHERE = "What is expected of it is shown where it counts."
NONE = "Nobody has forecast that it falls vacant."
NONE_OPEN = "Nobody has forecast openly that it falls vacant."
Facts = list[tuple[str, str]]


@require_GET
@never_cache
def post(request: HttpRequest, slug: str, post_id: uuid.UUID) -> HttpResponse:
    """The page of a post as of a day. Reading it is audited: it names holders."""
    here = reach(request.user, Permission.READ_POSTS).within(slug)
    day = as_of_day(request)
    found = post_here(here, slug, post_id, day)
    record(Event.POST_READ, by=request.user, about=found, region=slug)
    reader = history.Reader(request.user, slug, whole=here.permits(Permission.READ_FORECASTS))
    described = Described(found, whole=reader.whole)
    past = past_of(found, reader, day=day)
    region = here.region(slug)
    context = {
        "region": region,
        "above": above_posts(request.user, region, asked=f"?as_of={day}" if day != today() else ""),
        "as_of": day,
        "post": found,
        "described": described,
        "facts": facts_of(described, past["changes"]),
        "sees_forecasts": reader.whole,
        "no_forecasts": no_forecasts(found),
        "continuations": history.went_before(found, here, slug),
        "actions": actions_on(found, request.user, slug),
        **past,
    }
    return render(request, "regions/post.html", context)


def post_here(here: Reach, slug: str, post_id: uuid.UUID, day: dt.date) -> Post:
    """The post with everything that its page shows of that day. Raises NotFound."""
    posts = history.with_eyes(here.posts_with_forecasts(day), here.user)
    line = ("continues__organisation", "continued_as__organisation")
    related = posts.select_related("organisation", *line).prefetch_related("shared_with")
    found = related.filter(pk=post_id).first()
    if found is None:
        raise NotFound(f"There is no such post in {slug}.")
    return found


def above_posts(user: Any, region: Region, *, asked: str = "") -> list[tuple[str, str]]:
    """The pages above that of a post: the region's where somebody may read its figures, and the list of posts."""
    posts = reverse("regions:posts", args=[region.slug]) + asked
    if not permitted(user, Permission.READ_FIGURES, region=region.slug):
        return [("Your posts", posts)]
    return [(region.name, f"/{region.slug}/"), ("Posts", posts)]


def past_of(post: Post, reader: history.Reader, *, day: dt.date) -> dict[str, Any]:
    """Everything of the past, in words, each the newest first."""
    rows = history.occupancies_of_line(post, day)
    forecasts = history.forecasts_of(post, reader, day=day)
    lines = history.lines_of(post)
    reader.may_open([*rows, *forecasts, *lines])
    spells = history.open_spells(post, rows, day=day)
    return {
        "holdings": history.held_of(post, rows, reader, day=day),
        "spells": spells,
        "forecasts": history.told_of(post, forecasts, reader, spells=spells, day=day),
        "changes": history.changes_of(lines, reader, day=day),
    }


def no_forecasts(post: Post) -> str:
    """What stands where no forecast is shown, said alike whether or not there is one that is hidden."""
    if post.is_own:
        return OWN
    if not post.counted:
        return ELSEWHERE
    return NONE if post.is_confided else NONE_OPEN


def actions_on(post: Post, user: Any, slug: str) -> list[tuple[str, str]]:
    """What the reader may do with the post as it is today: words and address."""
    try:
        policies.can_correct(post, today())
    except NotAllowed:
        return []
    found = []
    if permitted(user, Permission.CHANGE_POSTS, region=slug, organisation=post.organisation_id) and post.counted:
        found.append(("Correct this post", reverse("regions:post-correct", args=[slug, post.pk])))
    if post.is_confided and post.counted:
        found.append(("Confidential forecast", reverse("regions:post-confidential", args=[slug, post.pk])))
    return found


def facts_of(described: Described, changes: Sequence[history.Change]) -> Facts:
    """What the post is on the day."""
    post = described.post
    facts = [
        ("Organisation", f"{post.organisation.name} ({post.organisation.code})"),
        ("Reference", post.ref),
        ("Role family and level", described.kind),
        ("Pay", post.get_pay_display() or "Not given"),
        ("Board seat", post.get_board_seat_display() or "Not given"),
        ("Clinical", "Yes" if post.clinical else "No"),
        ("Critical", critical(post, changes)),
        ("Held by", ", ".join(filter(None, [described.held_by, described.held_how_long]))),
        ("Expected to fall vacant", described.horizon),
    ]
    if described.forecast:
        facts.append(("Forecast", described.forecast))
    shared = [body.name for body in post.shared_with.all()]
    return [*facts, ("Shared with", "; ".join(shared))] if shared else facts


def critical(post: Post, changes: Sequence[history.Change]) -> str:
    """Whether it is critical, and since when if it was not always."""
    since = next((change.since for change in changes if "critical" in change.fields), None)
    said = "Yes" if post.critical else "No"
    return f"{said}, since {long_day(since)}" if since else said
