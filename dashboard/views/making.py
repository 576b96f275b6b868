"""Figures on demand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dashboard.jobs import ask_for_snapshot
from talentboard.access import Permission, require
from talentboard.clock import today


@require_POST
def make(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for the figures of today, and go to the page of that job."""
    require(request.user, Permission.MAKE_FIGURES, about=region)
    job = ask_for_snapshot(region, today(), by=request.user)
    return redirect("jobs:job", job.pk)
