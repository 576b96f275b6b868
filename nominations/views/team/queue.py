"""The region's queue of nominations, and doing the same with several of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nominations.actions import deciding, withdrawing
from nominations.actions.in_bulk import for_each, tried
from nominations.colleagues import colleagues_of
from nominations.filters import QueueFilter
from nominations.forms.team import ACCEPT, ASSIGN, AssignForm, BulkForm, WithdrawForm
from nominations.models import Nomination
from nominations.models.nomination import STANDING
from nominations.reach import agreed_to, numbers, rounds, waiting_for_consent
from regions.lists import page_of
from regions.reach import Reach, reach
from talentboard.access import Permission, permitted
from talentboard.audit import Event, record
from talentboard.clock import now, today
from talentboard.nhs.words import noun_for, plural

DONE = {ASSIGN: "assigned", ACCEPT: "accepted for gateway", "withdraw": "withdrawn"}


@require_GET
@never_cache
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """The nominations of a region. Whoever may not read names sees numbers."""
    if not permitted(request.user, Permission.READ_NOMINATIONS, region=slug):
        here = reach(request.user, Permission.COUNT_NOMINATIONS).within(slug)
        return render(
            request,
            "nominations/team/numbers.html",
            {"region": here.region(slug), "rows": numbers(here), "states": list(Nomination.State)[1:]},
        )
    here = reach(request.user, Permission.READ_NOMINATIONS).within(slug)
    return shown(request, slug, here)


def shown(request: HttpRequest, slug: str, here: Reach, *, form: BulkForm | None = None) -> HttpResponse:
    """The queue under the filters of the address."""
    colleagues = colleagues_of(slug)
    found = QueueFilter(request.GET, queryset=agreed_to(here), rounds=rounds(here), colleagues=colleagues)
    rows = found.rows_in_order
    counts = dict(agreed_to(here).order_by().values_list("state").annotate(Count("pk")))
    page = page_of(request, rows.with_people().select_related("assignee"), count=rows.count())
    record(Event.NOMINATIONS_READ, by=request.user, region=slug, changed=found.used)
    day = today()
    context = {
        "region": here.region(slug),
        "today": day,
        "waiting": waiting_for_consent(here),
        "counts": [(state, counts.get(state, 0)) for state in Nomination.State if counts.get(state)],
        "going_on": sum(counts.get(state, 0) for state in STANDING),
        "state": request.GET.get("state", ""),
        "filter": found,
        "form": found.form,
        "bulk": form or BulkForm(offered=[]),
        "page": page,
        "lines": [line(one, day) for one in page],
        "runs": permitted(request.user, Permission.RUN_NOMINATIONS, region=slug),
    }
    return render(request, "nominations/team/queue.html", context, status=409 if form else 200)


def line(one: Nomination, day: Any) -> dict[str, Any]:
    """What a row of the queue says besides the nomination: how long it has stood, and whether it is overdue."""
    days = (now() - one.moved_at).days
    return {
        "one": one,
        "state": Nomination.State(one.state),
        "age": plural(days, "day") if days else "today",
        "overdue": one.is_overdue(day),
        "employer": one.employer.name if one.employer else one.employer_outside or "Not given",
    }


@require_POST
def in_bulk(request: HttpRequest, slug: str) -> HttpResponse:
    """What would come of an act on those chosen, each with its sentence where it cannot be; then doing it."""
    here = reach(request.user, Permission.RUN_NOMINATIONS).within(slug)
    asked = BulkForm(request.POST, offered=request.POST.getlist("chosen"))
    if not asked.is_valid():
        return shown(request, slug, here, form=asked)
    ones = list(chosen(here, asked.cleaned_data["chosen"]).with_people().select_related("candidate__user"))
    kind = asked.cleaned_data["act"]
    is_decided = "decided" in request.POST
    form = reasons(kind, slug, request.POST if is_decided else None)
    if is_decided and (form is None or form.is_valid()):
        outcome = for_each(ones, act_of(kind, form, by=request.user))
        number = len(outcome.done)
        if number:
            said = f"{plural(number, 'nomination')} {noun_for(number, 'is', 'are')} {DONE[kind]}."
            messages.success(request, said)
        for one, sentence in outcome.refused:
            messages.warning(request, f"{one.person_name}: {sentence}")
        return redirect("nominations:queue", slug)
    able = tried(ones, act_of(kind, None, by=request.user))
    context = {
        "region": here.region(slug),
        "kind": kind,
        "done": DONE[kind],
        "outcome": able,
        "form": form,
        "back": reverse("nominations:queue", args=[slug]),
    }
    return render(request, "nominations/team/bulk.html", context)


def chosen(here: Reach, ids: list[str]) -> QuerySet[Nomination]:
    """Those of these ids that are here; anything else is not there."""
    return agreed_to(here).filter(pk__in=ids)


def reasons(kind: str, slug: str, data: Any) -> AssignForm | WithdrawForm | None:
    """What is asked besides: to whom, or why. Accepting asks nothing more."""
    if kind == ASSIGN:
        return AssignForm(data, colleagues=colleagues_of(slug))
    return None if kind == ACCEPT else WithdrawForm(data)


def act_of(kind: str, form: AssignForm | WithdrawForm | None, *, by: Any) -> Callable[[Nomination], Any]:
    """What is done to each. Without a form: as a trial, with nobody in particular and the first reason."""
    if kind == ASSIGN:
        person = form.person if form else None
        return lambda one: deciding.assign(one, person, by=by)
    if kind == ACCEPT:
        return lambda one: deciding.accept_for_gateway(one, by=by)
    code, why = (form.cleaned_data["code"], form.cleaned_data["why"]) if form else ("asked", "")
    return lambda one: withdrawing.withdraw_for(one, code=code, why=why, by=by)
