"""A round as it is made, changed, moved to later days, and copied for the next one."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import policies
from nominations.actions import rounds
from nominations.actions.book import SavedMeanwhile
from nominations.forms.rounds import DatesForm, RoundForm, TitleForm, WithEdition, shown, to_begin_with
from nominations.models import Round
from regions.reach import reach
from talentboard.access import NATION, NotAllowed, NotFound, Permission, require
from talentboard.accounts.typed import survives_signing_in, typed_before

from .meanwhile import both_editions
from .page import above, above_list, address
from .reach import frameworks_for_rounds, pools_for_rounds, round_of


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft."""
    place = reach(request.user, Permission.RUN_NOMINATIONS).region(slug)
    require(request.user, Permission.RUN_NOMINATIONS, about=slug)
    if slug == NATION:
        raise NotFound("A round is of one region.")
    form = form_of(request, slug, initial=to_begin_with())
    if request.method == "POST" and form.is_valid():
        made = kept(form, lambda: rounds.make(form.put_on(Round()), by=request.user))
        if made:
            messages.success(request, "The draft is saved. Say next what is asked, and who is eligible.")
            return redirect(address(made))
    context = {"form": form, "above": above_list(slug), "heading": "Make a round", "caption": place.name, "back": ""}
    return render(request, "nominations/rounds/form.html", context)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """The facts of a draft."""
    round = round_of(request.user, slug, round_id)
    policies.can_change(round)
    form = form_of(request, slug, initial=shown(round))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            changed = kept(form, lambda: rounds.change(form.put_on(round), seen=seen, by=request.user))
        except SavedMeanwhile as meanwhile:
            return both_editions(request, round, form, meanwhile.present)
        if changed:
            messages.success(request, "The draft is saved.")
            return redirect(address(changed))
    context = {
        "form": form,
        "above": above(round),
        "heading": "Change the round",
        "caption": round.title,
        "back": address(round),
    }
    return render(request, "nominations/rounds/form.html", context)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """Later days for a published round."""
    round = round_of(request.user, slug, round_id)
    if round.state != Round.State.PUBLISHED:
        raise NotAllowed("Only a published round has its dates moved here. A draft is changed as a whole.")
    form = DatesForm(typed(request), initial=shown(round))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        round.closes, round.late_until = said["closes"], said["late_until"]
        try:
            moved = kept(form, lambda: rounds.change(round, seen=said["seen"], by=request.user), refused="closes")
        except SavedMeanwhile as meanwhile:
            return both_editions(request, round, form, meanwhile.present)
        if moved:
            messages.success(request, "The dates are moved.")
            return redirect(address(moved))
    before = round_of(request.user, slug, round_id)
    context = {"form": form, "round": before, "above": above(before), "back": address(before)}
    return render(request, "nominations/rounds/dates.html", context)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """A draft like this round, a year later."""
    round = round_of(request.user, slug, round_id)
    form = TitleForm(typed(request))
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        try:
            made = rounds.copy(round, title=title, by=request.user)
        except ValidationError as refused:
            form.add_error("title", str(refused.messages[0]))
        else:
            messages.success(request, f"{made.title} is a draft like {round.title}. Look over its dates.")
            return redirect(address(made))
    context = {"form": form, "round": round, "above": above(round), "back": address(round)}
    return render(request, "nominations/rounds/copy.html", context)


def form_of(request: HttpRequest, slug: str, *, initial: dict[str, Any]) -> RoundForm:
    return RoundForm(
        typed(request),
        initial=initial,
        pools=pools_for_rounds(request.user, slug),
        frameworks=frameworks_for_rounds(slug),
    )


def typed(request: HttpRequest) -> Any:
    """What was sent, or was sent before somebody had to sign in again; none where nothing was."""
    return request.POST if request.method == "POST" else typed_before(request)


def kept(form: WithEdition, act: Callable[[], Round], *, refused: str | None = None) -> Round | None:
    """What the act made; none where it is refused, and then the form says why. refused: the field for a rule's word."""
    try:
        return act()
    except ValidationError as wrong:
        form.put_beside(wrong)
    except SavedMeanwhile:
        raise
    except NotAllowed as reason:
        form.add_error(refused, str(reason))
    return None
