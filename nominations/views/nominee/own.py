"""Putting oneself forward: begun in a round, where one works, who is asked to endorse it, and sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import policies
from nominations.actions import drafting, sending
from nominations.actions.book import REGISTRATION_DAYS
from nominations.endorsers import Asked, whom_to_ask
from nominations.forms.nominee import ASK, TO_TEAM, EndorsementForm, SendForm
from nominations.forms.workplace import WorkplaceForm, workplace_in
from nominations.models import Nomination
from nominations.views.writing import Part, WrittenPage, written
from talentboard.access import NotAllowed, NotFound, refusal
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.clock import now, today
from talentboard.nhs.filters import say_weekday
from talentboard.nhs.task_list import COMPLETED, NOT_YET, TO_DO, Task
from talentboard.working_days import working_days_after

from .reach import address, caption, own_draft_in, record_of, round_to_begin, yours
from .registration import in_summary, sentence_of
from .road import road
from .standing import who

State = Nomination.State


@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    """What it means to nominate oneself in a round, and beginning it; where there is a draft already, on to that."""
    round = round_to_begin(slug, round_id)
    if request.method == "POST":
        return redirect(address(drafting.begin_own(round, by=request.user)))
    if draft := own_draft_in(round, request.user):
        return redirect(address(draft))
    context = {
        "round": round,
        "stops": refusal(lambda: policies.can_begin(round, Nomination.Route.SELF)),
        "is_late": round.takes_late(now()),
        "back": reverse("nominations:round-seen", args=[round.pk]),
    }
    return render(request, "nominations/nominee/begin.html", context)


def to_do(request: HttpRequest, one: Nomination) -> HttpResponse:
    """What is to do before it can be sent."""
    stops = what_stops(one)
    asked = whom_to_ask(one, today()) if has_workplace(one) else None
    tasks = [
        Task("Where you work", address(one, "own-workplace"), state=COMPLETED if has_workplace(one) else TO_DO),
        way_task(one, asked),
        Task("Check and send", "" if stops else address(one, "own-send"), stops, NOT_YET if stops else TO_DO),
    ]
    context = {
        "one": one,
        "caption": caption(one),
        "tasks": tasks,
        "is_late": one.round.takes_late(now()),
        "closed": refusal(lambda: policies.can_begin(one.round, one.route)),
        "road": road(one),
        "withdraw_url": address(one, "your-withdraw"),
    }
    return render(request, "nominations/nominee/own.html", context)


def way_task(one: Nomination, asked: Asked | None) -> Task:
    """Who is asked to endorse it: told beforehand, and chosen where there is a choice."""
    name = "Who is asked to endorse it"
    if asked is None:
        return Task(name, hint="Say first where you work", state=NOT_YET)
    return Task(name, address(one, "own-endorsement"), way_in_words(one, asked), COMPLETED)


def way_in_words(one: Nomination, asked: Asked) -> str:
    if one.to_team_because:
        return "The regional talent team, for the reason that you gave."
    return sentence_of(asked, one)


def has_workplace(one: Nomination) -> bool:
    return bool(one.employer_id or one.employer_outside)


def what_stops(one: Nomination) -> str:
    return refusal(lambda: policies.is_complete(one))


class Workplace(WrittenPage):
    """Where the person works now."""

    title = "Where you work"
    template = "nominations/nominee/workplace.html"

    def __init__(self, one: Nomination, *, by: Any) -> None:
        self.one, self.by, self.caption = one, by, caption(one)

    @property
    def url(self) -> str:
        return address(self.one, "own-workplace")

    @property
    def back(self) -> str:
        return address(self.one)

    def form(self, data: Mapping[str, Any]) -> WorkplaceForm:
        return WorkplaceForm(data, day=today())

    def kept(self) -> Mapping[str, Any]:
        """What was said; before anything was, what their record says."""
        is_a_draft(self.one)
        known = None if has_workplace(self.one) else record_of(self.by)
        if known is not None:
            said = workplace_in(known.employer, known.employer_outside, known.job_title)
        else:
            said = workplace_in(self.one.employer, self.one.employer_outside, self.one.nominee_job_title)
        return said | {"version": str(self.one.version)}

    def save(self, form: Any) -> int:
        employer, outside = form.where()
        return drafting.name_nominee(
            self.one,
            name=self.by.name,
            email=self.by.email,
            job_title=form.typed("job_title"),
            employer=employer,
            employer_outside=outside,
            version=form.known_version,
            by=self.by,
        ).version

    def parts(self, form: Any, present: Nomination) -> list[Part]:
        employer, outside = form.where()
        return [
            Part("job_title", "Job title", form.typed("job_title"), present.nominee_job_title),
            Part("employer", "Employer", str(employer or outside), str(present.employer or present.employer_outside),
                 is_text=False),
        ]  # fmt: skip


class Way(WrittenPage):
    """Who is asked to endorse it: the employer, or with a reason the regional team."""

    title = "Who is asked to endorse it"
    template = "nominations/nominee/endorsement.html"

    def __init__(self, one: Nomination, asked: Asked, *, by: Any) -> None:
        self.one, self.asked, self.by, self.caption = one, asked, by, caption(one)

    @property
    def url(self) -> str:
        return address(self.one, "own-endorsement")

    @property
    def back(self) -> str:
        return address(self.one)

    @property
    def who(self) -> str:
        return who(self.asked.office, self.asked.person.name, self.one).rstrip(",") if self.asked.person else ""

    def form(self, data: Mapping[str, Any]) -> EndorsementForm:
        return EndorsementForm(data, asked=self.who)

    def kept(self) -> Mapping[str, Any]:
        is_a_draft(self.one)
        because = self.one.to_team_because
        return {"way": TO_TEAM if because else ASK, "because": because, "version": str(self.one.version)}

    def save(self, form: Any) -> int:
        return drafting.choose_way_past_employer(
            self.one, because=form.reason, version=form.known_version, by=self.by
        ).version

    def parts(self, form: Any, present: Nomination) -> list[Part]:
        return [Part("because", "Why the regional talent team", form.reason, present.to_team_because)]

    def context(self, form: Any) -> dict[str, Any]:
        return {"sentence": sentence_of(self.asked, self.one), "who": self.who}


def is_a_draft(one: Nomination) -> None:
    policies.can_write(one)


def own_draft(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> Nomination:
    """Somebody's own nomination. Raises NotFound for one by a leader, NotAllowed once it has been sent."""
    one = yours(request.user, slug, nomination_id)
    if not one.is_own:
        raise NotFound("It was made by somebody else.")
    is_a_draft(one)
    return one


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def workplace(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Where they work, from which follows who is asked."""
    return written(request, Workplace(own_draft(request, slug, nomination_id), by=request.user))


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def endorsement(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Who is asked, told beforehand, and the way past them."""
    one = own_draft(request, slug, nomination_id)
    if not has_workplace(one):
        return redirect(address(one, "own-workplace"))
    return written(request, Way(one, whom_to_ask(one, today()), by=request.user))


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """What is sent, and sending it: late with a reason."""
    one = own_draft(request, slug, nomination_id)
    is_late = one.round.takes_late(now())
    typed = typed_before(request) if request.method == "GET" else None
    form = SendForm(request.POST if request.method == "POST" else typed, is_late=is_late)
    stops = what_stops(one)
    if request.method == "POST" and not stops and form.is_valid():
        try:
            sent = sending.send(one, late_because=form.cleaned_data.get("late_because", ""), by=request.user)
        except NotAllowed as refused:
            stops = str(refused)
        else:
            messages.success(request, f"Sent. Next you register, by {say_weekday(sent.due)}.")
            return redirect(address(one))
    context = {
        "one": one,
        "caption": caption(one),
        "form": form,
        "stops": in_summary(stops, one),
        "way": way_in_words(one, whom_to_ask(one, today())) if has_workplace(one) else "",
        "register_by": working_days_after(today(), REGISTRATION_DAYS),
        "restored": typed is not None,
        "back": address(one),
    }
    return render(request, "nominations/nominee/send.html", context, status=409 if stops and form.is_bound else 200)
