"""What people change of their own record, and what they ask others to change. Whose it is stands in no address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pools.actions import corrections, own_details
from pools.actions.own_details import ChangedMeanwhile, Details, details_of
from pools.forms.own_record import NO, YES, CorrectionForm, DetailsForm, FoundForm, SelfViewForm, shown
from pools.models import Candidate, ReadinessBand
from pools.policies.own_record import due_for
from pools.reach import records_of
from regions.models import Region, RoleFamily
from talentboard.access import NotAllowed, NotFound
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.clock import today
from talentboard.nhs.words import join_words, long_day

PAGES = ["GET", "POST"]
UNSENT = {"csrfmiddlewaretoken", "account", "seen"}
LABELS = {
    "name": "Name",
    "job_title": "Job title",
    "employer": "Employer",
    "role_families": "Profession",
    "clinical_body": "Clinical registration",
    "mobility": "Where you would work",
    "accepts_challenged": "Challenged organisations too",
    "working_pattern": "Working pattern",
    "aspirations": "What you hope to do next",
}


@survives_signing_in
@never_cache
@require_http_methods(PAGES)
def details(request: HttpRequest) -> HttpResponse:
    """Everything that people say of themselves, on one page."""
    kept = details_of(own_record(request.user))
    typed = typed_before(request) if request.method == "GET" else None
    form = DetailsForm(request.POST if request.method == "POST" else typed, kept=kept, initial=shown(kept))
    context = {"form": form, "restored": typed is not None}
    if request.method == "POST" and form.is_valid():
        said = form.said()
        try:
            changed = own_details.change_details(said, seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile as meanwhile:
            return conflict(request, said, meanwhile.kept)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved." if changed else "That is what is kept already. Nothing has changed.")
            return redirect("me:me")
    return render(request, "pools/me/details.html", context)


def conflict(request: HttpRequest, mine: Details, kept: Details) -> HttpResponse:
    """Both versions side by side, answered 409: nothing is lost, and one of them is chosen."""
    texts = [(said_of(mine), said_of(kept))]
    columns = [
        (label, one[name], other[name], one[name] != other[name])
        for one, other in texts
        for name, label in LABELS.items()
        if one[name] or other[name]
    ]
    sent = [(name, text) for name, values in request.POST.lists() if name not in UNSENT for text in values]
    context = {"columns": columns, "mine": sent, "seen": kept.digest}
    return render(request, "pools/me/conflict.html", context, status=409)


def said_of(details: Details) -> dict[str, str]:
    """Details in words, by the names of their fields."""
    names = dict(Region.objects.values_list("slug", "name"))
    return {
        "name": details.name,
        "job_title": details.job_title,
        "employer": details.employer.name if details.employer else details.employer_outside,
        "role_families": join_words(RoleFamily(slug).label for slug in details.role_families),
        "clinical_body": dict(Candidate.ClinicalBody.choices).get(details.clinical_body, ""),
        "mobility": join_words(names[slug] for slug in details.mobility),
        "accepts_challenged": "Yes" if details.accepts_challenged else "No",
        "working_pattern": dict(Candidate.WorkingPattern.choices).get(details.working_pattern, ""),
        "aspirations": details.aspirations,
    }


@never_cache
@require_http_methods(PAGES)
def found(request: HttpRequest) -> HttpResponse:
    """Whether they may be found for vacancies."""
    record = own_record(request.user)
    is_given = record.find_consents.filter(withdrawn_at=None).exists()
    asked_before = is_given or record.find_consents.exists()
    form = FoundForm(request.POST or None, initial={"found": (YES if is_given else NO) if asked_before else None})
    if request.method == "POST" and form.is_valid():
        agrees = form.cleaned_data["found"] == YES
        if tried(form, lambda: own_details.agree(to_be_found=agrees, by=request.user)):
            said = "You can be found for vacancies." if agrees else "No search for people finds you from now on."
            return done(request, said)
    return render(request, "pools/me/found.html", {"form": form, "is_given": is_given})


@never_cache
@require_http_methods(PAGES)
def view(request: HttpRequest) -> HttpResponse:
    """Their own view of how soon they are ready."""
    newest = own_record(request.user).self_views.order_by("-given_at", "-pk").first()
    initial = {"band": newest.band_id if newest else None}
    form = SelfViewForm(request.POST or None, can_take_back=newest is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen: ReadinessBand | None = form.chosen()
        if tried(form, lambda: own_details.say_view(chosen, by=request.user)):
            said = f"Your own view is kept: {chosen.label.lower()}." if chosen else "Your own view is taken back."
            return done(request, said)
    return render(request, "pools/me/view.html", {"form": form})


@survives_signing_in
@never_cache
@require_http_methods(PAGES)
def correction(request: HttpRequest) -> HttpResponse:
    """Asking the regional team to put something right."""
    record = own_record(request.user)
    typed = typed_before(request) if request.method == "GET" else None
    form = CorrectionForm(request.POST if request.method == "POST" else typed)
    if request.method == "POST" and form.is_valid():
        asked: list[Any] = []

        def ask() -> None:
            said = form.cleaned_data
            asked.append(corrections.ask_for_correction(said["subject"], said["words"], by=request.user))

        if tried(form, ask):
            return done(request, f"You have asked for a correction. You get an answer by {long_day(asked[0].due)}.")
    context = {"form": form, "restored": typed is not None, "due": due_for(today()), "record": record}
    return render(request, "pools/me/correction.html", context)


def own_record(user: Any) -> Candidate:
    """The record of whoever asks. Raises NotFound where none is kept."""
    found = records_of(user).select_related("employer", "kept_by").first()
    if found is None:
        raise NotFound("No record is kept of this person.")
    return found


def tried(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Act; whether it was done. What is refused stands above the form, with what was typed."""
    try:
        act()
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def done(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("me:me")
