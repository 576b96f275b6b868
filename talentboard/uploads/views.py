"""The upload page: choose a file, see what it would change or what is wrong with it, save it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from talentboard.access import NotAllowed, NotFound, require
from talentboard.audit.describing import region_names
from talentboard.nhs.filters import say_moment
from talentboard.sheets.sources import LARGEST

from . import actions, jobs
from .forms import UploadForm
from .kinds import every_kind, kind_named, next_steps
from .models import Upload
from .pages import page_of
from .reach import kinds_open_to, upload_of, uploads_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = 50


@never_cache
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """The form. What is sent is kept for its sender alone, checked, and shown on a page of its own."""
    kinds = kinds_open_to(request.user, slug)
    form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        sent = actions.receive(
            [(file.name, file.read(LARGEST + 1)) for file in asked["files"]],
            kind=kind_named(asked["holds"]),
            region=slug,
            as_of=asked["as_of"],
            by=request.user,
            options={"close_missing": asked["close_missing"]},
        )
        if sent.is_large:
            return redirect("jobs:job", jobs.ask_to_check(sent, by=request.user).pk)
        actions.check(sent, by=request.user)
        return redirect("uploads:checked", slug, sent.pk)
    context = {
        "form": form,
        "kinds": kinds,
        "unsaved": uploads_of(request.user, slug).unsaved(),
        "did_not_arrive": request.method == "GET" and "sent" in request.GET,
    }
    return render(request, "uploads/upload.html", context | place(slug))


@never_cache
@require_GET
def checked(request: HttpRequest, slug: str, upload_id: uuid.UUID) -> HttpResponse:
    """What came of checking: everything to put right, or what would change; after saving, what was saved."""
    found = upload_of(request.user, slug, upload_id)
    kind = kind_named(found.kind)
    is_waiting = found.state == Upload.State.WAITING
    if is_waiting and found.is_large:
        return redirect("jobs:job", jobs.ask_to_check(found, by=request.user).pk)
    if is_waiting or (found.state == Upload.State.CHECKED and found.seen_as != kind.seen_as(request.user, slug)):
        found = actions.check(found, by=request.user)
    page = page_of(found, kind, only=request.GET.get("show", ""))
    context = {
        "upload": found,
        "kind": kind,
        "page": page,
        "lines": Paginator(page.lines, LINES).get_page(request.GET.get("page")),
        "form": UploadForm(kinds=[kind], initial=found.options),
        "has_marked": page.template == "problems" and found.marked_files.exists(),
        "saved_line": f"on {say_moment(found.saved_at)}." if found.saved_at else "",
        "steps": next_steps(request.user, slug) if found.state == Upload.State.SAVED and kind.counts_in_figures else (),
        "did_not_save": "again" in request.GET,
    }
    return render(request, f"uploads/{page.template}.html", context | place(slug))


@never_cache
@require_http_methods(["GET", "POST"])
def save(request: HttpRequest, slug: str, upload_id: uuid.UUID) -> HttpResponse:
    """Save what was shown. Where it would be something else by now, nothing is saved and the page says what."""
    found = upload_of(request.user, slug, upload_id)
    address = reverse("uploads:checked", args=[slug, found.pk])
    if request.method == "GET":  # somebody who had to sign in again is sent here
        return redirect(f"{address}?again=1" if found.state == Upload.State.CHECKED else address)
    expected = request.POST.get("expected", "")
    if found.is_large and found.state != Upload.State.SAVED:
        return redirect("jobs:job", jobs.ask_to_save(found, expected=expected, by=request.user).pk)
    try:
        actions.save(found, expected=expected, by=request.user)
    except NotAllowed as refusal:
        actions.check(found, by=request.user)
        messages.warning(request, f"Nothing has been saved. {refusal}")
    return redirect(address)


@never_cache
@require_GET
def marked(request: HttpRequest, slug: str, upload_id: uuid.UUID) -> HttpResponse:
    """The sender's own file with everything to be put right marked in it."""
    found = upload_of(request.user, slug, upload_id)
    if found.seen_as != kind_named(found.kind).seen_as(request.user, slug):
        raise NotFound("It was checked with other rights.")
    file = found.marked_files.first()
    if file is None:
        raise NotFound("There is no marked file of this upload.")
    return as_file(bytes(file.content), f"{slug}-{found.kind}-to-put-right.xlsx")


@never_cache
@require_GET
def template(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A workbook to fill in, with the organisations of the region."""
    found = next((one for one in every_kind() if one.slug == kind), None)
    if found is None:
        kinds_open_to(request.user, slug)
        raise NotFound(f"There is no template {kind}.")
    require(request.user, found.permission, about=slug)
    return as_file(found.blank(slug, request.user), f"{slug}-{kind}-template.xlsx")


def place(slug: str) -> dict[str, str]:
    """The region as every page names it."""
    return {"slug": slug, "region_name": region_names().get(slug, slug), "region_url": f"/{slug}/"}


def as_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
