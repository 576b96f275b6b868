"""One return: where it stands, what is to do, its posts; confirming them, sending it, signing it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from regions import policies
from regions.actions import returns
from regions.directory import names_with
from regions.models import Return
from regions.reach import reach
from talentboard.access import NotAllowed, NotFound, Permission, Role, refusal
from talentboard.audit import Event, record
from talentboard.nhs.words import join_words, plural

from .finding import address, return_of
from .page import ReturnPage, page_of
from .summing import changed_since, in_the_way


@require_GET
@never_cache
def one_return(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """The return's page, for whoever writes it, signs it or reads it. Reading it is audited: it names holders."""
    one = return_of(request.user, slug, return_id)
    page = page_of(one, request.user, slug)
    record(Event.POSTS_READ, by=request.user, about=one, region=slug)
    return shown(request, one, slug, page)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """One post, or all that nobody has spoken of yet, stay as they are kept. Then on to sending, if that is all."""
    one = return_of(request.user, slug, return_id, to=Permission.KEEP_RETURN)
    if request.method == "GET":  # somebody who had to sign in again is sent here
        return redirect(address(one, slug))
    where = address(one, slug)
    if post_id := request.POST.get("post"):
        post = own_post(request, one, slug, post_id)
        returns.confirm(one, [post], by=request.user)
        messages.success(request, f"Confirmed: {post.title}.")
        where = f"{where}#post-{post.pk}"
    else:
        messages.success(request, f"{plural(returns.confirm_rest(one, by=request.user), 'post')} confirmed.")
    may_be_sent = not refusal(lambda: policies.can_hand_over(one, returns.statement(one, by=request.user)))
    return redirect("regions:return-submit", slug, one.pk) if may_be_sent else redirect(where)


@never_cache
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """What has changed, in sentences, and sending the return to the chief executive; or what is still in the way."""
    one = return_of(request.user, slug, return_id, to=Permission.KEEP_RETURN)
    refused = ""
    if request.method == "POST":
        try:
            returns.hand_over(one, by=request.user)
        except NotAllowed as reason:
            refused = str(reason)
        else:
            messages.success(request, f"The return for {one.period} is with the chief executive.")
            return redirect(address(one, slug))
    statement = returns.statement(one, by=request.user)
    refused = refused or refusal(lambda: policies.can_hand_over(one, statement))
    page = page_of(one, request.user, slug, statement=statement)
    context = {
        "one": one,
        "slug": slug,
        "page": page,
        "refusal": refused,
        "refusals": (in_the_way(statement, page.url) if page.writes else []) or [(refused, page.url)],
        "signers": signers(one),
    }
    return render(request, "returns/hand-over.html", context, status=409 if request.method == "POST" else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """Sign the return, which applies it. Where a post has changed since, nothing is, and the page lists them."""
    one = return_of(request.user, slug, return_id, to=Permission.SIGN_RETURN)
    if request.method == "GET":  # somebody who had to sign in again is sent here
        return redirect(address(one, slug))
    try:
        returns.sign_off(one, by=request.user)
    except NotAllowed as reason:
        one = return_of(request.user, slug, return_id)
        statement = returns.statement(one, by=request.user)
        page = page_of(one, request.user, slug, statement=statement)
        page.refused = ("Nothing has been signed", [(str(reason), ""), *changed_since(statement)])
        return shown(request, one, slug, page, status=409)
    messages.success(request, f"The return for {one.period} is signed. What it says holds as of {one.as_of:%-d %B %Y}.")
    return redirect(address(one, slug))


def shown(request: HttpRequest, one: Return, slug: str, page: ReturnPage, *, status: int = 200) -> HttpResponse:
    return render(request, "returns/return.html", {"one": one, "slug": slug, "page": page}, status=status)


def own_post(request: HttpRequest, one: Return, slug: str, post_id: str):
    """A post of the return's organisation. Raises NotFound."""
    try:
        wanted = uuid.UUID(post_id)
    except ValueError:
        raise NotFound(f"“{post_id}” is no post.") from None
    posts = reach(request.user, Permission.READ_POSTS).within(slug).posts(one.as_of)
    found = posts.filter(organisation=one.organisation_id, pk=wanted).first()
    if found is None:
        raise NotFound("There is no such post in this return.")
    return found


def signers(one: Return) -> str:
    """Who is asked to sign, by name; or that there is nobody yet."""
    names = names_with(Role.CHIEF_EXECUTIVE, one.organisation)
    if not names:
        return (
            f"Nobody has the role of chief executive of {one.organisation} here yet. The return waits until the "
            "regional talent team has given it to somebody."
        )
    return f"{join_words(names, last='or')}, chief executive, reads what has changed, then signs it or sends it back."
