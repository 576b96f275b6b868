"""People who have not been told that they are kept: the list, the mail before it is sent, and sending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from pools.actions.telling import PURPOSE, accounts_of, tell
from pools.forms.telling import PoolForm, chosen_people
from pools.notifications import preview_of
from pools.policies import telling as rules
from pools.reach import pools
from pools.telling import in_pool, to_tell, with_pools
from regions.lists import page_of
from regions.reach import Reach, reach
from talentboard.access import NATION, NotFound, Permission
from talentboard.audit import Event, record
from talentboard.clock import now
from talentboard.links.guests import open_to_guests, whoever
from talentboard.nhs.filters import say_weekday
from talentboard.nhs.words import count, noun_for, plural
from talentboard.working_days import next_quiet_end

MOST_NAMES = 20
OWN_PAGE = "/me/"


@require_GET
@never_cache
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """Those whom the team has to tell, with their boxes."""
    return _list(request, slug)


@require_POST
@never_cache
def mail(request: HttpRequest, slug: str) -> HttpResponse:
    """The mail to those who were chosen, before it is sent; and sending it."""
    here, region = _here(request, slug)
    wanted = chosen_people(request.POST)
    if request.POST.get("whom") == "all":
        form = _pool_form(request, here, request.POST)
        wanted = list(_shown(here, form).values_list("pk", flat=True))
    found = list(with_pools(to_tell(here).filter(pk__in=wanted)))
    if not found:
        return _list(request, slug, problem="Choose at least one person. Nobody has been told.")
    rules.can_tell(found)
    if request.POST.get("step") == "send":
        return _send(request, slug, found, asked=len(wanted))
    has_account = found[0].email.lower() in accounts_of(found[:1])
    subject, text = preview_of(found[0], region, has_account=has_account)
    record(Event.MEMBERS_READ, by=request.user, region=slug, ref="to be told")
    context = {
        "region": region,
        "slug": slug,
        "people": found,
        "named": found[:MOST_NAMES],
        "more": max(len(found) - MOST_NAMES, 0),
        "first": found[0],
        "subject": subject,
        "paragraphs": [part for part in text.split("\n\n") if part.strip()],
        "send_label": f"Send {plural(len(found), 'mail')}",
        "leaves": next_quiet_end(now()),
        "leaves_now": next_quiet_end(now()) <= now(),
    }
    return render(request, "pools/told/mail.html", context)


@never_cache
@require_safe
@open_to_guests(PURPOSE)
def your_record(request: HttpRequest) -> HttpResponse:
    """Where the mail's link leads: to one's own page, or to making the account that it needs."""
    by = whoever(request)
    if by.is_authenticated:
        return redirect(OWN_PAGE)
    if not by.ids(PURPOSE):
        raise NotFound("Nobody came by such a link in this session.")
    return render(request, "pools/told/your-record.html", {})


def _list(request: HttpRequest, slug: str, *, problem: str = "") -> HttpResponse:
    here, region = _here(request, slug)
    form = _pool_form(request, here, request.GET or request.POST)
    found = _shown(here, form)
    number = found.count()
    record(Event.MEMBERS_READ, by=request.user, region=slug, ref="to be told")
    context = {
        "region": region,
        "slug": slug,
        "form": form,
        "number": number,
        "page": page_of(request, with_pools(found), count=number),
        "problem_items": [(problem, "#person-1")] if problem else [],
        "all_label": f"See the mail to all {count(number)}" if number > 1 else "See the mail to this person",
        "list_url": reverse("pools:to-tell", args=[slug]),
        "most": rules.MOST_AT_ONCE,
    }
    return render(request, "pools/told/list.html", context)


def _send(request: HttpRequest, slug: str, found: list[Any], *, asked: int) -> HttpResponse:
    told = tell([person.pk for person in found], region=_here(request, slug)[1], by=request.user)
    leaves = next_quiet_end(now())
    on_their_way = f"{noun_for(len(told), 'is', 'are')} on {noun_for(len(told), 'its', 'their')} way"
    waits = f"{noun_for(len(told), 'waits', 'wait')} until 08:00 on {say_weekday(leaves)}"
    messages.success(request, f"{plural(len(told), 'mail')} {on_their_way if leaves <= now() else waits}.")
    if missed := asked - len(told):
        messages.info(request, f"{count(missed)} of them {noun_for(missed, 'had', 'had')} been told meanwhile.")
    return redirect("pools:to-tell", slug)


def _here(request: HttpRequest, slug: str) -> tuple[Reach, Any]:
    """The region, for whoever may change its members. The nation has no list of its own."""
    here = reach(request.user, Permission.CHANGE_MEMBERS).within(slug)
    if slug == NATION:
        raise NotFound("People are told by the regions.")
    return here, here.region(slug)


def _pool_form(request: HttpRequest, here: Reach, data: Any) -> PoolForm:
    return PoolForm(data, pools=pools(here).values_list("pk", "name"))


def _shown(here: Reach, form: PoolForm) -> Any:
    found = to_tell(here)
    return in_pool(found, form.chosen) if form.chosen else found
