"""The criteria of a draft: added, changed, moved, taken out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pools.actions import frameworks as actions
from pools.forms.frameworks import CriterionForm
from pools.models import Criterion, Framework
from talentboard.access import NotFound

from .reading import around
from .writing import PAGES, draft_of, saved, tried


@never_cache
@require_http_methods(PAGES)
def add(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> HttpResponse:
    """A new criterion, at the end."""
    draft = draft_of(request, slug, framework_id)
    form = CriterionForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(form, lambda: actions.add_criterion(draft, form.said, by=request.user)):
        if "another" in request.POST:
            messages.success(request, "The criterion is added. Enter the next one.")
            return redirect("pools:criterion-add", slug, draft.pk)
        return saved(request, slug, draft)
    themes = sorted({one.theme for one in draft.criteria.all() if one.theme})
    context = around(request, slug, draft) | {"form": form, "themes": themes}
    return render(request, "pools/frameworks/criterion.html", context)


@never_cache
@require_http_methods(PAGES)
def change(request: HttpRequest, slug: str, framework_id: uuid.UUID, criterion_id: uuid.UUID) -> HttpResponse:
    """One criterion."""
    draft, criterion = found(request, slug, framework_id, criterion_id)
    form = CriterionForm(request.POST or None, initial=CriterionForm.initial_of(criterion) | {"seen": draft.saves})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if tried(form, lambda: actions.change_criterion(criterion, form.said, seen=seen, by=request.user)):
            return saved(request, slug, draft)
    context = around(request, slug, draft) | {"form": form, "criterion": criterion}
    return render(request, "pools/frameworks/criterion.html", context)


@require_POST
def move(request: HttpRequest, slug: str, framework_id: uuid.UUID, criterion_id: uuid.UUID) -> HttpResponse:
    """One place up or down."""
    draft, criterion = found(request, slug, framework_id, criterion_id)
    actions.move_criterion(criterion, up=request.POST.get("to") == "up", by=request.user)
    return redirect(reverse("pools:framework", args=[slug, draft.pk]) + f"#criterion-{criterion.pk}")


@never_cache
@require_http_methods(PAGES)
def remove(request: HttpRequest, slug: str, framework_id: uuid.UUID, criterion_id: uuid.UUID) -> HttpResponse:
    """What is lost with a criterion, and taking it out."""
    draft, criterion = found(request, slug, framework_id, criterion_id)
    if request.method == "POST":
        actions.remove_criterion(criterion, by=request.user)
        messages.success(request, f"“{criterion}” is taken out.")
        return redirect("pools:framework", slug, draft.pk)
    context = around(request, slug, draft) | {"criterion": criterion}
    return render(request, "pools/frameworks/criterion-remove.html", context)


def found(
    request: HttpRequest, slug: str, framework_id: uuid.UUID, criterion_id: uuid.UUID
) -> tuple[Framework, Criterion]:
    """A criterion of a draft that this person may write in."""
    draft = draft_of(request, slug, framework_id)
    criterion = draft.criteria.filter(pk=criterion_id).first()
    if criterion is None:
        raise NotFound(f"There is no such criterion in {draft}.")
    criterion.framework = draft
    return draft, criterion
