"""What a nominee sent besides words: the CV, for whoever checks eligibility; what they need, for whoever organises the
panel, and for nobody else."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nominations import access, policies
from nominations.models import CurriculumVitae, Nomination
from nominations.reach import one_here
from nominations.views.cv_file import served
from talentboard.access import Permission, permitted, refusal
from talentboard.audit import Event, record


def papers_of(user: Any, one: Nomination) -> dict[str, Any]:
    """What the page of a nomination offers its reader: the CV's name and size; whether there is a panel to organise."""

    def may(to: Permission) -> bool:
        return permitted(user, to, region=one.access_region)

    reads_cv = may(Permission.READ_CVS) and not refusal(lambda: policies.can_read_cv(one))
    return {
        "cv": CurriculumVitae.objects.filter(nomination=one).defer("content").first() if reads_cv else None,
        "adjustments": may(Permission.READ_ADJUSTMENTS) and not refusal(lambda: policies.can_read_adjustments(one)),
    }


@never_cache
@require_GET
def cv(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """The CV as a file."""
    one = one_here(request.user, slug, nomination_id, to=Permission.READ_CVS)
    access.require_team(request.user, one, Permission.READ_CVS)
    policies.can_read_cv(one)
    return served(request, one)


@never_cache
@require_GET
def adjustments(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """What somebody needs at their panel."""
    one = one_here(request.user, slug, nomination_id, to=Permission.READ_ADJUSTMENTS)
    access.require_team(request.user, one, Permission.READ_ADJUSTMENTS)
    policies.can_read_adjustments(one)
    record(Event.ADJUSTMENTS_READ, about=one, by=request.user)
    return render(request, "nominations/team/adjustments.html", {"one": one, "slug": slug, "said": said(one)})


def said(one: Nomination) -> str:
    registration = getattr(one, "registration", None)
    return registration.adjustments if registration else ""
