"""Refusals become pages: domain errors carry the sentence, one middleware shows it."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from talentboard.interruptions import is_interruption

from .refusals import NotAllowed, NotFound, NotPermitted


def refusal_page(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page for a refusal, or None when the error is not one."""
    if isinstance(error, NotFound):
        return render(request, "404.html", status=404)
    if isinstance(error, NotPermitted):
        return render(request, "403.html", {"sentence": str(error)}, status=403)
    if isinstance(error, NotAllowed):
        return render(request, "409.html", {"sentence": str(error), "back": page_before(request)}, status=409)
    return None


def page_before(request: HttpRequest) -> str:
    """The page of this site from which somebody came, else the start: what refused may have no page of its own."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else "/"


class RefusalMiddleware:
    """Turns a refusal raised anywhere below a view into its page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return refusal_page(request, exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that is too old, or from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """Something broke. Nothing is asked of what may be broken: not who it is, not the database.

    Where the database is being started again, or another part without which nothing goes, it says so instead.
    """
    problem = sys.exc_info()[1]
    is_away = problem is not None and is_interruption(problem)
    page = render_to_string("503.html" if is_away else "500.html", {"reference": getattr(request, "id", "")})
    if is_away:
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})
    return HttpResponse(page, status=500)
