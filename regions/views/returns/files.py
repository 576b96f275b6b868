"""A return in Excel: its workbook, and a workbook that is checked before anything of it is put into the return."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from regions.actions import returns
from regions.forms.return_files import ReturnFileForm
from regions.lists import WORKBOOK
from regions.models import Return
from regions.returns.files import OWN_RETURN, upload_for, uploads_for
from talentboard.access import NotAllowed, NotFound, Permission
from talentboard.sheets.sources import LARGEST
from talentboard.uploads import actions
from talentboard.uploads.models import Upload
from talentboard.uploads.pages import page_of

from .finding import above, address, return_of
from .standing import steps_of

LINES = 50
TOO_LARGE = "The file holds far more than the posts of one organisation. Send the sheets posts and forecasts alone"


@require_GET
@never_cache
def workbook(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """The posts and forecasts as this return has them, to change in Excel."""
    one = return_of(request.user, slug, return_id, to=Permission.KEEP_RETURN)
    return as_file(returns.workbook(one, by=request.user), f"{one.organisation.code}-return-{one.as_of}.xlsx")


@never_cache
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """Choose a workbook. What is sent is kept for its sender alone, checked, and shown on a page of its own."""
    one = return_of(request.user, slug, return_id, to=Permission.KEEP_RETURN)
    form = ReturnFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = actions.receive(
            [(one_file.name, one_file.read(LARGEST + 1)) for one_file in form.cleaned_data["files"]],
            kind=OWN_RETURN,
            region=slug,
            as_of=one.as_of,
            by=request.user,
            options={"return": str(one.pk)},
        )
        if not sent.is_large:
            actions.check(sent, by=request.user)
            return redirect("regions:return-checked", slug, one.pk, sent.pk)
        sent.delete()
        form.add_error("files", TOO_LARGE)
    context = {
        "form": form,
        "unsaved": uploads_for(one, request.user, slug).unsaved(),
        "did_not_arrive": request.method == "GET" and "sent" in request.GET,
    }
    return render(request, "returns/file.html", context | place(one, request.user, slug))


@never_cache
@require_GET
def checked(request: HttpRequest, slug: str, return_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """What came of checking: everything to put right, or what would change in the return."""
    one = return_of(request.user, slug, return_id, to=Permission.KEEP_RETURN)
    found = upload_for(one, request.user, slug, upload_id)
    if found.state == Upload.State.SAVED:
        return redirect(address(one, slug))
    if found.state == Upload.State.WAITING:  # whoever was to check it was interrupted
        found = actions.check(found, by=request.user)
    page = page_of(found, OWN_RETURN, only=request.GET.get("show", ""))
    has_marked = page.template == "problems" and found.marked_files.exists()
    context = {
        "upload": found,
        "page": page,
        "lines": Paginator(page.lines, LINES).get_page(request.GET.get("page")),
        "form": ReturnFileForm(),
        "marked_url": reverse("regions:return-marked", args=[slug, one.pk, found.pk]) if has_marked else "",
        "take_label": f"Put {page.save_label.removeprefix('Save ')} into the return",
        "did_not_save": "again" in request.GET,
        "steps": steps_of(one, list(one.steps.select_related("by"))),
    }
    return render(request, f"returns/file-{page.template}.html", context | place(one, request.user, slug))


@never_cache
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, slug: str, return_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """Put what was shown into the return. Where it would be something else by now, nothing is, and the page says so."""
    one = return_of(request.user, slug, return_id, to=Permission.KEEP_RETURN)
    found = upload_for(one, request.user, slug, upload_id)
    shown = reverse("regions:return-checked", args=[slug, one.pk, found.pk])
    if request.method == "GET":  # somebody who had to sign in again is sent here
        return redirect(f"{shown}?again=1")
    try:
        saved = actions.save(found, expected=request.POST.get("expected", ""), by=request.user)
    except NotAllowed as refusal:
        actions.check(found, by=request.user)
        messages.warning(request, f"Nothing has been saved. {refusal}")
        return redirect(shown)
    amount = saved.findings["amount"]
    is_one = amount.startswith("1 ") and " and " not in amount
    messages.success(request, f"{amount} of the file {'is' if is_one else 'are'} in the return.")
    return redirect(address(one, slug))


@never_cache
@require_GET
def marked(request: HttpRequest, slug: str, return_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """The sender's own file with everything to be put right marked in it."""
    one = return_of(request.user, slug, return_id, to=Permission.KEEP_RETURN)
    kept = upload_for(one, request.user, slug, upload_id).marked_files.first()
    if kept is None:
        raise NotFound("There is no marked file of this upload.")
    return as_file(bytes(kept.content), f"{one.organisation.code}-return-to-put-right.xlsx")


def place(one: Return, user: Any, slug: str) -> dict[str, Any]:
    """Where the pages of a return's file stand."""
    return {
        "one": one,
        "slug": slug,
        "above": above(one, user, slug),
        "return_url": address(one, slug),
        "file_url": reverse("regions:return-file", args=[slug, one.pk]),
    }


def as_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
