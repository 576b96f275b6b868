"""People of a region: looked up by name or address, and one of them with all that is kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pools.forms.search import LookUpForm
from pools.models import Candidate, Membership
from pools.reach import candidate
from pools.search import look_up
from pools.search import people as people_of
from regions.models import RoleFamily
from regions.reach import Reach, reach
from talentboard.access import NATION, Permission, permitted
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.nhs.filters import say_day
from talentboard.nhs.words import join_words

Facts = Iterator[tuple[str, Any]]


@require_GET
@never_cache
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Look people up."""
    here = reach(request.user, Permission.READ_NAMES).within(slug)
    form = LookUpForm(request.GET or None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    people: list[Candidate] = []
    has_more = False
    if asked:
        found = look_up(here, asked)
        people, has_more = people_of(found), found.has_more
        record(Event.CANDIDATES_LOOKED_UP, by=request.user, region=slug, ref="address" if "@" in asked else "name")
    context = {
        "region": here.region(slug),
        "slug": slug,
        "form": form,
        "asked": asked,
        "people": people,
        "has_more": has_more,
        "may_change": may_change(request, slug),
    }
    return render(request, "pools/candidates/look.html", context)


@require_GET
@never_cache
def one(request: HttpRequest, slug: str, candidate_id: uuid.UUID) -> HttpResponse:
    """What is kept about somebody of the region. An alias leads to the record that stands for it."""
    here = reach(request.user, Permission.READ_NAMES).within(slug)
    person = candidate(here, candidate_id)
    if person.merged_into_id:
        return redirect("pools:candidate", slug, person.merged_into_id)
    record(Event.CANDIDATE_READ, about=person, by=request.user, region=slug)
    context = {
        "region": here.region(slug),
        "slug": slug,
        "person": person,
        "facts": list(facts_of(person)),
        "members": members_of(person, here),
        "merges": list(person.merges.in_force().select_related("merged", "made_by")),
        "today": today(),
        "may_change": may_change(request, slug),
    }
    return render(request, "pools/candidates/one.html", context)


def facts_of(person: Candidate) -> Facts:
    """What is kept about them but for their memberships, in the order of the page."""
    yield "E-mail address", person.email
    yield "Employer", person.employer.name if person.employer else person.employer_outside or "Not given"
    if person.job_title:
        yield "Job title", person.job_title
    post = person.current_post
    yield "Post", f"{post.title}, {post.organisation.name}" if post else "None that we keep"
    if person.role_families:
        yield "Role families", join_words(RoleFamily(slug).label for slug in person.role_families)
    if person.clinical_body:
        yield "Registered with", person.get_clinical_body_display()
    places = person.mobility.order_by("name").values_list("name", flat=True)
    yield "Would work in", join_words(places) or "Not given"
    yield "A challenged organisation", "Would go to one" if person.accepts_challenged else "Has not said so"
    if person.working_pattern:
        yield "Working pattern", person.get_working_pattern_display()
    if person.aspirations:
        yield "What they hope to do next", person.aspirations
    yield "Kept by", person.kept_by.name
    yield "Told that we keep them", say_day(person.told_on) if person.told_on else "Not told yet"
    yield "Account", "Looks after their own record" if person.user else "None"


def members_of(person: Candidate, here: Reach) -> list[Membership]:
    """Their memberships of pools of here, the newest first, each with its decisions on readiness, the newest first."""
    rows = person.memberships.counting().select_related("pool__region")
    if here.slugs is not None:
        rows = rows.filter(pool__region__in=here.slugs)
    found = list(rows.prefetch_related("decisions__band").order_by("-joined", "pool__name"))
    for member in found:
        member.readiness = sorted(member.decisions.all(), key=lambda one: (one.decided_on, one.pk), reverse=True)
    return found


def may_change(request: HttpRequest, slug: str) -> bool:
    """Whether somebody may do more than read. In the nation nobody does."""
    return slug != NATION and permitted(request.user, Permission.CHANGE_MEMBERS, region=slug)
