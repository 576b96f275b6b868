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
from nominations.actions import deciding, judging, withdrawing
from nominations.colleagues import colleagues_of
from nominations.forms.team import AssignForm, EligibilityForm, WithdrawForm
from nominations.models import Nomination
from nominations.reach import one_here
from nominations.statements import statement_of
from talentboard.access import NotAllowed, NotPermitted, Permission, permitted, refusal
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.audit import Event, record
from talentboard.clock import today

from .papers import papers_of
from .unsent import Unsent, unsent

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
    request: HttpRequest,
    slug: str,
    found: Nomination,
    *,
    form: EligibilityForm | None = None,
    meanwhile: Any = None,
    in_vain: Unsent | None = None,
) -> HttpResponse:
    """The page; with what a colleague found meanwhile, or what was sent when nothing was to be judged any more."""
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
        "mobility": found.candidate.mobility.all(),
        "endorsements": endorsements,
        "waits_for": next((request_ for request_ in endorsements if request_.is_open), None),
        "steps": found.steps.select_related("by"),
        "criteria": [(criterion, by_criterion.get(criterion.pk)) for criterion in criteria],
        "is_checked": found.state == State.ELIGIBILITY_CHECK,
        "form": form or EligibilityForm(criteria=criteria, findings=by_criterion),
        "meanwhile": meanwhile,
        "unsent": in_vain,
        "assign": assign,
        "ways": ways(found, criteria, findings),
        "papers": papers_of(request.user, found),
    }
    return render(request, "nominations/team/one.html", context, status=409 if meanwhile or in_vain else 200)


def ways(found: Nomination, criteria: list, findings: list) -> dict[str, str]:
    """Why each of the two decisions cannot be made now; empty where it can."""
    return {
        "accept": refusal(lambda: policies.can_accept_for_gateway(found, criteria, findings)),
        "not_eligible": refusal(lambda: policies.can_find_not_eligible(found, criteria, findings)),
    }


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
    except NotAllowed as refused:
        again = one_here(request.user, slug, nomination_id, to=Permission.RUN_NOMINATIONS)
        return shown(request, slug, again, form=form, in_vain=unsent(form, str(refused)))
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
        said = "accepted for gateway" if accepts else "closed as not eligible"
        told = f"The nomination of {found.person_name} is {said}. They are told."
        try:
            (deciding.accept_for_gateway if accepts else deciding.find_not_eligible)(found, by=request.user)
        except NotAllowed:
            found.refresh_from_db(fields=["state"])
            if found.state != (State.ACCEPTED if accepts else State.INELIGIBLE):
                raise
            told = f"The nomination of {found.person_name} is {said} already. Nothing was done twice."
        messages.success(request, told)
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
def withdraw(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Withdraw it, with a reason of the list."""
    found = one_here(request.user, slug, nomination_id, to=Permission.RUN_NOMINATIONS)
    form = WithdrawForm(request.POST or (typed_before(request) if request.method == "GET" else None) or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdrawing.withdraw_for(found, **form.cleaned_data, by=request.user)
        except NotAllowed:
            found.refresh_from_db(fields=["state"])
        else:
            messages.success(request, f"The nomination of {found.person_name} is withdrawn. They are told.")
            return redirect(page(slug, found))
    is_over = found.has_ended and form.is_bound
    context = {
        "one": found,
        "slug": slug,
        "form": form,
        "back": page(slug, found),
        "decided": found.steps.select_related("by").last() if is_over else None,
        "unsent": unsent(form) if is_over else None,
    }
    return render(request, "nominations/team/withdraw.html", context, status=409 if is_over else 200)


def page(slug: str, found: Nomination) -> str:
    return reverse("nominations:one", args=[slug, found.pk])
