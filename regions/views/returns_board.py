"""The board of returns: who is in, who is late, and reminding them; for England the six regions."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from regions.access import may_grant
from regions.actions.reminding import askings, leaves, remind
from regions.actions.returns import open_returns
from regions.actions.returns.opening import newest_to_open
from regions.forms.returns_board import BoardFilter, slug_of
from regions.models import Organisation, Quarter, Return
from regions.reach import Reach, reach
from regions.returns import board
from talentboard.access import NotFound, Permission, Role, permitted, require
from talentboard.clock import today
from talentboard.nhs.filters import say_weekday
from talentboard.nhs.words import capital, noun_for, plural

ROWS = 30
Grants = list[tuple[Organisation, str]]


def region_board(request: HttpRequest, slug: str, here: Reach) -> HttpResponse:
    """A region's returns of a quarter, what wants attention first."""
    region, day = here.region(slug), today()
    form = BoardFilter(request.GET, quarters=board.quarters_with_returns(here))
    newest = newest_to_open(day)
    quarter = form.chosen_quarter() or newest
    rows = board.rows_of(here, quarter, day)
    standings = [row.standing for row in rows]
    late = [row for row in rows if row.standing == board.LATE]
    state = form.chosen_state()
    shown = Paginator([row for row in rows if state in {"", row.standing}], ROWS)
    runs = permitted(request.user, Permission.RUN_RETURNS, region=slug)
    return render(
        request,
        "returns/board.html",
        {
            "region": region,
            "region_url": f"/{slug}/",
            "remind_url": reverse("regions:returns-remind", args=[slug]) + f"?quarter={slug_of(quarter)}",
            "today": day,
            "form": form,
            "quarter": quarter,
            "asked": f"?quarter={slug_of(quarter)}",
            "state": state,
            "lead": board.sentence(standings, quarter),
            "counts": board.counted(standings),
            "total": len(rows),
            "page": shown.get_page(request.GET.get("page")),
            "runs": runs,
            "late": len(late) if runs else 0,
            "are_reminded": all(row.is_reminded_of(leaves()) for row in late),
            "leaves": leaves(),
            "remind_label": f"Remind {late_ones(len(late))}",
            "unopened": board.without_a_return(here, newest, day) if quarter == newest else [],
            "unwritten": grants_for(request.user, board.without_a_writer(rows, day)),
        },
    )


def nation_board(request: HttpRequest, here: Reach) -> HttpResponse:
    """The six regions' counts of a quarter."""
    day = today()
    form = BoardFilter(request.GET, quarters=board.quarters_with_returns(here))
    quarter = form.chosen_quarter() or newest_to_open(day)
    found = [(one.home, board.standing_of(one, day)) for one in board.returns_of(here, quarter)]
    return render(
        request,
        "returns/board_nation.html",
        {
            "today": day,
            "form": form,
            "quarter": quarter,
            "asked": f"?quarter={slug_of(quarter)}",
            "lead": board.sentence([standing for _home, standing in found], quarter),
            "labels": list(board.STANDINGS.values()),
            "rows": [
                nation_row(region, [standing for home, standing in found if home == region.slug])
                for region in here.regions()
            ],
            "sums": nation_row(None, [standing for _home, standing in found]),
        },
    )


def nation_row(region: Any, standings: list[str]) -> dict[str, Any]:
    """A region with its number of returns, and how many stand in each way."""
    numbers = [standings.count(key) for key in board.STANDINGS]
    return {
        "region": region,
        "total": len(standings),
        "numbers": list(zip(board.STANDINGS.values(), numbers, strict=True)),
    }


def grants_for(user: Any, bodies: list[Organisation]) -> Grants:
    """Each organisation with the page on which this person can make somebody its HR director; no page where not."""
    role = Role.HR_DIRECTOR.value
    page = reverse("people:grant")
    return [
        (body, f"{page}?role={role}&place={body.code}" if may_grant(user, Role.HR_DIRECTOR, body) else "")
        for body in bodies
    ]


def late_ones(number: int) -> str:
    """ "the 5 organisations that are late", "the organisation that is late"."""
    return f"the {plural(number, 'organisation')} that are late" if number != 1 else "the organisation that is late"


@never_cache
@require_http_methods(["GET", "POST"])
def remind_late(request: HttpRequest, slug: str) -> HttpResponse:
    """What is sent to whom when those that are late are reminded, and reminding them."""
    require(request.user, Permission.RUN_RETURNS, about=slug)
    here = reach(request.user, Permission.READ_RETURN).within(slug)
    quarter = BoardFilter(request.GET, quarters=board.quarters_with_returns(here)).chosen_quarter()
    rows = board.rows_of(here, quarter, today()) if quarter else []
    late = [row.one for row in rows if row.standing == board.LATE]
    heading = f"Remind {late_ones(len(late))}" if late else "Nobody is late"
    return _reminding(request, slug, late, quarter=quarter, heading=heading)


@never_cache
@require_http_methods(["GET", "POST"])
def remind_one(request: HttpRequest, slug: str, return_id: uuid.UUID) -> HttpResponse:
    """The same for one organisation."""
    here = reach(request.user, Permission.READ_RETURN).within(slug)
    one = here.returns().with_whereabouts().filter(pk=return_id).first()
    if one is None:
        raise NotFound(f"There is no such return in {slug}.")
    require(request.user, Permission.RUN_RETURNS, about=one)
    return _reminding(request, slug, [one], quarter=one.period, heading=f"Remind {one.organisation} of its return")


@require_POST
def open_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the quarter's returns where the timetable has not."""
    require(request.user, Permission.RUN_RETURNS, about=slug)
    opened = open_returns(today(), by=request.user)
    here = sum(one.access_region == slug for one in opened)
    said = f"{plural(here, 'return')} {noun_for(here, 'is', 'are')} open." if here else "Every return was open already."
    messages.success(request, said)
    return redirect("regions:returns", slug)


def _reminding(
    request: HttpRequest, slug: str, wanted: list[Return], *, quarter: Quarter | None, heading: str
) -> HttpResponse:
    back = reverse("regions:returns", args=[slug]) + (f"?quarter={slug_of(quarter)}" if quarter else "")
    if request.method == "POST":
        sent = remind(wanted, by=request.user)
        waits = "is on its way" if leaves() == today() else f"waits until 08:00 on {say_weekday(leaves())}"
        messages.success(request, f"A reminder to {plural(len(sent), 'person', 'people')} {waits}.")
        return redirect(back)
    found = askings(wanted)
    context = {
        "slug": slug,
        "region": reach(request.user, Permission.READ_RETURN).region(slug),
        "heading": heading,
        "today": today(),
        "quarter": quarter,
        "back": back,
        "able": [asking for asking in found if not asking.refusal],
        "unable": [asking for asking in found if asking.refusal],
        "leaves": leaves(),
        "leaves_today": leaves() == today(),
        "button": capital(
            f"send {plural(sum(len(asking.people) for asking in found if not asking.refusal), 'reminder')}"
        ),
    }
    return render(request, "returns/board_remind.html", context)
