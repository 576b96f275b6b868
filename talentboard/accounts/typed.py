"""What somebody sent after their session had ended: kept for them alone until they have signed in again.

A form that may be typed in for long is sent to a view marked with `survives_signing_in` and carries the sender's key
in the field `account`. Signing in leads back to the view, which asks `typed_before` for what was typed.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, QueryDict

from .sessions import is_background

KEY = "typed_before_signing_in"
KEPT_SECONDS = 60 * 60
LONGEST = 400_000  # characters of a form, encoded: 10,000 words of any script; a longer one is not kept
UNKEPT = ("csrfmiddlewaretoken", "account")


def survives_signing_in(view: Callable) -> Callable:
    """Mark a view: what is posted to it without a session is kept until its sender has signed in again."""
    view.survives_signing_in = True
    return view


class SignInFirst(LoginRequiredMiddleware):
    """Sends whoever is not signed in to sign in, and keeps what they have just sent to a view that asks for it."""

    def process_view(self, request: HttpRequest, view_func: Callable, view_args: Any, view_kwargs: Any) -> Any:
        """Nobody signed in may still have come by a link that opens this very kind of page."""
        guest = getattr(request, "guest", None)
        if guest and guest.may_enter(view_func):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.method == "POST" and getattr(view_func, "survives_signing_in", False) and not is_background(request):
            keep(request)
        return super().handle_no_permission(request, view_func)


def keep(request: HttpRequest) -> None:
    """Keep the form that was sent, in the browser's own session, which has nobody signed in."""
    account = request.POST.get("account", "")
    sent = request.POST.copy()
    for name in UNKEPT:
        sent.pop(name, None)
    typed = sent.urlencode()
    if account and len(typed) <= LONGEST:
        request.session[KEY] = {"path": request.path, "account": account, "typed": typed, "at": time.time()}


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What this person sent to this address before they signed in again, once; None where there is nothing.

    What somebody else typed in this browser is thrown away unread.
    """
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept is None:
        return None
    is_theirs = kept["account"] == str(request.user.pk) and time.time() - kept["at"] < KEPT_SECONDS
    if is_theirs and kept["path"] != request.path:
        return None
    del request.session[KEY]
    return QueryDict(kept["typed"]) if is_theirs else None
