"""The list of mails of a region: of which kind, about what, to whom by role, and what has become of each."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from regions.forms.mails import MailFilter
from regions.mails import State, by_state, lines_of, mails_of
from regions.reach import reach
from talentboard.access import NATION, NotFound, Permission, require
from talentboard.clock import now
from talentboard.nhs.filters import say_moment
from talentboard.notifications.resending import send_again

ROWS = 30


@require_GET
@never_cache
def mails(request: HttpRequest, slug: str) -> HttpResponse:
    """The mails about things of a region, or of all, the newest first."""
    require(request.user, Permission.READ_RETURN, about=slug)
    region = reach(request.user, Permission.READ_RETURN).region(slug)
    form = MailFilter(request.GET)
    chosen = form.chosen()
    found = mails_of(slug).filter(**chosen)
    numbers = by_state(found)
    paginator = Paginator(found.with_what_followed(), ROWS)
    paginator.count = sum(numbers.values())
    page = paginator.get_page(request.GET.get("page"))
    return render(
        request,
        "regions/mails.html",
        {
            "region": region,
            "region_url": f"/{slug}/",
            "is_nation": slug == NATION,
            "form": form,
            "is_narrowed": bool(chosen),
            "page": page,
            "rows": lines_of(page.object_list, request.user),
            "counts": [(state.label, numbers[state]) for state in State if state in numbers],
            "failed": numbers.get(State.FAILED, 0),
        },
    )


@require_POST
def again(request: HttpRequest, slug: str, mail_id: UUID) -> HttpResponse:
    """Send one that failed again."""
    require(request.user, Permission.READ_RETURN, about=slug)
    mail = mails_of(slug).filter(pk=mail_id).select_related("to").first()
    if mail is None:
        raise NotFound("No such mail in this region.")
    sent = send_again(mail, by=request.user)
    leaves = "is on its way" if sent.due <= now() else f"leaves on {say_moment(sent.due)}"
    messages.success(request, f"“{mail.label}” {leaves}.")
    return redirect("regions:mails", slug)


@require_GET
def mails_before(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the list was while it held the mails of returns alone."""
    require(request.user, Permission.READ_RETURN, about=slug)
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("regions:mails", args=[slug]) + asked, permanent=True)
