"""One post put right between returns: its fields and open forecast, and apart from those its confidential forecast."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from regions.actions import corrections
from regions.actions.import_return import ReturnPlan
from regions.actions.returns import Stated
from regions.forms.corrections import ConfidentialForm, CorrectionForm, shown_in_confidence, shown_of
from regions.models import Post
from regions.posts.confidants import ahead_of, confidants_of, offices_of
from regions.reach import reach
from talentboard.access import NotAllowed, NotFound, Permission
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.nhs.words import join_words

from .post import above_posts
from .returns import words
from .returns.conflict import UNSENT, column, columns_of

SAVED = "Saved. It holds from today, and stands in the next return to be signed off."
NOTHING = "That is what is kept already. Nothing has changed."


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str, post_id: uuid.UUID) -> HttpResponse:
    """The post as it is kept today, and changing it at once."""
    post = post_for(request.user, slug, post_id, Permission.CHANGE_POSTS)
    stated, digest = corrections.to_correct(post, by=request.user)
    if request.method == "GET":
        typed = typed_before(request)
        form = form_of(stated, typed or shown_of(stated.said, open_forecast(stated), seen=digest))
        return shown(request, slug, stated, form, restored=typed is not None)
    form = form_of(stated, request.POST)
    told = form.forecasts_said()
    try:
        plan = corrections.correct_post(
            post, said=form.said(), forecast=told.get(False, corrections.UNSAID), seen=form.seen, by=request.user
        )
    except NotAllowed as refused:
        return not_saved(request, slug, post, form, str(refused))
    if not plan.is_right:
        put_beside(form, plan)
        return shown(request, slug, stated, form)
    messages.success(request, SAVED if plan.saved else NOTHING)
    return redirect("regions:post", slug, post.pk)


def post_for(user: Any, slug: str, post_id: uuid.UUID, permission: Permission) -> Post:
    """A post that counts here, for somebody who may do that with posts here. Reading it is audited: it names holders.

    Raises NotFound, NotPermitted.
    """
    here = reach(user, permission).within(slug)
    found = here.posts(today()).filter(pk=post_id, counted=True).select_related("organisation").first()
    if found is None:
        raise NotFound(f"There is no such post in {slug}.")
    record(Event.POST_READ, by=user, about=found, region=slug)
    return found


def form_of(stated: Stated, data: Any) -> CorrectionForm:
    kinds = [] if False in stated.closed_to else [False]
    return CorrectionForm(data, kept=stated.kept, as_of=today(), forecasts=kinds)


def open_forecast(stated: Stated) -> dict[str, str] | None:
    """The open forecast as it may be seen; none where there is none."""
    return stated.forecasts[False].said or None if False in stated.forecasts else None


def put_beside(form: CorrectionForm | ConfidentialForm, plan: ReturnPlan) -> None:
    for problem in plan.problems:
        form.put_beside(problem, words.beside(problem))


def shown(
    request: HttpRequest,
    slug: str,
    stated: Stated,
    form: CorrectionForm,
    *,
    restored: bool = False,
    status: int = 200,
) -> HttpResponse:
    post = stated.post
    context = {
        "post": post,
        "form": form,
        "above": above(request.user, slug, post),
        "action": reverse("regions:post-correct", args=[slug, post.pk]),
        "post_url": address(slug, post),
        "is_new": False,
        "hidden": [stated.closed_to[False]] if False in stated.closed_to else [],
        "restored": restored,
        "today": today(),
    }
    return render(request, "regions/post-correct.html", context, status=status)


def not_saved(request: HttpRequest, slug: str, post: Post, form: CorrectionForm, sentence: str) -> HttpResponse:
    """Both texts where the post has changed meanwhile; otherwise why not, beside what was typed."""
    now, digest = corrections.to_correct(post, by=request.user)
    if form.seen == digest:
        form.add_error(None, sentence)
        return shown(request, slug, now, form, status=409)
    where = reverse("regions:post-correct", args=[slug, post.pk])
    return conflict(request, slug, post, columns_of(form, now), seen=digest, action=where)


def conflict(request: HttpRequest, slug: str, post: Post, columns: list, *, seen: str, action: str) -> HttpResponse:
    """Both texts side by side, answered 409. Keeping mine sends it again over the other."""
    context = {
        "post": post,
        "above": above(request.user, slug, post),
        "columns": columns,
        "mine": [(name, text) for name, texts in request.POST.lists() if name not in UNSENT for text in texts],
        "version": seen,
        "action": action,
        "post_url": address(slug, post),
    }
    return render(request, "regions/post-conflict.html", context, status=409)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def confidential(request: HttpRequest, slug: str, post_id: uuid.UUID) -> HttpResponse:
    """The confidential forecast of a post, for those who keep it: keep one, or change it."""
    post = post_for(request.user, slug, post_id, Permission.KEEP_CONFIDENTIAL)
    kept, digest = corrections.to_confide(post, by=request.user)
    if request.method == "GET":
        typed = typed_before(request)
        form = ConfidentialForm(typed or shown_in_confidence(kept, seen=digest))
        return in_confidence(request, slug, post, form, kept=kept, restored=typed is not None)
    form = ConfidentialForm(request.POST)
    try:
        plan = corrections.keep_confidential(post, said=form.said(), seen=form.seen, by=request.user)
    except NotAllowed as refused:
        if form.seen != digest:
            where = reverse("regions:post-confidential", args=[slug, post.pk])
            return conflict(request, slug, post, [both(form, kept)], seen=digest, action=where)
        form.add_error(None, str(refused))
        return in_confidence(request, slug, post, form, kept=kept, status=409)
    if not plan.is_right:
        put_beside(form, plan)
        return in_confidence(request, slug, post, form, kept=kept)
    messages.success(request, "Saved in confidence. It holds from today." if plan.saved else NOTHING)
    return redirect("regions:post", slug, post.pk)


def both(form: ConfidentialForm, kept: dict[str, str]) -> tuple[str, str, str, bool]:
    return column("Forecast in confidence", words.forecast_in_words(form.said()), words.forecast_in_words(kept))


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, post_id: uuid.UUID) -> HttpResponse:
    """What is lost with the confidential forecast, and withdrawing it."""
    post = post_for(request.user, slug, post_id, Permission.KEEP_CONFIDENTIAL)
    kept, _digest = corrections.to_confide(post, by=request.user)
    if not kept:
        return redirect("regions:post-confidential", slug, post.pk)
    if request.method == "POST":
        corrections.withdraw_confidential(post, by=request.user)
        messages.success(request, "Withdrawn: the confidential forecast.")
        return redirect("regions:post", slug, post.pk)
    context = {
        "post": post,
        "above": [
            *above(request.user, slug, post),
            ("Confidential forecast", reverse("regions:post-confidential", args=[slug, post.pk])),
        ],
        "kept": words.forecast_in_words(kept),
        "post_url": address(slug, post),
    }
    return render(request, "regions/post-confidential-withdraw.html", context)


def in_confidence(
    request: HttpRequest,
    slug: str,
    post: Post,
    form: ConfidentialForm,
    *,
    kept: dict[str, str],
    restored: bool = False,
    status: int = 200,
) -> HttpResponse:
    where = reverse("regions:post-confidential", args=[slug, post.pk])
    context = {
        "post": post,
        "form": form,
        "above": above(request.user, slug, post),
        "action": where,
        "withdraw_url": f"{where}withdraw/" if kept else "",
        "kept": words.forecast_in_words(kept),
        "offices": join_words(f"the {role.in_words}" for role in offices_of(post)),
        "confidants": confidants_of(post),
        "is_looked_ahead_at": bool(ahead_of(post)),
        "post_url": address(slug, post),
        "restored": restored,
    }
    return render(request, "regions/post-confidential.html", context, status=status)


def address(slug: str, post: Post) -> str:
    return reverse("regions:post", args=[slug, post.pk])


def above(user: Any, slug: str, post: Post) -> list[tuple[str, str]]:
    """The pages above those of a correction."""
    region = reach(user, Permission.READ_POSTS).within(slug).region(slug)
    return [*above_posts(user, region), (post.title, address(slug, post))]
