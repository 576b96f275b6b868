"""The list of one's own organisation's returns, and where each stands; a region's is its board of returns."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from regions.models import Return, ReturnStep
from regions.reach import reach
from regions.views.returns_board import nation_board, region_board
from talentboard.access import NATION, Permission
from talentboard.clock import today
from talentboard.nhs.filters import as_day
from talentboard.nhs.words import join_words, plural

from .standing import state_words

ROWS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A return in the list. since: the day of its last step, and by whom that was taken."""

    one: Return
    url: str
    state: str
    label: str
    since: dt.date | None
    by: str


@require_GET
@never_cache
def returns(request: HttpRequest, slug: str) -> HttpResponse:
    """The returns that somebody may read here: their own organisation's, the newest quarter first, or a region's."""
    here = reach(request.user, Permission.READ_RETURN).within(slug)
    if not here.own:
        return nation_board(request, here) if slug == NATION else region_board(request, slug, here)
    found = with_last_step(here.returns()).order_by("-year", "-quarter", "organisation__sort_key")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    rows = [row_of(one, slug) for one in page]
    bodies = {one.organisation_id: one.organisation.name for one in page}
    return render(
        request,
        "returns/returns.html",
        {
            "title": "Quarterly return",
            "caption": next(iter(bodies.values())) if len(bodies) == 1 else "",
            "above": [("Your posts", reverse("regions:posts", args=[slug]))],
            "today": today(),
            "rows": rows,
            "page": page,
            "names_bodies": len(bodies) > 1,
            "lead": lead_of(found, page.object_list[0]) if rows and page.number == 1 else "",
            "empty": "No return has been opened yet. Each is opened on the first day of the last month of its quarter.",
        },
    )


def with_last_step(returns: QuerySet[Return]) -> QuerySet[Return]:
    """Each with `last_at` and `last_by`, of its last step."""
    last = ReturnStep.objects.filter(of=OuterRef("pk")).order_by("-pk")
    return returns.annotate(last_at=Subquery(last.values("at")[:1]), last_by=Subquery(last.values("by__name")[:1]))


def row_of(one: Return, slug: str) -> Row:
    state, label = state_words(one, today())
    since = as_day(one.last_at) if one.last_at else None
    return Row(one, reverse("regions:return", args=[slug, one.pk]), state, label, since, one.last_by or "")


def lead_of(found: QuerySet[Return], newest: Return) -> str:
    """How the newest quarter stands: "Of the 9 returns for July to September 2026, 7 are signed off and 2 are late"."""
    of_quarter = list(found.filter(year=newest.year, quarter=newest.quarter))
    if len(of_quarter) == 1:
        _state, label = state_words(newest, today())
        return f"The return for {newest.period}: {label.lower()}."
    parts = join_words(standing_in_numbers(of_quarter))
    return f"Of the {plural(len(of_quarter), 'return')} for {newest.period}, {parts}."


def standing_in_numbers(returns: Sequence[Return]) -> list[str]:
    numbers = Counter(state_words(one, today())[0] for one in returns)
    words = {
        "signed-off": "signed off", "submitted": "waiting for the chief executive", "in-progress": "in progress",
        "open": "open", "reopened": "reopened", "late": "late", "withdrawn": "withdrawn",
    }  # fmt: skip
    return [
        f"{numbers[state]} {'is' if numbers[state] == 1 else 'are'} {said}"
        for state, said in words.items()
        if numbers[state]
    ]
