"""Posts of organisations that close: which are left, and moving them to another organisation."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from regions.actions.moving_posts import move_posts
from regions.forms.moving_posts import MoveForm
from regions.posts.closed_organisations import closing_bodies, posts_left, takers
from regions.reach import reach
from talentboard.access import NotAllowed, NotFound, Permission
from talentboard.nhs.words import noun_for, plural


@require_GET
@never_cache
def moving(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisations here that closed or are closing and still have posts."""
    here = reach(request.user, Permission.RUN_RETURNS).within(slug)
    return render(
        request, "returns/board_moving.html", {"region": here.region(slug), "bodies": list(closing_bodies(here))}
    )


@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, slug: str, organisation_id: uuid.UUID) -> HttpResponse:
    """The posts of one, to whom they go, and moving them."""
    everywhere = reach(request.user, Permission.RUN_RETURNS)
    here = everywhere.within(slug)
    body = closing_bodies(here).filter(pk=organisation_id).first()
    if body is None:
        raise NotFound(f"No organisation that closes has posts left under this address in {slug}.")
    form = MoveForm(request.POST or None, body=body, posts=list(posts_left(body)), takers=takers(body, everywhere))
    if request.method == "POST" and form.is_valid():
        try:
            moved = move_posts(**form.move(), by=request.user)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            what = f"{plural(len(moved), 'post')} {noun_for(len(moved), 'has', 'have')} moved"
            messages.success(request, f"{what} to {form.move()['to']}.")
            return redirect("regions:posts-moving", slug)
    return render(request, "returns/board_move.html", {"region": here.region(slug), "body": body, "form": form})
