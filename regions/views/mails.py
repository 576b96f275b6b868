"""The list of mails: of which kind, about what, to whom by role, and what has become of each. No address, no name."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from regions.forms.returns_board import MailFilter
from regions.models import Organisation
from regions.reach import reach
from talentboard.access import NATION, Permission, Role, require
from talentboard.audit.describing import describe
from talentboard.notifications.models import Notification

ROWS = 30


@require_GET
@never_cache
def mails(request: HttpRequest, slug: str) -> HttpResponse:
    """The mails about things of a region, or of all, the newest first."""
    require(request.user, Permission.READ_RETURN, about=slug)
    region = reach(request.user, Permission.READ_RETURN).region(slug)
    found = Notification.objects.all() if slug == NATION else Notification.objects.filter(region=slug)
    form = MailFilter(request.GET)
    if state := form.chosen_state():
        found = found.filter(state=state)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    bodies = Organisation.objects.in_bulk({mail.organisation for mail in page if mail.organisation})
    about = describe(page)
    rows = [
        {
            "mail": mail,
            "about": about[mail.about_kind, mail.about_id].words,
            "role": Role(mail.role).label if mail.role else "",
            "organisation": bodies.get(mail.organisation, ""),
        }
        for mail in page
    ]
    return render(
        request,
        "regions/mails.html",
        {
            "region": region,
            "form": form,
            "state": state,
            "page": page,
            "rows": rows,
            "failed": found.filter(state=Notification.State.FAILED).count(),
        },
    )
