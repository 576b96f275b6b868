"""The first page after signing in: where this person can go."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from regions.directory import regions_seen_by
from regions.reach import reach
from talentboard.access import NATION, Permission, permitted, scopes_of
from talentboard.access.navigation import entries_for
from talentboard.clock import today

from .returns.due import due_from


@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """What is due from one's own organisation, the regions in reach, then whatever else the navigation offers; a
    sentence where there is nothing."""
    places = [(region.name, f"/{region.slug}/") for region in regions_seen_by(request.user)]
    if permitted(request.user, Permission.READ_FIGURES, region=NATION):
        places.insert(0, ("England", f"/{NATION}/"))
    here = {request.path, *(url for _, url in places)}
    return render(
        request,
        "people/home.html",
        {
            "places": places,
            "entries": [entry for entry in entries_for(request.user) if entry.url not in here],
            "has_roles": bool(scopes_of(request.user)),
            "own": own_organisations(request.user),
            "due": list(due_from(request.user)),
        },
    )


def own_organisations(user: Any) -> list[str]:
    """The names of the organisations in which somebody holds a role."""
    here = reach(user, Permission.READ_RETURN)
    return list(here.organisations(today()).filter(pk__in=here.own).values_list("name", flat=True)) if here.own else []
