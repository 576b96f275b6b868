"""A return from hand to hand: sent to the chief executive, signed or sent back, reopened, withdrawn."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from regions import policies
from regions.actions import returns
from regions.forms.returns import WhyForm
from regions.models import Return
from talentboard.access import Permission, refusal
from talentboard.accounts.typed import survives_signing_in, typed_before

from .finding import above, address, return_of


@dataclass(frozen=True, slots=True)
class Question:
    """A move that is made with a reason: what its page says, and what does it.

    rule: refuses with a sentence. done: what the next page says. {} is the quarter of the return.
    """

    to: Permission
    heading: str
    label: str
    button: str
    rule: Callable[[Return], None]
    act: Callable[..., Any]
    done: str
    sentences: tuple[str, ...]
    next: tuple[str, ...]
    hint: str = ""
    kind: str = "main"


SEND_BACK = Question(
    to=Permission.SIGN_RETURN,
    heading="Send the return back",
    label="What should the HR director put right?",
    hint="The HR director reads this. Name the posts that you mean.",
    button="Send it back",
    rule=policies.can_send_back,
    act=returns.send_back,
    done="The return for {} is back with the HR director.",
    sentences=("Nothing of it is signed. Everything that is written in it stays.",),
    next=("The HR director gets a mail with your note, changes what has to be changed, and sends it to you again.",),
)
REOPEN = Question(
    to=Permission.RUN_RETURNS,
    heading="Reopen the return",
    label="Why is it reopened?",
    hint="The organisation’s people read this.",
    button="Reopen the return",
    rule=policies.can_reopen,
    act=returns.reopen,
    done="The return for {} is reopened.",
    sentences=("What was signed stays in use until it is signed again.",),
    next=("The HR director confirms or changes the posts once more, and the chief executive signs again.",),
)
WITHDRAW = Question(
    to=Permission.RUN_RETURNS,
    heading="Withdraw the return",
    label="Why is it withdrawn?",
    hint="The organisation’s people read this.",
    button="Withdraw the return",
    kind="warning",
    rule=policies.can_withdraw,
    act=returns.withdraw,
    done="The return for {} is withdrawn.",
    sentences=(
        "What is written in it is never applied, and nobody can write in it or sign it any more. "
        "This cannot be undone.",
        "Posts, holders and forecasts stay as they are kept.",
    ),
    next=("The organisation is asked again with the next quarter’s return.",),
)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """To the HR director again, with a note."""
    return asked(request, slug, return_id, SEND_BACK)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """A signed return to its HR director again, with a reason."""
    return asked(request, slug, return_id, REOPEN)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """A return that is not to be written any more, with a reason."""
    return asked(request, slug, return_id, WITHDRAW)


def asked(request: HttpRequest, slug: str, return_id: uuid.UUID, question: Question) -> HttpResponse:
    """The page that asks for the reason, and the move made with it."""
    one = return_of(request.user, slug, return_id, to=question.to)
    typed = typed_before(request) if request.method == "GET" else None
    form = WhyForm(request.POST or typed or None, label=question.label, hint=question.hint)
    if request.method == "POST" and form.is_valid():
        question.act(one, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, question.done.format(one.period))
        return redirect(address(one, slug))
    context = {
        "one": one,
        "slug": slug,
        "above": above(one, request.user, slug),
        "return_url": address(one, slug),
        "form": form,
        "restored": typed is not None,
        "refusal": refusal(lambda: question.rule(one)),
        "heading": question.heading,
        "sentences": question.sentences,
        "next": question.next,
        "button": question.button,
        "kind": question.kind,
    }
    return render(request, "returns/why.html", context)
