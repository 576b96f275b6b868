"""Duplicates: pairs that are likely to be one person, two records side by side, merging them, and undoing that."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pools.actions import merging as actions
from pools.forms.merging import CompareForm, MergeForm
from pools.merging.accounts import accounts_of
from pools.merging.comparing import BY_SLUG, collisions, differences, digest_of, pools_of
from pools.merging.pairs import MOST, likely_pairs, of_here, pairs_of
from pools.models import Candidate
from pools.policies import merging as rules
from pools.reach import candidate
from pools.reach import merge as merge_in
from regions.lists import ROWS
from regions.models import Region
from regions.reach import Reach, reach
from talentboard.access import NATION, NotAllowed, NotFound, Permission
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.nhs.words import join_words

PAGES = ["GET", "POST"]


@never_cache
@require_http_methods(PAGES)
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The likely pairs of a region, and two addresses for a pair that is not among them."""
    here, region = _here(request, slug)
    form = CompareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = {name: of_here(here, form.cleaned_data[name]) for name in ("one", "other")}
        for name, person in found.items():
            if person is None:
                form.add_error(name, f"{region.name} knows nobody by this address")
        if form.is_valid() and found["one"] == found["other"]:
            form.add_error("other", "Both addresses are of one record. Enter the addresses of two")
        if form.is_valid():
            return redirect("pools:compare", slug, found["one"].pk, found["other"].pk)
    page = Paginator(likely_pairs(slug), ROWS).get_page(request.GET.get("page"))
    record(Event.MEMBERS_READ, by=request.user, region=slug, ref="duplicates")
    context = {
        "region": region,
        "slug": slug,
        "form": form,
        "page": page,
        "pairs": list(pairs_of(list(page))),
        "number": page.paginator.count,
        "is_all": page.paginator.count < MOST,
    }
    return render(request, "pools/duplicates/list.html", context)


@never_cache
@require_http_methods(PAGES)
def compare(request: HttpRequest, slug: str, one_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Two records side by side, the choices, and merging them."""
    here, region = _here(request, slug)
    one, other = (candidate(here, pk) for pk in sorted((one_id, other_id)))
    rules.are_two(one, other)
    said, collided, digest = differences(one, other), collisions(one, other), digest_of(one, other)
    form = MergeForm(
        request.POST or None, one=one, other=other, differences=said, collisions=collided, digest=digest, region=slug
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.merge(
                form.kept.pk, form.merged.pk, take=form.take, stands=form.stands,
                seen=form.cleaned_data["seen"] or None, region=region, by=request.user,
            )  # fmt: skip
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            form.data = form.data.copy()
            form.data["seen"] = digest
        else:
            messages.success(request, f"The two records are one. {made.kept.name} stands for both.")
            return redirect("pools:candidate", slug, made.kept_id)
    for person in (one, other):
        record(Event.CANDIDATE_READ, about=person, by=request.user, region=slug)
    has = [account(person) for person in (one, other)]
    pools = [pools_of(person, slug) or "None here" for person in (one, other)]
    context = {
        "region": region,
        "slug": slug,
        "one": one,
        "other": other,
        "rows": [(each.field.label, each.one, each.other, not each.same) for each in said]
        + [("Kept by", one.kept_by.name, other.kept_by.name, one.kept_by_id != other.kept_by_id)]
        + [("Pools", *pools, pools[0] != pools[1]), ("Account", *has, has[0] != has[1])],
        "form": form,
        "elsewhere": [person for person in (one, other) if person.kept_by_id != slug],
    }
    return render(request, "pools/duplicates/compare.html", context)


@require_POST
def apart(request: HttpRequest, slug: str, one_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """They are two people."""
    _, region = _here(request, slug)
    actions.find_apart(one_id, other_id, region=region, by=request.user)
    messages.success(request, "They are kept as two people, and are no likely pair any more.")
    return redirect("pools:duplicates", slug)


@never_cache
@require_http_methods(PAGES)
def undo(request: HttpRequest, slug: str, merge_id: uuid.UUID) -> HttpResponse:
    """What undoing a merge brings back, and undoing it."""
    here, region = _here(request, slug)
    merge = merge_in(here, merge_id)
    rules.keeps_them(slug, merge.kept, merge.merged, take=())
    rules.can_undo(merge, on=today())
    if request.method == "POST":
        actions.part(merge.pk, region=region, by=request.user)
        messages.success(request, "The merge is undone. The two records are what they were.")
        return redirect("pools:candidate", slug, merge.kept_id)
    parting = actions.parting_of(merge)
    context = {
        "region": region,
        "slug": slug,
        "merge": merge,
        "parting": parting,
        "back": join_words(BY_SLUG[each].label.lower() for each in parting.back),
        "stay": join_words(BY_SLUG[each].label.lower() for each in parting.stay),
        "person_url": reverse("pools:candidate", args=[slug, merge.kept_id]),
    }
    return render(request, "pools/duplicates/undo.html", context)


def account(person: Candidate) -> str:
    """What is known of an account of theirs. Two queries."""
    if person.user_id:
        return "Looks after their own record"
    return "An account of this address" if accounts_of(person) else "None"


def _here(request: HttpRequest, slug: str) -> tuple[Reach, Region]:
    """The region, for whoever may change its members. Records are merged by regions, not in the nation."""
    here = reach(request.user, Permission.CHANGE_MEMBERS).within(slug)
    if slug == NATION:
        raise NotFound("Records are merged by the regions.")
    return here, here.region(slug)
