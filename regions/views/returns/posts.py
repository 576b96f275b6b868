"""One post of a return: said as typed, closed, or taken back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from regions import policies
from regions.actions import returns
from regions.forms.return_posts import PostForm
from regions.forms.returns import ClosingForm
from regions.forms.typed import version_of
from regions.models import ReturnLine
from talentboard.access import NotAllowed, NotFound, Permission
from talentboard.accounts.sessions import is_background
from talentboard.accounts.typed import survives_signing_in, typed_before
from talentboard.clock import now
from talentboard.nhs.filters import say_clock
from talentboard.nhs.words import plural

from . import words
from .conflict import conflict_page
from .finding import above, address, return_of
from .post_page import PostPage
from .rows import TO_CONFIRM, Verdict, id_of, name_of


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, slug: str, return_id: uuid.UUID, thing_id: uuid.UUID) -> HttpResponse:
    """What is said of one post, kept as typed. thing_id: of the post, or of the line of a new one."""
    page = page_for(request, slug, return_id)
    page.stated = page.find(thing_id)
    if request.method == "GET" and page.stated.verdict == Verdict.CLOSING:
        return redirect(f"{page.url}close/")
    return answer(request, page)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """A post that was not there before."""
    return answer(request, page_for(request, slug, return_id))


def page_for(request: HttpRequest, slug: str, return_id: uuid.UUID) -> PostPage:
    """The return of a post's page, for whoever writes in it. Raises NotAllowed while nobody may."""
    one = return_of(request.user, slug, return_id, to=Permission.KEEP_RETURN)
    policies.can_write(one)
    return PostPage(one, request.user, slug)


def answer(request: HttpRequest, page: PostPage) -> HttpResponse:
    """Show the form, or keep what was typed in it."""
    if request.method == "GET":
        typed = typed_before(request)
        form = page.form(typed or page.shown)
        if typed is None:
            page.put_problems_beside(form)
        return shown(request, page, form, restored=typed is not None)
    form = page.form(request.POST)
    try:
        line = page.say(form)
    except returns.SaidMeanwhile as meanwhile:
        return said_meanwhile(request, page, form, meanwhile)
    except NotAllowed as refused:
        return not_said(request, page, form, str(refused))
    return said(request, page, line)


def said(request: HttpRequest, page: PostPage, line: ReturnLine) -> HttpResponse:
    """On to the return; or to the same post again while something of it is to be put right."""
    was_new = page.stated is None
    page.stated = PostPage(page.one, page.user, page.slug).find(line.post_id or line.pk)
    problems = page.stated.problems
    if is_background(request):
        wrong = f" {plural(len(problems), 'thing')} to put right before it can be sent." if problems else ""
        where = page.url if was_new else ""
        return JsonResponse({"version": line.version, "saved": f"{saved_at()}.{wrong}", "address": where})
    if problems:
        return redirect(f"{page.url}?saved=1")
    messages.success(request, f"Saved: {name_of(page.stated)}.")
    return redirect(f"{address(page.one, page.slug)}#post-{id_of(page.stated)}")


def saved_at() -> str:
    return f"Saved {say_clock(now())}"


def said_meanwhile(
    request: HttpRequest, page: PostPage, form: PostForm, meanwhile: returns.SaidMeanwhile
) -> HttpResponse:
    """Both texts, to choose from; to a page that saves by itself, that there are two."""
    if is_background(request):
        return JsonResponse({"sentence": str(meanwhile)}, status=409)
    return conflict_page(request, page, form, meanwhile)


def not_said(request: HttpRequest, page: PostPage, form: PostForm, sentence: str) -> HttpResponse:
    """Nothing is saved, and what was typed stays on the page."""
    if is_background(request):
        return JsonResponse({"sentence": sentence}, status=409)
    form.add_error(None, sentence)
    return shown(request, page, form, status=409)


def shown(
    request: HttpRequest, page: PostPage, form: PostForm, *, restored: bool = False, status: int = 200
) -> HttpResponse:
    context = page.context(form) | {
        "above": above(page.one, request.user, page.slug),
        "restored": restored,
        "saved_at": "as typed." if "saved" in request.GET and not restored else "",
    }
    return render(request, "returns/post.html", context, status=status)


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, slug: str, return_id: uuid.UUID, thing_id: uuid.UUID) -> HttpResponse:
    """What is lost when a post closes, and closing it."""
    page = page_for(request, slug, return_id)
    page.stated = stated = page.find(thing_id)
    if stated.post is None:
        raise NotFound("A new post is taken back, not closed.")
    typed = typed_before(request) if request.method == "GET" else None
    form = ClosingForm(request.POST or typed or page.closing)
    if request.method == "POST":
        try:
            line = returns.close_post(
                page.one, stated.post, closes_on=form.said, version=form.known_version, by=request.user
            )
        except returns.SaidMeanwhile as meanwhile:
            messages.warning(request, f"Nothing has been saved. {meanwhile}")
            return redirect(page.url)
        return said(request, page, line)
    for problem in stated.problems if typed is None else ():
        form.add_error("closes_on", words.beside(problem))
    context = {
        "one": page.one,
        "take_back": page.taking_back,
        "above": above(page.one, request.user, slug),
        "title": name_of(stated),
        "post_url": page.url,
        "lost": lost_with(stated),
        "form": form,
    }
    return render(request, "returns/close.html", context)


def lost_with(stated: returns.Stated) -> list[str]:
    """What goes with a post that closes, in sentences."""
    texts = stated.kept
    holder = words.in_words("holder", texts.get("holder", ""))
    sentences = [f"{holder} {'hold' if ';' in texts.get('holder', '') else 'holds'} it no more"] if holder else []
    if False in stated.forecasts and stated.forecasts[False].said:
        sentences.append("Its forecast is withdrawn")
    if texts.get("shared_with"):
        sentences.append(f"{texts['shared_with']} are served by it no more")
    return [*sentences, "Nothing is said of it in later returns"]


@never_cache
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, slug: str, return_id: uuid.UUID, thing_id: uuid.UUID) -> HttpResponse:
    """Nothing is said of the post any more: it is to confirm again, and a new one is gone."""
    page = page_for(request, slug, return_id)
    page.stated = stated = page.find(thing_id)
    if request.method == "GET" or stated.verdict == TO_CONFIRM:
        return redirect(page.url)
    version = version_of(request.POST.get("version", ""))
    returns.take_back(stated.line, version=version or 0, by=request.user)
    messages.success(request, f"Taken back: {name_of(stated)}.")
    return redirect(address(page.one, slug))
