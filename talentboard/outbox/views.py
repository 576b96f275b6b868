"""The pages of the outbox: open to everybody on this machine, as its mails hold the links by which people come in."""

from csp.decorators import csp_exempt
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from talentboard.clock import now
from talentboard.notifications.waiting import waiting_for_the_morning

from .forms import OutboxFilter
from .kept import KeptMail, newest_first, one

ROWS = 30
# What a mail says is shown and nothing in it runs or is fetched; its links lead the page that it stands in.
AS_MAIL = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


@require_safe
@login_not_required
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails, the newest first."""
    form = OutboxFilter(request.GET)
    page = Paginator(newest_first(form.chosen()), ROWS).get_page(request.GET.get("page"))
    waiting = waiting_for_the_morning(now())
    return render(request, "outbox/outbox.html", {"form": form, "page": page, "waiting": waiting})


@require_safe
@login_not_required
@never_cache
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: to whom, about what, its words, and the same as HTML."""
    return render(request, "outbox/mail.html", {"mail": found(name)})


@require_safe
@login_not_required
@never_cache
@xframe_options_sameorigin
@csp_exempt()  # it has one of its own
def as_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of a mail by itself, for the frame on its page."""
    html = found(name).html.replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(html, headers={"Content-Security-Policy": AS_MAIL})


def found(name: str) -> KeptMail:
    """Raises Http404 where there is no such mail."""
    mail = one(name)
    if mail is None:
        raise Http404
    return mail
