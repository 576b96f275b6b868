"""The pages around a link: its own, why one does not work, a new one, an account made of it, and leaving."""

from __future__ import annotations

from allauth.account.utils import perform_login
from allauth.core.internal.ratelimit import respond_429
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from talentboard.access import NotAllowed, NotFound
from talentboard.accounts.models import User
from talentboard.clock import now

from . import actions, policies
from .ends import until
from .forms import AccountForm
from .guests import GRANTS, admit
from .limits import asks_too_often
from .models import Link
from .purposes import SENTENCES, Over, purpose_of
from .tokens import find, token_of


@login_not_required
@never_cache
def link(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    """GET: what the link is for, with a button. POST: use it, without being signed in."""
    found = find(purpose, token)
    if found is None:
        return respond_429(request) if asks_too_often(request) else _over(request, SENTENCES[Over.UNKNOWN])
    if _was_used_by(request, found):
        return redirect(purpose_of(found).page(found))  # a second click, or the way back
    if why := policies.why_over(found, now()):
        offers_again = why in purpose_of(found).offers_again
        return _over(request, purpose_of(found).says(why, found), again=_beside(found, "again") if offers_again else "")
    if request.method != "POST" or request.user.is_authenticated or found.user_id:
        return render(request, "links/link.html", _said(request, found))
    try:
        actions.use(found)
    except NotAllowed as refusal:
        return _over(request, str(refusal))
    admit(request, found)
    return redirect(purpose_of(found).page(found))


@never_cache
def take(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    """Use a link while signed in to the account that it went to. Asked for without pressing: back to its page."""
    found = find(purpose, token)
    if request.method != "POST" or found is None or not _is_theirs(found, request.user):
        return redirect("links:link", purpose, token)
    if found.is_granted:
        return redirect(purpose_of(found).page(found))
    try:
        actions.use(found, by=request.user)
    except NotAllowed as refusal:
        return _over(request, str(refusal))
    return redirect(purpose_of(found).page(found))


@login_not_required
@never_cache
@require_POST
def again(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    """Send a new link. What is answered does not depend on whether there was one to send."""
    if asks_too_often(request):
        return respond_429(request)
    if found := find(purpose, token):
        actions.ask_again(found)
    return redirect("links:sent")


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "links/sent.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def account(request: HttpRequest) -> HttpResponse:
    """Make an account of what was come by."""
    guest = request.guest
    if not guest:
        raise NotFound("Nobody came by a link in this session.")
    form = AccountForm(request.POST or None, address=guest.address())
    if request.method == "POST" and form.is_valid():
        page = guest.page
        person = actions.make_account(guest, name=form.person.name, password=form.cleaned_data["password"])
        return signed_in(request, person, to=page)
    return render(request, "links/account.html", {"form": form, "guest": guest, "address": guest.address()})


def signed_in(request: HttpRequest, person: User, *, to: str) -> HttpResponse:
    """Go on with the account that has just been made of what this session held. to: a path."""
    request.session.pop(GRANTS, None)
    return perform_login(request, person, redirect_url=to)


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session of a guest, on a computer that others use too."""
    logout(request)
    return redirect("links:left")


@login_not_required
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return render(request, "links/left.html")


def _said(request: HttpRequest, found: Link) -> dict:
    """What the page of an open link needs to say who may use it."""
    has_account = request.user.is_authenticated
    return {
        "purpose": purpose_of(found),
        "until": until(found),
        "is_anothers": has_account and not _is_theirs(found, request.user),
        "needs_account": bool(found.user_id) and not has_account,
        "take": _beside(found, "take"),
        "action": _beside(found, "take" if has_account else "link"),
    }


def _beside(found: Link, name: str) -> str:
    """The address of one of the pages of a link."""
    return reverse(f"links:{name}", args=[found.purpose, token_of(found.purpose, found.pk)])


def _was_used_by(request: HttpRequest, found: Link) -> bool:
    """Whether it opened what it is for to whoever asks: in this session, or to their account."""
    if request.user.is_authenticated:
        return found.is_granted and _is_theirs(found, request.user)
    return found.is_granted and str(found.pk) in request.session.get(GRANTS, ())


def _is_theirs(found: Link, user: User) -> bool:
    return found.user_id == user.pk if found.user_id else found.goes_to(user.email)


def _over(request: HttpRequest, sentence: str, *, again: str = "") -> HttpResponse:
    """The same page and status for every link that opens nothing. again: where to ask for a new one."""
    return render(request, "links/over.html", {"sentence": sentence, "again": again}, status=404)
