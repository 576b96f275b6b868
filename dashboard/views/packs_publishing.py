"""Packs once they are built: published, built again to compare, followed by the next revision, withdrawn."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.packs import actions, policies
from dashboard.packs.access import pack_seen_by
from dashboard.packs.jobs import ask_to_build_again
from dashboard.packs.models import BoardPack
from dashboard.views.packs import around
from talentboard.access import Permission, require


@never_cache
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """Who will read it, and publishing it."""
    pack = _kept(request, region, pack_id)
    policies.can_publish(pack)
    if request.method == "POST":
        actions.publish(pack, by=request.user)
        messages.success(request, "The pack is published. The board can open it now.")
        return redirect("dashboard:pack", region, pack.pk)
    earlier = BoardPack.objects.filter(region=region, meeting=pack.meeting, state=BoardPack.State.PUBLISHED).first()
    context = around(request.user, region, pack) | {"earlier": earlier}
    return render(request, "dashboard/packs/publish.html", context)


@require_POST
def build_again(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """Have a worker build it once more and compare the two."""
    job = ask_to_build_again(_kept(request, region, pack_id), by=request.user)
    return redirect("jobs:job", job.pk)


@require_POST
def revise(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """Begin the next revision, and go to it."""
    following = actions.revise(_kept(request, region, pack_id), by=request.user)
    messages.success(request, f"Revision {following.revision} is a draft. Change it, or build it.")
    return redirect("dashboard:pack", region, following.pk)


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """What withdrawing does, and doing it."""
    pack = _kept(request, region, pack_id)
    policies.can_withdraw(pack)
    if request.method == "POST":
        actions.withdraw(pack, by=request.user)
        messages.success(request, "The pack is withdrawn.")
        return redirect("dashboard:pack", region, pack.pk)
    return render(request, "dashboard/packs/withdraw.html", around(request.user, region, pack))


def _kept(request: HttpRequest, region: str, pack_id: uuid.UUID) -> BoardPack:
    """A pack for somebody who keeps packs."""
    pack = pack_seen_by(request.user, region, pack_id)
    require(request.user, Permission.KEEP_PACKS, about=pack)
    return pack
