"""Nobody whose role sees personal data gets past the set-up of a second factor without one."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from . import second_factor

# What setting up, showing or giving up a second factor needs. The views of `mfa_...` are reachable as well.
STILL_OPEN = {"account_logout", "account_reauthenticate", "accounts:second-factor", "session-keep"}


class SecondFactorMiddleware:
    """Sends a session without a second factor to show one, or to set one up. Stands after LoginRequiredMiddleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if second_factor.was_shown(request.session, user) or _is_still_open(request):
            return None
        return _ask(request) if second_factor.needs_one(user) else None


def _is_still_open(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name or ""
    return name in STILL_OPEN or name.startswith("mfa_")


def _ask(request: HttpRequest) -> HttpResponse:
    """To the page that sets one up; or, where the person set one up in another session, to the one that asks for it."""
    if not second_factor.has_one(request.user):
        return redirect("accounts:second-factor")
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    url = next(method["url"] for method in methods if method["id"].startswith("mfa_"))
    back = request.get_full_path() if request.method == "GET" else reverse("home")
    return redirect(f"{url}?{urlencode({'next': back})}")
