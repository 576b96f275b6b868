"""The nominee's CV: sent, looked at, taken away again. Nobody else comes to it here."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nominations import policies
from nominations.actions import registering
from nominations.forms.nominee import CvForm
from nominations.views.cv_file import served
from talentboard.accounts.typed import survives_signing_in, typed_before

from .reach import address, caption, cv_of, yours


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def cv(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """The CV that is kept, and sending one in its place."""
    one = yours(request.user, slug, nomination_id)
    policies.can_keep_cv(one)
    form = CvForm(request.POST, request.FILES) if request.method == "POST" else CvForm()
    if request.method == "POST" and form.is_valid():
        kept = registering.keep_cv(one, form.cleaned_data["cv"], by=request.user)
        messages.success(request, f"Saved: “{kept.name}”.")
        return redirect(address(one, "your-cv"))
    context = {
        "one": one,
        "caption": caption(one),
        "form": form,
        "kept": cv_of(one),
        "did_not_arrive": request.method == "GET" and typed_before(request) is not None,
        "back": address(one),
        "action": address(one, "your-cv"),
        "file_url": address(one, "your-cv-file"),
        "remove_url": address(one, "your-cv-remove"),
    }
    return render(request, "nominations/nominee/cv.html", context)


@never_cache
@require_GET
def cv_file(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """The file itself, never shown inside the browser. Every reading leaves a line."""
    one = yours(request.user, slug, nomination_id)
    return served(request, one)


@require_POST
def cv_remove(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Delete the CV again."""
    one = yours(request.user, slug, nomination_id)
    registering.remove_cv(one, by=request.user)
    messages.success(request, "Your CV has been deleted.")
    return redirect(address(one, "your-cv"))
