"""The endorser: what is asked of them, and their answer."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations.actions import endorsing
from nominations.forms.team import ENDORSE, EndorseForm
from nominations.reach import asked_of
from nominations.statements import statement_of
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.audit import Event, record


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def endorse(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """What was said of somebody, and endorsing it or not. Once answered, the answer alone."""
    asked = asked_of(request.user, slug, nomination_id)
    one = asked.nomination
    if not asked.is_open:
        return render(request, "nominations/team/endorsed.html", {"one": one, "asked": asked})
    typed = typed_before(request) if request.method == "GET" else None
    form = EndorseForm(request.POST or typed or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = endorsing.endorse if said["answer"] == ENDORSE else endorsing.refuse
        act(one, words=said["words"], by=request.user)
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
    return render(request, "nominations/team/endorse.html", context)
