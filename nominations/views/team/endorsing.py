"""The endorser: what is asked of them, and their answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations.actions import endorsing
from nominations.forms.team import ENDORSE, REFUSE, EndorseForm
from nominations.models import Endorsement
from nominations.reach import asked_of
from nominations.statements import statement_of
from nominations.words import as_typed
from talentboard.access import NotAllowed
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.audit import Event, record

from .unsent import unsent


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def endorse(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """What was said of somebody, and endorsing it or not. Once answered, the answer alone."""
    asked = asked_of(request.user, slug, nomination_id)
    one = asked.nomination
    typed = typed_before(request) if request.method == "GET" else None
    form = EndorseForm(request.POST or typed or None)
    if not asked.is_open:
        return over(request, asked, form)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = endorsing.endorse if said["answer"] == ENDORSE else endorsing.refuse
        try:
            act(one, words=said["words"], by=request.user)
        except NotAllowed as refused:
            asked = asked_of(request.user, slug, nomination_id)
            if not asked.is_open:
                return over(request, asked, form)
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Your answer has been sent. {one.person_name} is told, and reads what you said.")
            return redirect("nominations:endorse", slug, one.pk)
    record(Event.NOMINATION_READ, about=one, by=request.user)
    context = {
        "one": one,
        "asked": asked,
        "form": form,
        "restored": typed is not None,
        "statement": statement_of(one),
    }
    return render(request, "nominations/team/endorse.html", context, status=409 if form.non_field_errors() else 200)


def over(request: HttpRequest, asked: Endorsement, form: EndorseForm) -> HttpResponse:
    """The answer that was given, or that none is asked for any more. The same sent again is told what came of the
    first; something else that was sent stays on the page."""
    context: dict[str, Any] = {"one": asked.nomination, "asked": asked}
    is_another = form.is_bound and (form["answer"].value(), as_typed(form["words"].value() or "").strip()) != (
        {Endorsement.Answer.ENDORSED: ENDORSE, Endorsement.Answer.NOT_ENDORSED: REFUSE}.get(asked.answer),
        asked.words,
    )
    if is_another:
        context["unsent"] = unsent(form)
    return render(request, "nominations/team/endorsed.html", context, status=409 if is_another else 200)
