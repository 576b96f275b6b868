"""Before a nomination: what will be asked, what is needed, and beginning a draft."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import access, policies
from nominations.actions import drafting
from nominations.models import Nomination
from nominations.policies.drafting import has_trained
from nominations.views.rounds import standing
from nominations.views.rounds.everybody import seen_by
from nominations.views.rounds.reach import published_round
from talentboard.access import NotFound, refusal
from talentboard.clock import now

from .reach import address, drafts_of, named


@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """What a leader should know first; then a draft."""
    round = published_round(round_id)
    if round.access_region != slug:
        raise NotFound("It is a round of another region.")
    access.require_to_nominate(request.user, round)
    if request.method == "POST":
        return redirect(address(drafting.begin(round, by=request.user), "draft"))
    here = [one for one in drafts_of(request.user) if one.round_id == round.pk]
    context = seen_by(round, request.user, now()) | {
        "refusal": refusal(lambda: policies.can_begin(round, Nomination.Route.LEADER)),
        "window": standing.window(round, now()),
        "trained": has_trained(request.user) if round.needs_training else True,
        "drafts": [(named(one), address(one, "draft")) for one in here],
    }
    return render(request, "nominations/nominating/begin.html", context)
