"""A nomination that has been sent: everything as it was sent, where it stands, and taking it back before consent."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from nominations import policies
from nominations.actions import withdrawing
from nominations.models import Nomination, NominationStep
from nominations.statements import statement_of
from talentboard.access import refusal
from talentboard.clock import today

from .reach import address, caption, named, one_made_by
from .road import road
from .standing import standing

State, Capacity = Nomination.State, NominationStep.Capacity


@require_GET
@never_cache
def sent(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Where it stands, and what was said. A draft is on its other page."""
    one = one_made_by(request.user, slug, nomination_id)
    if one.state == State.DRAFT:
        return redirect(address(one, "draft"))
    said = [each for each in statement_of(one).by_nominator if each.text]
    context = {
        "one": one,
        "caption": caption(one),
        "who": named(one),
        "standing": standing(one, today()),
        "road": road(one),
        "statement": said,
        "says_anything": bool(said) or one.readiness_view is not None,
        "withdraw_url": address(one, "sent-withdraw") if may_withdraw(one) else "",
    }
    return render(request, "nominations/nominating/sent.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """What is lost, and taking it back while the person has not answered. A second click finds it withdrawn."""
    one = one_made_by(request.user, slug, nomination_id)
    if one.state == State.DRAFT:
        return redirect(address(one, "draft-discard"))
    if request.method == "POST" and one.state != State.WITHDRAWN:
        withdrawing.withdraw(one, by=request.user)
        messages.success(request, f"Your nomination of {named(one)} is withdrawn.")
    if request.method == "POST" or one.has_ended:
        return redirect(address(one, "sent"))
    context = {
        "one": one,
        "caption": caption(one),
        "who": named(one),
        "refusal": refusal(lambda: policies.can_withdraw(one, capacity=Capacity.NOMINATOR)),
        "back": address(one, "sent"),
    }
    return render(request, "nominations/nominating/withdraw.html", context)


def may_withdraw(one: Nomination) -> bool:
    return not refusal(lambda: policies.can_withdraw(one, capacity=Capacity.NOMINATOR))
