"""Registering: what is to do, one page a thing, and sending it all."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import policies
from nominations.actions import registering
from nominations.endorsers import Asked, whom_to_ask
from nominations.forms.nominee import NO, YES, FoundForm
from nominations.models import Endorsement, Nomination
from nominations.statements import Said, statement_of
from talentboard.access import NotAllowed, refusal
from talentboard.clock import today
from talentboard.nhs.filters import say_moment
from talentboard.nhs.task_list import COMPLETED, NOT_YET, OPTIONAL, TO_DO, Task
from talentboard.nhs.words import count

from .reach import address, caption, cv_of, yours
from .road import road
from .standing import WHY_TEAM, who


def to_do(request: HttpRequest, one: Nomination) -> HttpResponse:
    """The list of what is to do before they have registered."""
    statement = statement_of(one)
    stops = what_stops(one)
    tasks = [*answers(one, statement.by_nominee), *others(one, has_cv=has_cv(one), stops=stops)]
    needed = [task for task in tasks[:-1] if task.is_needed]
    context = {
        "one": one,
        "caption": caption(one),
        "tasks": tasks,
        "done": sum(task.is_done for task in needed),
        "of": len(needed),
        "said": statement.by_nominator,
        "said_by": f"What {one.nominator.name} said about you",
        "saved": last_saved(one),
        "is_late": one.is_overdue(today()),
        "endorses": will_be_asked(one),
        "road": road(one),
        "withdraw_url": address(one, "your-withdraw"),
    }
    return render(request, "nominations/nominee/registration.html", context)


def answers(one: Nomination, said: list[Said]) -> list[Task]:
    """The person's own statement, question by question."""
    return [
        Task(
            each.question.text,
            address(one, "your-answer", each.question.pk),
            f"{count(each.words)} of {count(each.question.word_limit)} words",
            state_of(each),
            not each.question.optional,
        )
        for each in said
    ]


def state_of(each: Said) -> str:
    if each.words > each.question.word_limit:
        return "too long"
    if each.text.strip():
        return COMPLETED
    return OPTIONAL if each.question.optional else TO_DO


def others(one: Nomination, *, has_cv: bool, stops: str) -> list[Task]:
    """What is asked besides, and the last: check and register."""
    has_mobility = one.candidate.mobility.exists()
    registration = one.registration
    needs_cv = one.round.needs_cv
    return [
        Task(
            "Your CV",
            address(one, "your-cv"),
            "PDF or Word",
            done_or(TO_DO if needs_cv else OPTIONAL, has_cv),
            needs_cv,
        ),
        Task(
            "Where and how you would work",
            address(one, "your-preferences"),
            "Kept with your record, for this and later",
            done_or(TO_DO, has_mobility),
        ),
        Task(
            "Reasonable adjustments",
            address(one, "your-adjustments"),
            "Seen only by whoever organises your gateway",
            done_or(OPTIONAL, bool(registration.adjustments.strip())),
            False,
        ),
        Task(
            "May you be found?",
            address(one, "your-found"),
            "Either answer is fine",
            done_or(TO_DO, registration.found is not None),
        ),
        Task("Check and register", "" if stops else address(one, "your-register"), stops, NOT_YET if stops else TO_DO),
    ]


def done_or(state: str, is_done: bool) -> str:
    return COMPLETED if is_done else state


def what_stops(one: Nomination) -> str:
    """What has to be done before they can register; empty where they can."""
    return refusal(
        lambda: policies.can_register(
            one,
            has_cv=has_cv(one),
            found=one.registration.found,
            has_mobility=one.candidate.mobility.exists(),
        )
    )


def in_summary(sentence: str, one: Nomination) -> list[tuple[str, str]]:
    """What the error summary says of what stops somebody, with the way to mend it; nothing where nothing does."""
    return [(sentence, address(one))] if sentence else []


def has_cv(one: Nomination) -> bool:
    return cv_of(one) is not None


def last_saved(one: Nomination) -> str:
    """When anything of the registration was saved last: "29 November 2026 at 14:32"; empty where nothing was."""
    moments = [answer.saved_at for answer in one.answers.all() if answer.question.asked_of == "nominee"]
    kept = one.registration
    if kept.adjustments or kept.found is not None:
        moments.append(kept.saved_at)
    return say_moment(max(moments)) if moments else ""


def will_be_asked(one: Nomination) -> str:
    """Who will be asked to endorse it once they have registered, in a sentence."""
    if one.is_own and one.to_team_because:
        return "The regional talent team decides whether to endorse it, as you asked."
    return sentence_of(whom_to_ask(one, today()), one)


def sentence_of(asked: Asked, one: Nomination) -> str:
    if asked.person is None:
        return f"{WHY_TEAM[Endorsement.Because(asked.because)]}."
    return f"{who(asked.office, asked.person.name, one)} is then asked to endorse it."


@never_cache
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Whether they agree to be found in searches."""
    one = yours(request.user, slug, nomination_id)
    policies.can_write_registration(one)
    kept = {None: {}, True: {"found": YES}, False: {"found": NO}}[one.registration.found]
    form = FoundForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        registering.choose_to_be_found(one, found=form.cleaned_data["found"] == YES, by=request.user)
        return redirect(address(one))
    context = {"one": one, "caption": caption(one), "form": form, "back": address(one)}
    return render(request, "nominations/nominee/found.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Everything that will be sent, and sending it."""
    one = yours(request.user, slug, nomination_id)
    stops = ""
    if request.method == "POST":
        try:
            registering.register(one, by=request.user)
        except NotAllowed as refused:
            if one.state != Nomination.State.AWAITING_REGISTRATION:
                raise
            stops = str(refused)
        else:
            messages.success(request, "You have registered.")
            return redirect(address(one))
    policies.can_write_registration(one)
    context = {
        "one": one,
        "caption": caption(one),
        "stops": in_summary(stops or what_stops(one), one),
        "statement": statement_of(one),
        "cv": cv_of(one),
        "mobility": [region.name for region in one.candidate.mobility.all()],
        "endorses": will_be_asked(one),
        "back": address(one),
        "change": {name: address(one, f"your-{name}") for name in ("cv", "preferences", "adjustments", "found")},
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "nominations/nominee/register.html", context, status=status)
