"""Everything about you: the page, who looked, and both files. Whose it is stands in no address: it is the reader's."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from talentboard.access import NotAllowed
from talentboard.audit import Event, record
from talentboard.clock import today

from .gathering import as_data, gathered, looks_of_a_page
from .jobs import ask_to_print, printed_for

LOOKS_ON_THE_PAGE = 5
LOOKS_A_PAGE = 30
GONE = "There is no file to download: it is deleted after a day. Go back and have it made again."


@require_GET
@never_cache
def me(request: HttpRequest) -> HttpResponse:
    """All that is held about whoever reads it."""
    file = gathered(request.user)
    looked, times = looks_of_a_page(file, LOOKS_ON_THE_PAGE)
    context = {"file": file, "looked": looked, "times": times, "lists": file.looks.lists()}
    return render(request, "person_file/me.html", context)


@require_GET
@never_cache
def looked(request: HttpRequest) -> HttpResponse:
    """Every time that somebody opened it, and every list on which they stood, newest first."""
    looks = gathered(request.user).looks
    page = Paginator(looks.all(), LOOKS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "person_file/looked.html", {"page": page, "looked": looks.described(page)})


@require_GET
@never_cache
def as_json(request: HttpRequest) -> HttpResponse:
    """All of it for a machine."""
    data = as_data(gathered(request.user, whole=True))
    record(Event.OWN_FILE_TAKEN, by=request.user, about=request.user, ref="json")
    answer = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{name(".json")}"'
    return answer


@require_POST
def print_it(request: HttpRequest) -> HttpResponse:
    """Have the worker print it; on to the page that says how far it is."""
    return redirect("jobs:job", ask_to_print(request.user).pk)


@require_GET
@never_cache
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The file that the worker made last. Raises NotAllowed where there is none any more."""
    copy = printed_for(request.user)
    if copy is None:
        raise NotAllowed(GONE)
    record(Event.OWN_FILE_TAKEN, by=request.user, about=request.user, ref="pdf")
    answer = HttpResponse(bytes(copy.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name(".pdf")}"'
    return answer


def name(ending: str) -> str:
    return f"everything-about-you-{today()}{ending}"
