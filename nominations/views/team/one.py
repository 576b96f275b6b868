"""One nomination, for the regional talent team: everything said, endorsement, eligibility, and what becomes of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nominations import policies
from nominations.access import is_nominator, is_nominee
from nominations.actions import deciding, endorsing, judging, withdrawing
from nominations.colleagues import colleagues_of
from nominations.forms.team import NAME, PASS_ON, AssignForm, EligibilityForm, InPlaceForm, WithdrawForm
from nominations.models import Nomination
from nominations.reach import one_here
from nominations.statements import statement_of
from talentboard.access import NotAllowed, NotPermitted, Permission, permitted
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.audit import Event, record
from talentboard.clock import today

State = Nomination.State


@require_GET
@never_cache
def one(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """A nomination that its nominee has agreed to."""
    found = one_here(request.user, slug, nomination_id)
    if is_nominator(request.user, found) or is_nominee(request.user, found):
        raise NotPermitted("You take part in this nomination yourself, so a colleague deals with it.")
    record(Event.NOMINATION_READ, about=found, by=request.user)
    return shown(request, slug, found)


def shown(
    request: HttpRequest, slug: str, found: Nomination, *, form: EligibilityForm | None = None, meanwhile: Any = None
) -> HttpResponse:
    criteria, findings = deciding.judged(found)
    by_criterion = {finding.criterion_id: finding for finding in findings}
    runs = permitted(request.user, Permission.RUN_NOMINATIONS, region=slug)
    assign = AssignForm(colleagues=colleagues_of(slug), initial={"assignee": found.assignee_id or ""})
    endorsements = list(found.endorsements.select_related("endorser", "answered_by"))
    context = {
        "one": found,
        "slug": slug,
        "today": today(),
        "runs": runs,
        "state": State(found.state),
        "statement": statement_of(found),
        "registration": getattr(found, "registration", None),
        "cv": found.__class__.objects.filter(pk=found.pk, cv__isnull=False).values("cv__name", "cv__size").first(),
        "mobility": found.candidate.mobility.all(),
        "endorsements": endorsements,
        "waits_for": next((request_ for request_ in endorsements if request_.is_open), None),
        "steps": found.steps.select_related("by"),
        "criteria": [(criterion, by_criterion.get(criterion.pk)) for criterion in criteria],
        "is_checked": found.state == State.ELIGIBILITY_CHECK,
        "form": form or EligibilityForm(criteria=criteria, findings=by_criterion),
        "meanwhile": meanwhile,
        "assign": assign,
        "ways": ways(found, criteria, findings),
    }
    return render(request, "nominations/team/one.html", context, status=409 if meanwhile else 200)


def ways(found: Nomination, criteria: list, findings: list) -> dict[str, str]:
    """Why each of the two decisions cannot be made now; empty where it can."""
    return {
        "accept": refusal(lambda: policies.can_accept_for_gateway(found, criteria, findings)),
        "not_eligible": refusal(lambda: policies.can_find_not_eligible(found, criteria, findings)),
    }


def refusal(rule: Any) -> str:
    try:
        rule()
    except NotAllowed as reason:
        return str(reason)
    return ""


@survives_signing_in
@never_cache
@require_http_methods(["POST"])
def judge(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Keep what was found of the criteria."""
    found = one_here(request.user, slug, nomination_id, to=Permission.RUN_NOMINATIONS)
    criteria, findings = deciding.judged(found)
    by_criterion = {finding.criterion_id: finding for finding in findings}
    form = EligibilityForm(request.POST, criteria=criteria, findings=by_criterion)
    if not form.is_valid():
        return shown(request, slug, found, form=form)
    try:
        kept = judging.judge(found, form.found, by=request.user)
    except judging.FoundMeanwhile as meanwhile:
        return shown(request, slug, found, form=renewed(form, meanwhile), meanwhile=meanwhile)
    messages.success(request, "Saved." if kept else "Nothing had changed.")
    return redirect(page(slug, found) + "#eligibility")


def renewed(form: EligibilityForm, meanwhile: judging.FoundMeanwhile) -> EligibilityForm:
    """The form as it was typed, now knowing what the colleague found: sending it again puts it in place of that."""
    form.data = form.data.copy()
    for key, finding in meanwhile.present.items():
        form.data[f"seen_{key}"] = judging.seen_of(finding)
    return form


@require_http_methods(["GET", "POST"])
@never_cache
def decide(request: HttpRequest, slug: str, nomination_id: uuid.UUID, decision: str) -> HttpResponse:
    """Accept for gateway, or find not eligible: what follows, and doing it."""
    found = one_here(request.user, slug, nomination_id, to=Permission.RUN_NOMINATIONS)
    accepts = decision == "accept"
    if request.method == "POST":
        (deciding.accept_for_gateway if accepts else deciding.find_not_eligible)(found, by=request.user)
        said = "accepted for gateway" if accepts else "closed as not eligible"
        messages.success(request, f"The nomination of {found.person_name} is {said}. They are told.")
        return redirect(page(slug, found))
    criteria, findings = deciding.judged(found)
    context = {
        "one": found,
        "slug": slug,
        "accepts": accepts,
        "criteria": criteria,
        "findings": findings,
        "refusal": ways(found, criteria, findings)["accept" if accepts else "not_eligible"],
    }
    return render(request, "nominations/team/decide.html", context)


@require_POST
def assign(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Give it to a colleague, or to nobody in particular."""
    found = one_here(request.user, slug, nomination_id, to=Permission.RUN_NOMINATIONS)
    form = AssignForm(request.POST, colleagues=colleagues_of(slug))
    if not form.is_valid():
        raise NotAllowed("Choose a colleague who runs nominations in this region.")
    deciding.assign(found, form.person, by=request.user)
    messages.success(
        request, f"{form.person.name} deals with it." if form.person else "Nobody in particular has it now."
    )
    return redirect(page(slug, found))


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def in_place(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """In place of the endorser: it goes on, it ends, or somebody else is asked."""
    found = one_here(request.user, slug, nomination_id, to=Permission.RUN_NOMINATIONS)
    waits_for = found.endorsements.filter(answer="").select_related("endorser").first()
    typed = typed_before(request) if request.method == "GET" else None
    form = InPlaceForm(request.POST or typed or None, with_team=waits_for is not None and waits_for.with_team)
    if request.method == "POST" and form.is_valid():
        messages.success(request, answered(found, form, by=request.user))
        return redirect(page(slug, found))
    context = {
        "one": found,
        "slug": slug,
        "waits_for": waits_for,
        "form": form,
        "back": page(slug, found),
        "refusal": "" if waits_for else f"This nomination is {found.get_state_display().lower()}: nobody is asked now.",
    }
    return render(request, "nominations/team/in-place.html", context)


def answered(found: Nomination, form: InPlaceForm, *, by: Any) -> str:
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


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Withdraw it, with a reason of the list."""
    found = one_here(request.user, slug, nomination_id, to=Permission.RUN_NOMINATIONS)
    form = WithdrawForm(request.POST or (typed_before(request) if request.method == "GET" else None) or None)
    if request.method == "POST" and form.is_valid():
        withdrawing.withdraw_for(found, **form.cleaned_data, by=request.user)
        messages.success(request, f"The nomination of {found.person_name} is withdrawn. They are told.")
        return redirect(page(slug, found))
    context = {"one": found, "slug": slug, "form": form, "back": page(slug, found)}
    return render(request, "nominations/team/withdraw.html", context)


def page(slug: str, found: Nomination) -> str:
    return reverse("nominations:one", args=[slug, found.pk])
