"""A nomination that has been sent on: everything as it was sent, what was said of it, and what comes next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nominations.models import EligibilityFinding, Endorsement, Nomination
from nominations.models.nomination import STANDING
from nominations.statements import statement_of
from talentboard.clock import today

from .reach import address, caption, cv_of
from .road import road
from .standing import newest, standing, who

State, Answer = Nomination.State, Endorsement.Answer


def sent(request: HttpRequest, one: Nomination) -> HttpResponse:
    """From registration on, and after it has ended."""
    requests = list(one.endorsements.select_related("endorser"))
    asked = newest(requests)
    registered = one.registration if hasattr(one, "registration") else None
    goes_on = one.state in STANDING
    context = {
        "one": one,
        "caption": caption(one),
        "standing": standing(one, asked, today()),
        "goes_on": goes_on,
        "road": road(one, asked=asked, endorses=endorses(one, asked)) if goes_on else [],
        "statement": statement_of(one),
        "registration": registered if registered and registered.registered_at else None,
        "cv": cv_of(one),
        "mobility": [region.name for region in one.candidate.mobility.all()],
        "endorsements": [request for request in requests if request.answer and request.words],
        "not_met": not_met(one),
        "may_nominate_self": one.state == State.NOT_ENDORSED and one.round.takes_self,
        "withdraw_url": address(one, "your-withdraw") if goes_on else "",
        "cv_url": address(one, "your-cv-file"),
    }
    return render(request, "nominations/nominee/sent.html", context)


def endorses(one: Nomination, asked: Endorsement | None) -> str:
    """The stage of endorsement, with who is asked."""
    if asked is None or asked.with_team:
        return "The regional talent team decides"
    answered = Answer(asked.answer).label.lower() if asked.answer else "is asked to endorse it"
    return f"{who(asked.office, asked.endorser.name, one)} {answered}"


def not_met(one: Nomination) -> list[EligibilityFinding]:
    """The criteria that are not met, each with why, of one that was found not eligible."""
    if one.state != State.INELIGIBLE:
        return []
    return list(one.findings.filter(result=EligibilityFinding.Result.NOT_MET).select_related("criterion"))
