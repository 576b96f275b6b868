"""The nominee withdraws, on a page that says what is lost."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import policies
from nominations.actions import withdrawing
from nominations.models import Nomination, NominationStep

from .reach import address, caption, yours

State = Nomination.State


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Of one that goes on; a draft is thrown away, and one that is not answered yet is declined on its own page."""
    one = yours(request.user, slug, nomination_id)
    policies.can_withdraw(one, capacity=NominationStep.Capacity.NOMINEE)
    if one.state == State.AWAITING_CONSENT:
        return redirect(address(one))
    is_draft = one.state == State.DRAFT
    if request.method == "POST":
        withdrawing.withdraw(one, by=request.user)
        messages.success(request, "Your draft is deleted." if is_draft else f"You withdrew from {one.round.pool}.")
        return redirect("nominations:mine")
    context = {"one": one, "caption": caption(one), "is_draft": is_draft, "back": address(one)}
    return render(request, "nominations/nominee/withdraw.html", context)
