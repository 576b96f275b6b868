"""Checking what was written, sending it, and giving a draft up."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import policies
from nominations.actions import drafting, sending
from nominations.forms.nominating import SendForm
from nominations.models import Nomination
from nominations.policies.drafting import has_trained
from nominations.statements import statement_of
from talentboard.access import NotAllowed, refusal
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.clock import now
from talentboard.nhs.filters import say_weekday

from .reach import address, caption, named, one_made_by
from .until import closed

State = Nomination.State


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Everything as it will be sent; and sending it, late with a reason. A second click finds it sent."""
    one = one_made_by(request.user, slug, nomination_id)
    if one.state != State.DRAFT:
        return redirect(address(one, "sent"))
    is_late = one.round.takes_late(now())
    typed = request.POST if request.method == "POST" else typed_before(request)
    form = SendForm(typed, is_late=is_late)
    stops = refusal(lambda: may_go(one, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            one = sending.send(one, late_because=form.cleaned_data.get("late_because", ""), by=request.user)
        except NotAllowed as refused:
            stops = str(refused)
        else:
            messages.success(request, f"Sent. {named(one)} is asked, and has until {say_weekday(one.due)} to answer.")
            return redirect(address(one, "sent"))
    context = {
        "one": one,
        "caption": caption(one),
        "form": form,
        "statement": statement_of(one).by_nominator,
        "stops": [(stops, address(one, "draft"))] if stops else [],
        "closed": closed(one, now()),
        "is_late": is_late,
        "restored": request.method == "GET" and typed is not None,
        "back": address(one, "draft"),
        "person_url": address(one, "draft-person"),
        "readiness_url": address(one, "draft-readiness"),
    }
    refused_now = request.method == "POST" and bool(stops)
    return render(request, "nominations/nominating/send.html", context, status=409 if refused_now else 200)


def may_go(one: Nomination, user: Any) -> None:
    """What the rule will answer when it is sent, but for why it is late, which is asked here."""
    policies.may_go(one, trained=has_trained(user), places_taken=sending.places_taken(one))


@never_cache
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """What is lost with a draft, and deleting it."""
    one = one_made_by(request.user, slug, nomination_id)
    if one.state != State.DRAFT:
        return redirect(address(one, "sent"))
    if request.method == "POST":
        drafting.discard(one, by=request.user)
        messages.success(request, "The draft is deleted. Nobody was told of it.")
        return redirect("nominations:mine")
    statement = [said for said in statement_of(one).by_nominator if said.text.strip()]
    context = {
        "one": one,
        "caption": caption(one),
        "who": named(one),
        "statement": statement,
        "back": address(one, "draft"),
    }
    return render(request, "nominations/nominating/discard.html", context)
