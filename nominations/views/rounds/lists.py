"""The rounds of a region, for its talent team."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from regions.reach import reach
from talentboard.access import NATION, Permission, permitted
from talentboard.clock import now

from . import standing
from .reach import rounds_of

ROWS = 30


@require_GET
@never_cache
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """Every round: what takes nominations first, then what is to come, drafts, what is closed, what was cancelled."""
    moment = now()
    place = reach(request.user, Permission.READ_NOMINATIONS).region(slug)
    page = Paginator(rounds_of(request.user, slug).in_order(moment), ROWS).get_page(request.GET.get("page"))
    runs = slug != NATION and permitted(request.user, Permission.RUN_NOMINATIONS, region=slug)
    context = {
        "place": place.name,
        "is_nation": slug == NATION,
        "slug": slug,
        "page": page,
        "rows": [(round, standing.standing(round, moment)) for round in page],
        "runs": runs,
    }
    return render(request, "nominations/rounds/list.html", context)
