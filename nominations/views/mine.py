"""Everything of one's own in one page: nominations of oneself, and what else is asked of whoever looks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nominations.reach import endorsements_of
from nominations.views.nominating.mine import nominations_made
from nominations.views.nominee.mine import nominations_of_you


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Nominations of the reader, and those that wait for their endorsement."""
    context = {
        "of_you": nominations_of_you(request.user),
        "by_you": nominations_made(request),
        "to_endorse": list(endorsements_of(request.user)),
    }
    return render(request, "nominations/mine.html", context)
