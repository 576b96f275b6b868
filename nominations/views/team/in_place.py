"""The regional talent team in place of an endorser: it goes on, it ends, or somebody else is asked."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations.actions import endorsing
from nominations.forms.team import NAME, PASS_ON, REFUSE, InPlaceForm
from nominations.models import Endorsement, Nomination
from nominations.reach import one_here
from talentboard.access import NotAllowed, Permission
from talentboard.accounts.typed import survives_signing_in, typed_before

from .unsent import unsent


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def in_place(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """What the team may decide just now, and deciding it."""
    found = one_here(request.user, slug, nomination_id, to=Permission.RUN_NOMINATIONS)
    typed = typed_before(request) if request.method == "GET" else None
    data = request.POST or typed or None
    asked = open_request_of(found)
    # What was sent to a page from before a colleague decided is refused by its own rule, not as an unknown choice.
    sent_as_team = data is not None and data.get("answer") in (PASS_ON, REFUSE)
    form = InPlaceForm(data, with_team=sent_as_team or (asked is not None and asked.with_team))
    if request.method == "POST" and form.is_valid():
        try:
            said = done(found, form, by=request.user)
        except NotAllowed as refused:
            return shown(request, found, form, sentence=str(refused))
        messages.success(request, said)
        return redirect("nominations:one", slug, found.pk)
    return shown(request, found, form)


def shown(request: HttpRequest, found: Nomination, form: InPlaceForm, *, sentence: str = "") -> HttpResponse:
    """What can be decided; once a colleague has, what they decided, and what was sent in vain. sentence: why it was."""
    found.refresh_from_db(fields=["state"])
    asked = open_request_of(found)
    is_over = asked is None or (form.with_team and not asked.with_team)
    if sentence and not is_over:
        form.add_error(None, sentence)
    context = {
        "one": found,
        "waits_for": asked,
        "form": None if is_over else form,
        "back": reverse("nominations:one", args=[found.round.pool.region_id, found.pk]),
        "refusal": (sentence or f"This nomination is {found.stands}: nobody is asked now.") if is_over else "",
        "decided": newest_answer(found) if is_over else None,
        "unsent": unsent(form) if is_over and form.is_bound else None,
    }
    return render(request, "nominations/team/in-place.html", context, status=409 if sentence else 200)


def open_request_of(found: Nomination) -> Endorsement | None:
    """Who is asked to endorse it now."""
    return found.endorsements.filter(answer="").select_related("endorser").first()


def newest_answer(found: Nomination) -> Endorsement | None:
    return found.endorsements.exclude(answer="").select_related("answered_by").order_by("-answered_at").first()


def done(found: Nomination, form: InPlaceForm, *, by: Any) -> str:
    """Do what was chosen; the sentence that says so."""
    answer, words = form.cleaned_data["answer"], form.cleaned_data["words"]
    if answer == NAME:
        endorsing.name_endorser(found, form.person, by=by)
        return f"{form.person.name} is asked to endorse it."
    if answer == PASS_ON:
        endorsing.pass_on(found, words=words, by=by)
        return f"The nomination of {found.person_name} goes on to the eligibility check."
    endorsing.refuse_for_team(found, words=words, by=by)
    return f"The nomination of {found.person_name} is closed as not endorsed. They are told why."
