"""Where every query of a view about pools and people starts: the pools of the regions that a person's roles reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from regions.reach import Reach, places_in_navigation, reach
from talentboard.access import NotFound, Permission, regions_with
from talentboard.access.navigation import Entry

from .models import Candidate, CorrectionRequest, Framework, Membership, Merge, Pool, ReadinessBand
from .models.correction import CorrectionQuerySet
from .models.framework import FrameworkQuerySet
from .models.member_queries import MembershipQuerySet


def pools(reach: Reach) -> QuerySet[Pool]:
    """The pools kept here."""
    return Pool.objects.all() if reach.slugs is None else Pool.objects.filter(region__in=reach.slugs)


def bands(reach: Reach) -> QuerySet[ReadinessBand]:
    """The bands of readiness, in order: the same wherever a person has any permission."""
    return ReadinessBand.objects.all()


def memberships(reach: Reach, day: dt.date) -> MembershipQuerySet:
    """The memberships of pools kept here that had begun on a day, with their state and readiness then."""
    found = Membership.objects.counting().with_standing(day).begun_by(day)
    return found if reach.slugs is None else found.filter(pool__region__in=reach.slugs)


def candidates(reach: Reach) -> QuerySet[Candidate]:
    """The people of here: those whose record the region keeps, and the members of its pools. Nobody else is found."""
    if reach.slugs is None:
        return Candidate.objects.all()
    member = Membership.objects.filter(candidate=OuterRef("pk"), pool__region__in=reach.slugs)
    return Candidate.objects.filter(Q(kept_by__in=reach.slugs) | Exists(member))


def candidate(reach: Reach, candidate_id: UUID) -> Candidate:
    """Somebody of here or an alias of theirs, with what their page shows. Raises NotFound for anybody else."""
    known = Candidate.objects.select_related("employer", "kept_by", "current_post__organisation", "merged_into", "user")
    person = known.filter(pk=candidate_id).first()
    if person is None or not candidates(reach).filter(pk=person.standing.pk).exists():
        raise NotFound("There is no such person here.")
    return person


def merge(reach: Reach, merge_id: UUID) -> Merge:
    """A merge into the record of somebody of here, with both records. Raises NotFound for any other."""
    known = Merge.objects.select_related("kept__kept_by", "merged__kept_by", "made_by")
    made = known.filter(pk=merge_id, kept__in=candidates(reach)).first()
    if made is None:
        raise NotFound("There is no such merge here.")
    return made


def frameworks(user: Any, slug: str) -> FrameworkQuerySet:
    """The frameworks that a person sees in a region: its own, and the national ones once they have been in use. In
    `england` the national ones, their drafts too. Raises as `reach` does.
    """
    here = reach(user, Permission.READ_FRAMEWORKS).within(slug)
    found = Framework.objects.kept().select_related("region")
    if here.slugs is None:
        return found.filter(region=None)
    return found.filter(Q(region=slug) | Q(region=None, state__in=[Framework.State.IN_USE, Framework.State.SUCCEEDED]))


def records_of(user: Any) -> QuerySet[Candidate]:
    """The record of an account's owner, first of all the one that the account looks after; else the one known by its
    address, which is verified. An address of a duplicate that was merged leads to the record that stands for both,
    never to one that another account looks after: two records may have been merged by mistake.
    """
    named = Candidate.objects.known_by(user.email).filter(user=None)
    found = Candidate.objects.standing().filter(Q(user=user) | Q(pk__in=named.values("pk")))
    return found.order_by("user")


def posts_held_by(user: Any) -> QuerySet:
    """The ids of the posts that an account's owner holds: known by the account, or by the work e-mail, in their record
    or in a duplicate that was merged into it."""
    named = Candidate.objects.alias(small=Lower("email")).filter(small=getattr(user, "email", "").lower())
    theirs = Q(user=getattr(user, "pk", None), user__isnull=False) | Q(pk__in=named.values("pk"))
    theirs |= Q(pk__in=named.values("merged_into"))
    return Candidate.objects.filter(theirs, current_post__isnull=False).values("current_post")


def members_entry(user: Any, at: str) -> Iterator[Entry]:
    """The list of members in the navigation: names for some, numbers for others."""
    named, counted = (regions_with(user, wanted) for wanted in (Permission.READ_NAMES, Permission.READ_FIGURES))
    if place := places_in_navigation(counted if at in counted else named or counted, at):
        yield Entry(label="Members", url=reverse("pools:members", args=[place]), order=30)


def corrections(user: Any, slug: str) -> CorrectionQuerySet:
    """What people whose records a region keeps ask to have put right, for who may answer. Raises as `require` does."""
    reach(user, Permission.CHANGE_MEMBERS).within(slug)
    return CorrectionRequest.objects.filter(candidate__kept_by=slug)


def frameworks_entry(user: Any, at: str) -> Iterator[Entry]:
    """The list of frameworks in the navigation."""
    if place := places_in_navigation(regions_with(user, Permission.READ_FRAMEWORKS), at):
        yield Entry(label="Frameworks", url=reverse("pools:frameworks", args=[place]), order=65)
