"""Two people have said something of the same post: both texts side by side, and keeping one of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regions.actions import returns
from regions.forms.return_posts import PostForm

from . import words
from .finding import above
from .post_page import PostPage, typed_of
from .rows import Verdict, name_of

UNSENT = {"csrfmiddlewaretoken", "account", "version"}
FORECASTS = {False: "Forecast", True: "Forecast in confidence"}
Column = tuple[str, str, str, bool]  # label, mine, theirs, whether they differ


def conflict_page(
    request: HttpRequest, page: PostPage, form: PostForm, meanwhile: returns.SaidMeanwhile
) -> HttpResponse:
    """The page with both, answered 409. Keeping mine sends it again over the other; keeping the other sends nothing."""
    line = meanwhile.line
    now = PostPage(page.one, page.user, page.slug)
    now.stated = now.find(line.post_id or line.pk) if line else None
    context = {
        "one": page.one,
        "above": above(page.one, request.user, page.slug),
        "title": name_of(now.stated or page.stated),
        "sentence": sentence_of(line),
        "other_by": line.said_by.name if line else "nobody",
        "columns": columns_of(form, now.stated),
        "mine": [(name, text) for name, texts in request.POST.lists() if name not in UNSENT for text in texts],
        "version": now.version,
        "action": now.url if now.stated else page.url,
    }
    return render(request, "returns/conflict.html", context, status=409)


def sentence_of(line: Any) -> str:
    """Who has said what meanwhile: "Niamh Kelly has changed this post meanwhile."."""
    if line is None:
        return "Somebody has taken back what was said of this post meanwhile."
    does = {Verdict.CONFIRMED: "confirmed", Verdict.CLOSING: "closed"}.get(line.verdict, "changed")
    return f"{line.said_by.name} has {does} this post meanwhile."


def columns_of(form: PostForm, stated: returns.Stated | None) -> list[Column]:
    """Every column that one of the two says, each in words, in the order of the form."""
    theirs = stated.said if stated else {}
    mine = theirs | form.said()
    found = [
        column(label, words.in_words(name, mine.get(name, "")), words.in_words(name, theirs.get(name, "")))
        for name, label in words.COLUMNS.items()
        if mine.get(name) or theirs.get(name)
    ]
    told, known = form.forecasts_said(), typed_of(stated) if stated else {}
    found += [
        column(FORECASTS[kind], words.forecast_in_words(told[kind]), words.forecast_in_words(known.get(kind)))
        for kind in sorted(told)
        if told[kind] or known.get(kind)
    ]
    return found


def column(label: str, mine: str, theirs: str) -> Column:
    return label, mine, theirs, mine != theirs
