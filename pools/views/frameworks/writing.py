"""Frameworks as they are written: begun, changed, rated, put to use, succeeded, discarded."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pools.access import require_to_keep_frameworks
from pools.actions import frameworks as actions
from pools.forms.frameworks import BeginForm, FactsForm, ScaleForm, SucceedForm
from pools.models import Framework
from pools.policies import frameworks as rules
from pools.reach import frameworks
from regions.reach import reach
from talentboard.access import NATION, NotAllowed, NotFound, Permission
from talentboard.clock import today

from .reading import around, found_by

PAGES = ["GET", "POST"]


@never_cache
@require_http_methods(PAGES)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """A new framework: its title, and what it begins with."""
    region = None if slug == NATION else reach(request.user, Permission.READ_FRAMEWORKS).region(slug)
    require_to_keep_frameworks(request.user, region)
    known = frameworks(request.user, slug).in_use().order_by("title")
    asked = {"like": request.GET.get("like", "")}
    form = BeginForm(request.POST or None, known=known, initial=asked)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = {name: said[name] for name in ("title", "version", "kind")}
        made = tried(form, lambda: actions.begin(region, **chosen, like=form.chosen_like, by=request.user))
        if made:
            messages.success(request, "The draft is saved.")
            return redirect("pools:framework", slug, made.pk)
    return render(request, "pools/frameworks/begin.html", around(request, slug) | {"form": form})


@never_cache
@require_http_methods(PAGES)
def change(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> HttpResponse:
    """What a draft says of itself."""
    draft = draft_of(request, slug, framework_id)
    initial = {name: getattr(draft, name) for name in FactsForm.base_fields if name != "seen"} | {"seen": draft.saves}
    form = FactsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if tried(form, lambda: actions.change(draft, form.facts, seen=seen, by=request.user)):
            return saved(request, slug, draft)
    context = around(request, slug, draft) | {"form": form}
    return render(request, "pools/frameworks/change.html", context)


@never_cache
@require_http_methods(PAGES)
def rate(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> HttpResponse:
    """The scale of a draft."""
    draft = draft_of(request, slug, framework_id)
    form = ScaleForm(request.POST or None, ratings=list(draft.ratings.all()), initial={"seen": draft.saves})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if tried(form, lambda: actions.rate(draft, form.scale, seen=seen, by=request.user)):
            return saved(request, slug, draft)
    return render(request, "pools/frameworks/scale.html", around(request, slug, draft) | {"form": form})


@never_cache
@require_http_methods(PAGES)
def put_to_use(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> HttpResponse:
    """What it means that a draft is put to use, and doing it."""
    draft = draft_of(request, slug, framework_id)
    ratings, criteria = list(draft.ratings.all()), list(draft.criteria.all())
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        used = actions.put_to_use(draft, seen=int(seen) if seen.isdecimal() else None, by=request.user)
        messages.success(request, f"{used} is in use.")
        return redirect("pools:framework", slug, used.pk)
    rules.can_put_to_use(draft, ratings=ratings, criteria=criteria, on=today())
    before = Framework.objects.in_use().filter(region=draft.region_id, slug=draft.slug).first()
    context = around(request, slug, draft) | {"holds": rules.what_it_holds(ratings, criteria), "before": before}
    return render(request, "pools/frameworks/put-to-use.html", context)


@never_cache
@require_http_methods(PAGES)
def succeed(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> HttpResponse:
    """Ask for the version of the draft that is to succeed this one, and begin it."""
    framework = kept_by(request, slug, framework_id)
    drafts = Framework.objects.filter(region=framework.region_id, slug=framework.slug, state=Framework.State.DRAFT)
    rules.can_succeed(framework, list(drafts))
    form = SucceedForm(request.POST or None, initial={"version": version_after(framework.version)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if made := tried(form, lambda: actions.succeed(framework, version=said["version"], by=request.user)):
            messages.success(request, f"The draft of version {made.version} is a copy of version {framework.version}.")
            return redirect("pools:framework", slug, made.pk)
    return render(request, "pools/frameworks/succeed.html", around(request, slug, framework) | {"form": form})


@never_cache
@require_http_methods(PAGES)
def discard(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> HttpResponse:
    """What is lost with a draft, and discarding it."""
    draft = draft_of(request, slug, framework_id)
    if request.method == "POST":
        actions.discard(draft, by=request.user)
        messages.success(request, f"The draft of {draft} is discarded.")
        return redirect("pools:frameworks", slug)
    return render(request, "pools/frameworks/discard.html", around(request, slug, draft))


def kept_by(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> Framework:
    """A framework for somebody who may write in it: a national one in `england` alone."""
    framework = found_by(request, slug, framework_id)
    if framework.access_region != slug:
        raise NotFound(f"{framework} is not written in {slug}.")
    require_to_keep_frameworks(request.user, framework.region)
    return framework


def draft_of(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> Framework:
    """The same where it can still be changed."""
    framework = kept_by(request, slug, framework_id)
    rules.can_change(framework)
    return framework


def tried(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the act gives; nothing where a rule refuses it, whose sentence is then among the errors of the form.

    Where somebody has saved the draft meanwhile, the form knows from now on, and can be sent once more.
    """
    try:
        return act()
    except rules.ChangedMeanwhile as refused:
        form.data = form.data.copy()
        form.data["seen"] = str(refused.saves)
        form.add_error(None, str(refused))
    except NotAllowed as refused:
        form.add_error(None, str(refused))
    return None


def saved(request: HttpRequest, slug: str, draft: Framework) -> HttpResponse:
    """Back to the draft, which says so."""
    messages.success(request, "The draft is saved.")
    return redirect(reverse("pools:framework", args=[slug, draft.pk]))


def version_after(version: str) -> str:
    """The next whole number; nothing where the version is none."""
    return str(int(version) + 1) if version.isdecimal() else ""
