"""Rounds as everybody with an account sees them: the open ones of all regions, and what one of them asks."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nominations.models import Question, Round
from talentboard.clock import now

from . import standing
from .reach import published_round, rounds_for_everybody

ROWS = 30
Asked = Question.Asked


@dataclass(frozen=True, slots=True)
class Offered:
    """A round as it is offered to somebody: what they may do in it."""

    round: Round
    state: tuple[str, str]
    window: str
    until: str
    late_until: str
    who: str
    may_nominate: bool
    may_nominate_self: bool


@require_GET
@never_cache
def open_rounds(request: HttpRequest) -> HttpResponse:
    """What nominations are taken for, everywhere, and what this person may do."""
    moment = now()
    page = Paginator(rounds_for_everybody(moment), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "offered": [offered(round, request.user, moment) for round in page]}
    return render(request, "nominations/rounds/open.html", context)


@require_GET
@never_cache
def seen(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """What a round is for, what it asks, and what makes somebody eligible."""
    round = published_round(round_id)
    return render(request, "nominations/rounds/seen.html", seen_by(round, request.user, now()))


def offered(round: Round, user: Any, moment: dt.datetime) -> Offered:
    return Offered(
        round=round,
        state=standing.standing(round, moment),
        window=standing.window(round, moment),
        until=standing.until(round),
        late_until=standing.late_until(round),
        who=standing.who(round),
        may_nominate=standing.may_nominate(round, user),
        may_nominate_self=standing.may_nominate_self(round),
    )


def seen_by(round: Round, user: Any, moment: dt.datetime) -> dict[str, Any]:
    """What the page of a round says to everybody."""
    questions = list(round.questions.all())
    return {
        "round": round,
        "one": offered(round, user, moment),
        "of_nominator": [question for question in questions if question.asked_of == Asked.NOMINATOR],
        "of_nominee": [question for question in questions if question.asked_of == Asked.NOMINEE],
        "criteria": list(round.criteria.all()),
    }
