"""One round, for the regional team: how it stands, what a nominee will see, and publishing and cancelling it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from nominations import policies
from nominations.actions import rounds
from nominations.forms.rounds import CancelForm
from talentboard.access import NotAllowed, Permission, refusal
from talentboard.accounts.typed import survives_signing_in
from talentboard.clock import now

from . import standing
from .changing import typed
from .everybody import seen_by
from .page import above, address, context_of
from .previewing import questions_shown
from .reach import round_of


@require_GET
@never_cache
def round(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """How it stands, and what can be done with it."""
    one = round_of(request.user, slug, round_id, to=Permission.READ_NOMINATIONS)
    return render(request, "nominations/rounds/round.html", context_of(one, request.user))


@require_GET
@never_cache
def preview(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """The round as everybody will see it, and its questions as they will be asked."""
    one = round_of(request.user, slug, round_id, to=Permission.READ_NOMINATIONS)
    context = seen_by(one, request.user, now()) | {"above": above(one), "back": address(one)}
    context |= {
        "asked_of_nominator": questions_shown(context["of_nominator"]) if one.takes_leaders else [],
        "asked_of_nominee": questions_shown(context["of_nominee"]),
    }
    return render(request, "nominations/rounds/preview.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """What can no longer be changed, and publishing; or what is in the way."""
    one = round_of(request.user, slug, round_id)
    refused = ""
    if request.method == "POST":
        try:
            one = rounds.publish_round(one, by=request.user)
        except NotAllowed as reason:
            refused = str(reason)
        else:
            messages.success(request, f"{one.title} is published. {standing.window(one, now())}")
            return redirect(address(one))
    refused = refused or refusal(lambda: policies.can_publish(one))
    context = {
        "round": one,
        "above": above(one),
        "back": address(one),
        "refusal": refused,
        "in_the_way": [(refused, address(one))],
        "window": standing.window(one, now()),
    }
    return render(request, "nominations/rounds/publish.html", context, status=409 if request.method == "POST" else 200)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """What is lost, and cancelling with a reason; or what is in the way."""
    one = round_of(request.user, slug, round_id)
    form = CancelForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            rounds.cancel(one, why=form.cleaned_data["why"], by=request.user)
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{one.title} is cancelled.")
            return redirect(address(one))
    context = {
        "round": one,
        "above": above(one),
        "back": address(one),
        "form": form,
        "refusal": refusal(lambda: policies.can_cancel(one)),
    }
    return render(request, "nominations/rounds/cancel.html", context)
