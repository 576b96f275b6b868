"""Packs as they are composed: begun, changed, commented on, and sent to be built."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.packs import actions, policies
from dashboard.packs.access import pack_seen_by
from dashboard.packs.forms import CommentForm, NewPackForm, PackForm
from dashboard.packs.jobs import ask_to_build
from dashboard.packs.models import BoardPack
from dashboard.reading.stored import snapshots_seen_by
from dashboard.views.packs import around
from talentboard.access import NATION, NotAllowed, NotFound, Permission, require

SNAPSHOTS = 60


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, region: str) -> HttpResponse:
    """Choose the meeting, the figures and the sections."""
    require(request.user, Permission.KEEP_PACKS, about=region)
    if region == NATION:
        raise NotFound("A pack is of one region's board.")
    snapshots = list(snapshots_seen_by(request.user, region)[:SNAPSHOTS])
    form = NewPackForm(request.POST or None, snapshots=snapshots)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.compose(region, **form.chosen, by=request.user)
        except NotAllowed as refused:
            form.add_error("meeting" if "meeting" in str(refused) else "title", str(refused))
        else:
            messages.success(request, "The draft is saved. Comment on it, or build it.")
            return redirect("dashboard:pack", region, made.pk)
    context = {"form": form, "has_figures": bool(snapshots)}
    return render(request, "dashboard/packs/new.html", around(request.user, region) | context)


@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """Choose other figures or sections for a draft."""
    pack = _draft(request, region, pack_id)
    snapshots = list(snapshots_seen_by(request.user, region)[:SNAPSHOTS])
    if pack.snapshot not in snapshots:
        snapshots.append(pack.snapshot)
    initial = {"snapshot": str(pack.snapshot_id), "title": pack.title}
    form = PackForm(request.POST or None, snapshots=snapshots, sections=pack.sections, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(pack, **form.chosen, by=request.user)
        except NotAllowed as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, "The draft is saved.")
            return redirect("dashboard:pack", region, pack.pk)
    context = {"form": form}
    return render(request, "dashboard/packs/change.html", around(request.user, region, pack) | context)


@never_cache
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """Say something of a section."""
    pack = _draft(request, region, pack_id)
    asked = {"section": request.GET.get("section", "")}
    form = CommentForm(request.POST or None, sections=pack.sections, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            actions.comment(pack, **form.cleaned_data, by=request.user)
        except NotAllowed as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, "The comment is in the draft.")
            return redirect("dashboard:pack", region, pack.pk)
    return render(request, "dashboard/packs/comment.html", around(request.user, region, pack) | {"form": form})


@require_POST
def take_back(request: HttpRequest, region: str, pack_id: uuid.UUID, comment_id: uuid.UUID) -> HttpResponse:
    """Take a comment out of the draft."""
    pack = _kept(request, region, pack_id)
    found = pack.comments.filter(pk=comment_id).first()
    if found is None:
        raise NotFound("There is no such comment in this pack.")
    actions.take_back(found, by=request.user)
    messages.success(request, "The comment is taken back.")
    return redirect("dashboard:pack", region, pack.pk)


@require_POST
def build(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """Have a worker build the draft, and go to the page of that job."""
    job = ask_to_build(_kept(request, region, pack_id), by=request.user)
    return redirect("jobs:job", job.pk)


def _kept(request: HttpRequest, region: str, pack_id: uuid.UUID) -> BoardPack:
    """A pack for somebody who keeps packs."""
    pack = pack_seen_by(request.user, region, pack_id)
    require(request.user, Permission.KEEP_PACKS, about=pack)
    return pack


def _draft(request: HttpRequest, region: str, pack_id: uuid.UUID) -> BoardPack:
    """The same where it can still be changed."""
    pack = _kept(request, region, pack_id)
    policies.can_change(pack)
    return pack
