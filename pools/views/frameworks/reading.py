"""Frameworks as they are read: the list, one with its scale and criteria, and what an assessor will see of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pools.access import may_keep, may_keep_in
from pools.models import Framework
from pools.policies.frameworks import what_it_holds
from pools.reach import frameworks
from regions.lists import page_of
from regions.reach import reach
from talentboard.access import NotFound, Permission, permitted

ORDER = ("region", "title", "-effective_from", "-version", "pk")  # a region's own before the national ones


@require_GET
@never_cache
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The frameworks of a region, and the national ones."""
    found = frameworks(request.user, slug).order_by(*ORDER)
    context = {"page": page_of(request, found, count=found.count()), "may_begin": may_keep_in(request.user, slug)}
    return render(request, "pools/frameworks/list.html", around(request, slug) | context)


@require_GET
@never_cache
def one(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> HttpResponse:
    """A framework with all that it says, where it stands, and what can be done with it."""
    framework = found_by(request, slug, framework_id)
    ratings, criteria = list(framework.ratings.all()), list(framework.criteria.all())
    keeps = keeps_here(request, slug, framework)
    family = frameworks(request.user, slug).filter(slug=framework.slug, region=framework.region_id)
    context = {
        "ratings": ratings,
        "criteria": criteria,
        "holds": what_it_holds(ratings, criteria),
        "steps": framework.steps.select_related("by"),
        "versions": [one for one in family.order_by("pk") if one != framework],
        "keeps": keeps,
        "can_change": keeps and framework.is_draft,
        "may_adapt": may_keep_in(request.user, slug) and not framework.is_draft and not keeps,
        "can_succeed": keeps and framework.state == Framework.State.IN_USE,
        "draft": next((one for one in family if one.is_draft and one != framework), None),
    }
    return render(request, "pools/frameworks/one.html", around(request, slug, framework) | context)


@require_GET
@never_cache
def preview(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> HttpResponse:
    """What an assessor has before them, one criterion under the other."""
    framework = found_by(request, slug, framework_id)
    context = {"ratings": list(framework.ratings.all())[::-1], "criteria": list(framework.criteria.all())}
    return render(request, "pools/frameworks/preview.html", around(request, slug, framework) | context)


def found_by(request: HttpRequest, slug: str, framework_id: uuid.UUID) -> Framework:
    """A framework that this person sees in that region. Raises NotFound for any other."""
    found = frameworks(request.user, slug).select_related("successor_of").filter(pk=framework_id).first()
    if found is None:
        raise NotFound(f"There is no such framework in {slug}.")
    return found


def keeps_here(request: HttpRequest, slug: str, framework: Framework) -> bool:
    """Whether somebody may write in it, where they are: a national one is written in `england` alone."""
    return framework.access_region == slug and may_keep(request.user, framework)


def around(request: HttpRequest, slug: str, framework: Framework | None = None) -> dict[str, Any]:
    """The region, and the pages above this one as far as its reader may go."""
    region = reach(request.user, Permission.READ_FRAMEWORKS).region(slug)
    crumbs = [(region.name, f"/{slug}/")] if permitted(request.user, Permission.READ_FIGURES, region=slug) else []
    if framework:
        crumbs.append(("Frameworks", reverse("pools:frameworks", args=[slug])))
    return {"slug": slug, "region": region, "framework": framework, "crumbs": crumbs}
