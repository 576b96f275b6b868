"""The list of what is to do before a nomination can be sent."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nominations import policies
from nominations.models import Nomination
from nominations.statements import Said, statement_of
from talentboard.access import refusal
from talentboard.clock import now
from talentboard.nhs.task_list import COMPLETED, NOT_YET, OPTIONAL, TO_DO, Task
from talentboard.nhs.words import count, noun_for, plural

from .reach import address, caption, drafts_of, named, one_made_by
from .standing import last_saved
from .until import closed, deleted_on, saved_line

STARTED = "in progress"


@require_GET
@never_cache
def draft(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """A draft: what is done, what is to do, and until when. One that has been sent is on its other page."""
    one = one_made_by(request.user, slug, nomination_id)
    if one.state != Nomination.State.DRAFT:
        return redirect(address(one, "sent"))
    moment, drafts = now(), list(drafts_of(request.user))
    last_word = next(other.last_word for other in drafts if other.pk == one.pk)
    about, statement = tasks_about(one), tasks_of_statement(one, statement_of(one).by_nominator)
    done = sum(task.is_done for task in (*about, *statement))
    context = {
        "one": one,
        "caption": caption(one),
        "heading": f"Nominate {one.person_name or 'somebody'}",
        "saved": saved_line(one, last_word, moment),
        "closed": closed(one, moment),
        "about": about,
        "statement": statement,
        "check": [check_task(one, about, statement)],
        "done": f"{count(done)} of {count(len(about) + len(statement))} done",
        "who": one.person_name or "The person",
        "deleted_on": deleted_on(last_word),
        "others": [
            (f"{named(other)}, {other.round.pool}", address(other, "draft"), last_saved(other.last_word))
            for other in drafts
            if other.pk != one.pk
        ],
        "discard_url": address(one, "draft-discard"),
    }
    return render(request, "nominations/nominating/draft.html", context)


def tasks_about(one: Nomination) -> list[Task]:
    """Who the person is, and the nominator's view of them."""
    facts = (one.nominee_name, one.nominee_email, one.employer_id or one.employer_outside)
    is_named = all(facts) and not refusal(lambda: policies.is_an_address(one.nominee_email))
    fits = not refusal(lambda: policies.needs_fit(one.development_needs))
    said = bool(one.readiness_view_id) or bool(one.development_needs.strip())
    return [
        Task(
            "Who you are nominating",
            address(one, "draft-person"),
            "Name, work e-mail, job title and employer",
            state_of(any(facts), is_named),
        ),
        Task(
            "Your view of their readiness",
            address(one, "draft-readiness"),
            "How soon they are ready, and what they should develop",
            state_of(said, bool(one.readiness_view_id) and fits),
        ),
    ]


def tasks_of_statement(one: Nomination, said: Sequence[Said]) -> list[Task]:
    """A line a question, with the words written of the words allowed."""
    return [
        Task(
            each.question.text,
            address(one, "draft-question", each.question.pk),
            words_of(each),
            state_of(bool(each.text.strip()), each.words <= each.question.word_limit, optional=each.question.optional),
        )
        for each in said
    ]


def words_of(said: Said) -> str:
    """ "212 of 400 words", "Not started, up to 300 words" """
    most = said.question.word_limit
    if not said.text.strip():
        return f"Not started, up to {plural(most, 'word')}"
    over = f": {count(said.words - most)} too many" if said.words > most else ""
    return f"{count(said.words)} of {plural(most, 'word')}{over}"


def state_of(is_begun: bool, is_whole: bool, *, optional: bool = False) -> str:
    if not is_begun:
        return OPTIONAL if optional else TO_DO
    return COMPLETED if is_whole else STARTED


def check_task(one: Nomination, about: Sequence[Task], statement: Sequence[Task]) -> Task:
    """Sending it, once everything is done."""
    things, questions = (sum(task.state not in {COMPLETED, OPTIONAL} for task in part) for part in (about, statement))
    left = things + questions
    if not left:
        return Task("Check and send", address(one, "draft-send"))
    what = noun_for(left, "thing") if things else noun_for(left, "question")
    return Task("Check and send", hint=f"{'Do' if things else 'Answer'} {count(left)} more {what} first", state=NOT_YET)
