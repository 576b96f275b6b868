"""A session ends after 30 idle minutes, and after 12 hours however busy it was.

Polling and saving by itself do not count as doing something.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

LAST_ACTIVE = "last_active"
BEGAN = "began"
IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 60 * 60
WRITTEN_EVERY = 30  # seconds: so that a quick reader does not write the session on every page


def idle_seconds() -> int:
    """How long a session may lie idle."""
    return getattr(settings, "SESSION_IDLE_SECONDS", IDLE_SECONDS)


def is_background(request: HttpRequest) -> bool:
    """Whether the page asked by itself: progress, autosave."""
    return request.headers.get("X-Background") == "1"


def idle_left(request: HttpRequest, *, now: float) -> float:
    """Seconds until the session ends for idleness."""
    return request.session.get(LAST_ACTIVE, now) + idle_seconds() - now


def whole_left(request: HttpRequest, *, now: float) -> float:
    """Seconds until the session ends whatever is done in it."""
    return request.session.get(BEGAN, now) + LONGEST_SECONDS - now


def seconds_left(request: HttpRequest, *, now: float) -> int:
    """Until the session ends; negative when it should have ended."""
    return int(min(idle_left(request, now=now), whole_left(request, now=now)))


def is_somebody(request: HttpRequest) -> bool:
    """Whether the session is somebody's: of who signed in, or of who came by a link."""
    return request.user.is_authenticated or bool(getattr(request, "guest", None))


def begin_anew(session: Any) -> None:
    """Somebody has just signed in: their 12 hours begin with the next page."""
    session.pop(BEGAN, None)


class IdleSessionMiddleware:
    """Ends sessions that lay idle, and notes when a person last did something. Stands after authentication.

    Adds `request.idle_seconds` and `request.idle_seconds_left` for the warning on the page. A request of the page
    itself (`X-Background` or htmx) that comes too late is answered 401 with nothing in it, never with a sign-in page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_somebody(request):
            self._watch(request, now=time.time())
        by_page = is_background(request) or "HX-Request" in request.headers
        response = self.get_response(request)
        if by_page and not is_somebody(request) and response.status_code == 302:
            return HttpResponse(status=401)
        return response

    def _watch(self, request: HttpRequest, *, now: float) -> None:
        left = seconds_left(request, now=now)
        if left <= 0:
            logout(request)
            request.guest = None
            return
        if BEGAN not in request.session:
            request.session[BEGAN] = now
        written_before = now - request.session.get(LAST_ACTIVE, 0)
        if not is_background(request) and written_before >= min(WRITTEN_EVERY, idle_seconds() / 10):
            request.session[LAST_ACTIVE] = now
        request.idle_seconds = idle_seconds()
        request.idle_seconds_left = seconds_left(request, now=now)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def session_keep(request: HttpRequest) -> HttpResponse:
    """POST: the person is still there. GET (with X-Background): how long the session lasts, and the token for forms.

    returns: seconds_left, ends_anyway (nothing prolongs it: its 12 hours are nearly over), csrf_token, account (the
    person's key, so that a page takes no token of somebody else); 401 with nothing in it when nobody is there.
    """
    if not is_somebody(request):
        return HttpResponse(status=401)
    now = time.time()
    if request.method == "POST":
        request.session[LAST_ACTIVE] = now
    return JsonResponse(
        {
            "seconds_left": seconds_left(request, now=now),
            "ends_anyway": whole_left(request, now=now) <= idle_seconds() / 10,
            "csrf_token": get_token(request),
            "account": str(request.user.pk or request.guest.key),
        }
    )
