"""What people ask a region to put right: the list, without names, and one request with its answer."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from pools.actions.corrections import answer_correction
from pools.forms.own_record import AnswerForm
from pools.models import CorrectionRequest
from pools.reach import corrections
from regions.reach import reach
from talentboard.access import NotAllowed, NotFound, Permission
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.audit import Event, record
from talentboard.clock import today

ROWS = 30
WAITING, ANSWERED = "waiting", "answered"


@require_GET
@never_cache
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that await an answer, the most pressing first; or those that were answered. Nobody is named."""
    here = corrections(request.user, slug)
    region = reach(request.user, Permission.CHANGE_MEMBERS).region(slug)
    chosen = ANSWERED if request.GET.get("state") == ANSWERED else WAITING
    waiting = here.open()
    answered = here.filter(state=CorrectionRequest.State.ANSWERED).order_by("-answered_on", "-asked_on", "pk")
    page = Paginator(waiting if chosen == WAITING else answered, ROWS).get_page(request.GET.get("page"))
    rows = [
        {
            "request": one,
            "url": reverse("pools:correction", args=[slug, one.pk]),
            "is_late": one.is_late(today()),
        }
        for one in page
    ]
    context = {
        "region": region,
        "crumbs": [(f"{region.name}: members", reverse("pools:members", args=[slug]))],
        "page": page,
        "rows": rows,
        "chosen": chosen,
        "waiting": page.paginator.count if chosen == WAITING else waiting.count(),
        "late": waiting.filter(due__lt=today()).count(),
    }
    return render(request, "pools/corrections.html", context)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    """One request, whose it is, and its answer. Opening it is audited as reading the person's record."""
    asked = corrections(request.user, slug).select_related("candidate__employer", "candidate__kept_by")
    found = asked.filter(pk=request_id).first()
    if found is None:
        raise NotFound("There is no such request.")
    typed = typed_before(request) if request.method == "GET" else None
    form = AnswerForm(request.POST if request.method == "POST" else typed)
    if request.method == "POST" and form.is_valid():
        try:
            answer_correction(found, **form.cleaned_data, by=request.user)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
            found.refresh_from_db()
            return shown(request, slug, found, form, status=409)
        messages.success(request, "The answer is sent. The person gets a mail that leads to it.")
        return redirect("pools:corrections", slug)
    if request.method == "GET":
        record(Event.CANDIDATE_READ, about=found.candidate, by=request.user, region=slug)
    return shown(request, slug, found, form, restored=typed is not None)


def shown(
    request: HttpRequest,
    slug: str,
    found: CorrectionRequest,
    form: AnswerForm,
    *,
    restored: bool = False,
    status: int = 200,
) -> HttpResponse:
    person = found.candidate
    context = {
        "asked": found,
        "person": person,
        "employer": person.employer.name if person.employer else person.employer_outside or "Not given",
        "form": form,
        "restored": restored,
        "is_late": found.is_late(today()),
        "is_own": request.user.pk in (found.asked_by_id, person.user_id),
        "crumbs": [
            (f"{person.kept_by.name}: members", reverse("pools:members", args=[slug])),
            ("Corrections", reverse("pools:corrections", args=[slug])),
        ],
    }
    return render(request, "pools/correction.html", context, status=status)
