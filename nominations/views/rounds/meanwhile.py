"""Two colleagues have changed the same thing of a round: both editions side by side, and keeping one of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nominations.actions.rounds import edition
from nominations.forms.rounds import shown
from nominations.models import Round
from talentboard.nhs.words import join_words, long_day

from .page import above

UNSENT = {"csrfmiddlewaretoken", "account", "seen"}


def both_editions(request: HttpRequest, round: Round, form: forms.Form, present: Any) -> HttpResponse:
    """The page with both, answered 409. Keeping mine sends it again over the other; keeping the other sends nothing."""
    round = present if isinstance(present, Round) else round
    theirs = type(form)(initial=initial_of(present), **choices_of(form))
    names = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    columns = [(str(form[name].label), words(form, name), words(theirs, name)) for name in names]
    context = {
        "round": round,
        "above": above(round),
        "columns": [(label, mine, other, mine != other) for label, mine, other in columns],
        "mine": [(name, text) for name, texts in request.POST.lists() if name not in UNSENT for text in texts],
        "seen": edition(present),
        "action": request.path,
    }
    return render(request, "nominations/rounds/meanwhile.html", context, status=409)


def initial_of(present: Any) -> dict[str, Any]:
    """What the form would show of what is kept now."""
    return shown(present) if isinstance(present, Round) else vars(present)


def choices_of(form: forms.Form) -> dict[str, Any]:
    """What the form was given to choose from."""
    given = {"pools": "pool", "frameworks": "framework"}
    return {name: form.fields[field].queryset for name, field in given.items() if field in form.fields}


def words(form: forms.Form, name: str) -> str:
    """What a field says, in words: as it was sent, or else as it is kept."""
    said = form.cleaned_data.get(name) if form.is_bound else form.initial.get(name)
    field = form.fields[name]
    if isinstance(field, forms.BooleanField):
        return "yes" if said else "no"
    if isinstance(field, forms.MultipleChoiceField):
        return join_words(label for value, label in field.choices if value in (said or ()))
    if said in (None, ""):
        return ""
    return long_day(said) if hasattr(said, "isoformat") else str(said)
