"""The nominee's own page of a nomination: what it shows follows from where the nomination stands."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nominations.access import NOMINEE
from nominations.models import Nomination
from talentboard.access import NotAllowed
from talentboard.links.guests import open_to_guests, whoever

from . import consent, own, reach, registration
from .sent import sent

State = Nomination.State


@open_to_guests(NOMINEE)
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def yours(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Asked: yes or no. Agreed: what is to do to register. Sent: everything as it was sent, and what comes next."""
    if consent.was_declined(request, nomination_id):
        return redirect("nominations:declined")
    by = whoever(request)
    one = reach.yours(by, slug, nomination_id)
    if one.state == State.AWAITING_CONSENT:
        return consent.asked(request, one, by)
    if not one.has_consent and one.state != State.DRAFT:
        return consent.over(request, one)
    if request.method == "POST":
        raise NotAllowed("You have answered already. Go back to the nomination to see what comes next.")
    if one.state == State.DRAFT:
        return own.to_do(request, one)
    return (registration.to_do if one.state == State.AWAITING_REGISTRATION else sent)(request, one)
