"""What a draft of a round asks, and who is eligible: questions and criteria, one by one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nominations import policies
from nominations.actions import rounds
from nominations.actions.book import SavedMeanwhile
from nominations.forms.rounds import CriterionForm, QuestionForm
from nominations.models import EligibilityCriterion, Question, Round
from talentboard.access import NotFound
from talentboard.accounts.typed import survives_signing_in

from .changing import typed
from .meanwhile import both_editions
from .page import above, address
from .reach import part_of, round_of

Part = Question | EligibilityCriterion
CRITERION = "criterion"
ADDS = {
    Question.Asked.NOMINATOR: "Add a question for leaders",
    Question.Asked.NOMINEE: "Add a question for the person nominated",
    CRITERION: "Add a criterion of eligibility",
}


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str, round_id: uuid.UUID, of: str) -> HttpResponse:
    """Another question or criterion, at the end. of: nominator, nominee or criterion."""
    round = draft_of(request, slug, round_id)
    if of not in ADDS:
        raise NotFound("There is nothing of that name in a round.")
    part = EligibilityCriterion() if of == CRITERION else Question(asked_of=of)
    return said(request, round, part, ADDS[of])


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, round_id: uuid.UUID, part_id: uuid.UUID) -> HttpResponse:
    """The words of one."""
    round = draft_of(request, slug, round_id)
    part = part_of(round, part_id)
    if part is None:
        raise NotFound("There is no such question or criterion in this round.")
    return said(request, round, part, f"Change the {name_of(part)}")


def said(request: HttpRequest, round: Round, part: Part, heading: str) -> HttpResponse:
    """Its form, and keeping what was said."""
    is_new = part._state.adding
    initial = {} if is_new else vars(part) | {"seen": rounds.edition(part)}
    form = (QuestionForm if isinstance(part, Question) else CriterionForm)(typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        put = rounds.put_question if isinstance(part, Question) else rounds.put_criterion
        try:
            put(round, form.put_on(part), seen=form.cleaned_data["seen"], by=request.user)
        except SavedMeanwhile as meanwhile:
            return both_editions(request, round, form, meanwhile.present)
        messages.success(request, f"The {name_of(part)} is saved.")
        return redirect(f"{address(round)}#{part.pk}")
    context = {"form": form, "round": round, "above": above(round), "heading": heading, "back": address(round)}
    return render(request, "nominations/rounds/part.html", context | {"part": None if is_new else part})


@require_POST
def up(request: HttpRequest, slug: str, round_id: uuid.UUID, part_id: uuid.UUID) -> HttpResponse:
    """One place higher."""
    round = draft_of(request, slug, round_id)
    if part := part_of(round, part_id):
        rounds.move_up(round, part, by=request.user)
    return redirect(f"{address(round)}#{part_id}")


@never_cache
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, round_id: uuid.UUID, part_id: uuid.UUID) -> HttpResponse:
    """What goes, and taking it out. One that is gone already stays gone."""
    round = draft_of(request, slug, round_id)
    part = part_of(round, part_id)
    if part is None and request.method == "GET":
        raise NotFound("There is no such question or criterion in this round.")
    if request.method == "POST":
        if part is not None:
            rounds.remove(round, part, by=request.user)
        messages.success(request, "It is taken out of the round.")
        return redirect(address(round))
    context = {"round": round, "part": part, "name": name_of(part), "above": above(round), "back": address(round)}
    return render(request, "nominations/rounds/remove.html", context)


def draft_of(request: HttpRequest, slug: str, round_id: uuid.UUID) -> Round:
    """A round that may be changed, for whoever changes it. Raises NotAllowed where it is published."""
    round = round_of(request.user, slug, round_id)
    policies.can_change(round)
    return round


def name_of(part: Part) -> str:
    return "question" if isinstance(part, Question) else "criterion"
