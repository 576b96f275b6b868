"""Packs as they are read: the list, a pack's own page, its preview and its file. Opening one leaves a line."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.jobs import name_of
from dashboard.packs import policies
from dashboard.packs.access import lets, pack_seen_by, packs_seen_by
from dashboard.packs.actions import opened
from dashboard.packs.models import BoardPack, PackFile, PackState
from dashboard.packs.openings import MOST, openings_of
from dashboard.packs.sections import SECTIONS
from talentboard.access import NATION, NotAllowed, NotFound, Permission, permitted

ROWS = 30


@require_GET
@never_cache
def listed(request: HttpRequest, region: str) -> HttpResponse:
    """The packs of a board, the next meeting first."""
    packs = packs_seen_by(request.user, region)
    page = Paginator(packs, ROWS).get_page(request.GET.get("page"))
    may_keep = lets(request.user, Permission.KEEP_PACKS, region)
    return render(
        request, "dashboard/packs/list.html", around(request.user, region) | {"page": page, "may_keep": may_keep}
    )


@require_GET
@never_cache
def pack(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """Where a pack stands, what it was made from, and what can be done with it."""
    found = pack_seen_by(request.user, region, pack_id)
    file = PackFile.objects.filter(pack=found).defer("content", "html", "facts").first()
    may_keep = lets(request.user, Permission.KEEP_PACKS, region)
    openings = (
        list(openings_of(found)[: MOST + 1]) if file and lets(request.user, Permission.READ_PACKS, region) else None
    )
    context = {
        "pack": found,
        "file": file,
        "may_keep": may_keep,
        "sections": [(key, SECTIONS[key]) for key in found.sections],
        "comments": [(one, SECTIONS[one.section]) for one in found.comments.all()],
        "checks": list(found.checks.all()[:5]) if may_keep else [],
        "openings": openings[:MOST] if openings else openings,
        "has_more": bool(openings and len(openings) > MOST),
        "can_withdraw": may_keep and found.state not in (PackState.WITHDRAWN, PackState.SUPERSEDED),
    }
    return render(request, "dashboard/packs/pack.html", around(request.user, region, found) | context)


@require_GET
@never_cache
def preview(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """What the file holds, as a page."""
    found = pack_seen_by(request.user, region, pack_id)
    html = kept(found, "html")
    opened(found, how="preview", by=request.user)
    return render(request, "dashboard/packs/preview.html", around(request.user, region, found) | {"content": html})


@require_GET
@never_cache
def download(request: HttpRequest, region: str, pack_id: uuid.UUID) -> HttpResponse:
    """The file as it is kept."""
    found = pack_seen_by(request.user, region, pack_id)
    content = kept(found, "content")
    opened(found, how="download", by=request.user)
    answer = HttpResponse(bytes(content), content_type="application/pdf")
    name = f"{slugify(region)}-board-pack-{found.meeting}-revision-{found.revision}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def around(user: Any, region: str, pack: BoardPack | None = None) -> dict:
    """The region's name, and the way up as far as this reader may go."""
    if region == NATION:
        raise NotFound("A pack is of one region's board.")
    name = name_of(region)
    crumbs = [(name, reverse("dashboard:region", args=[region]))]
    if not permitted(user, Permission.READ_FIGURES, region=region):
        crumbs = []
    if pack:
        crumbs.append(("Board packs", reverse("dashboard:packs", args=[region])))
    return {"region": region, "place": name, "crumbs": crumbs, "pack": pack}


def kept(pack: BoardPack, column: str) -> Any:
    """The PDF (`content`) or the same as HTML. Raises NotAllowed where it has not been built."""
    found = PackFile.objects.filter(pack=pack).values_list(column, flat=True).first()
    if found is None:
        raise NotAllowed(policies.NOT_BUILT)
    return found
