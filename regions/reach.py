"""The region is the way in: every query of a view starts here, from the scopes that the person's roles reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from talentboard import access
from talentboard.access import NATION, NotFound, Permission
from talentboard.access.navigation import Entry

from .access import confidential_seen_by, own_posts
from .models import Organisation, Placement, Post, Region, Return, System
from .models.post_queries import PostQuerySet

PLACED = (
    "organisation", "organisation__code", "organisation__name", "organisation__sort_key",
    "system__code", "system__name", "system__sort_key", "region__name",
)  # fmt: skip


class Placed(NamedTuple):
    """An organisation where it belongs on a day; the system is empty for those without one."""

    organisation: UUID
    code: str
    name: str
    sort_key: str
    system_code: str | None
    system_name: str | None
    system_sort_key: str | None
    region_name: str


class Reach:
    """Where a person has a permission. `slugs` are the regions in whole; None is the whole nation. `own` are the ids of
    the organisations in which alone they have it.

    Ask `reach(user, permission)` for everywhere, and `.within(slug)` for one region or `england`.
    """

    def __init__(self, user: Any, permission: Permission, slugs: frozenset[str] | None, own: frozenset[UUID]):
        self.user = user
        self.permission = permission
        self.slugs = slugs
        self.own = own

    def within(self, slug: str) -> Reach:
        """The part in one region, which may be some organisations of it, or all of it for `england`.

        Raises NotFound outside the person's reach, NotPermitted inside it without the permission.
        """
        own = access.organisations_with(self.user, self.permission, region=slug)
        if own and not access.permitted(self.user, self.permission, region=slug):
            return Reach(self.user, self.permission, frozenset(), own)
        access.require(self.user, self.permission, about=slug)
        return Reach(self.user, self.permission, None if slug == NATION else frozenset({slug}), frozenset())

    def region(self, slug: str) -> Region:
        """The region of that slug (`england` is not stored). Raises as `within`, and NotFound if unknown."""
        self.within(slug)
        if slug == NATION:
            return Region(slug=NATION, name="England")
        found = Region.objects.filter(slug=slug).first()
        if found is None:
            raise NotFound(f"There is no region {slug}.")
        return found

    def regions(self) -> QuerySet[Region]:
        return Region.objects.all() if self.slugs is None else Region.objects.filter(slug__in=self.slugs)

    def placements(self, day: dt.date) -> QuerySet[Placement]:
        """Which organisation belongs to which region and system on a day, with all three."""
        placed = Placement.objects.as_of(day).select_related("organisation", "region", "system")
        if self.slugs is None:
            return placed
        return placed.filter(Q(region__in=self.slugs) | Q(organisation__in=self.own))

    def placed(self, day: dt.date) -> list[Placed]:
        """The same in plain words, for choices and captions: one query, and nothing made of its rows."""
        return list(map(Placed._make, self.placements(day).select_related(None).values_list(*PLACED)))

    def organisations(self, day: dt.date) -> QuerySet[Organisation]:
        """The organisations that belong here on a day."""
        return Organisation.objects.filter(pk__in=self.placements(day).values("organisation"))

    def systems(self, day: dt.date) -> QuerySet[System]:
        """The systems of here on a day."""
        systems = System.objects.as_of(day)
        return systems if self.slugs is None else systems.filter(region__in=self.slugs)

    def posts(self, day: dt.date) -> PostQuerySet:
        """The posts of here on a day, established or to be established, each with `counted`.

        A shared post led elsewhere is shown, and not counted.
        """
        return Post.objects.known_on(day).shown_in(self.slugs, day, organisations=self.own)

    def posts_with_forecasts(self, day: dt.date) -> PostQuerySet:
        """The posts with who holds them and the forecast this person may see: the open one, or where they may see it
        the confidential one.

        No forecast is shown for a post led elsewhere, nor for one that the person holds unless they entered it.
        """
        return self.with_forecasts(self.posts(day).with_occupancy(day), day)

    def with_forecasts(self, held: PostQuerySet, day: dt.date) -> PostQuerySet:
        """Posts of here that have their occupancy, with the forecast as in `posts_with_forecasts`."""
        shown = Q(counted=True) & ~own_posts(self.user)
        return held.with_forecast(day, confidential=confidential_seen_by(self.user), shown=shown, by=self.user)

    def returns(self) -> QuerySet[Return]:
        """The returns of here: of the organisations that belonged here on the day each describes, or of one's own.

        Each with `home`: the slug of the region to which its organisation belonged on that day, or last belonged.
        """
        placed = Placement.objects.filter(organisation=OuterRef("organisation"), since__lte=OuterRef("as_of"))
        home = Coalesce(
            Subquery(placed.order_by("-since").values("region")[:1]), Value(NATION), output_field=CharField()
        )
        returns = Return.objects.select_related("organisation").annotate(home=home)
        if self.slugs is None:
            return returns
        on_the_day = Placement.objects.filter(
            Q(until__isnull=True) | Q(until__gt=OuterRef("as_of")),
            organisation=OuterRef("organisation"),
            since__lte=OuterRef("as_of"),
            region__in=self.slugs,
        )
        return returns.filter(Q(Exists(on_the_day)) | Q(organisation__in=self.own))

    def permits(self, permission: Permission) -> bool:
        """Whether the person has another permission everywhere here too."""
        places = {NATION} if self.slugs is None else self.slugs
        everywhere = all(access.permitted(self.user, permission, region=place) for place in places)
        return everywhere and self.own <= access.organisations_with(self.user, permission)


def reach(user: Any, permission: Permission) -> Reach:
    """Everywhere that a person has a permission, which may be nowhere."""
    slugs = access.regions_with(user, permission)
    return Reach(user, permission, None if NATION in slugs else slugs, access.organisations_with(user, permission))


def places_in_navigation(slugs: Iterable[str], at: str) -> str | None:
    """Where a link of the navigation leads: the region of the page if it is one of them, the nation, the only region.

    Nowhere on a page of no region when there are several.
    """
    slugs = set(slugs)
    if at in slugs:
        return at
    if NATION in slugs:
        return NATION
    return slugs.pop() if len(slugs) == 1 else None


def posts_entry(user: Any, at: str) -> Iterator[Entry]:
    """The list of posts in the navigation."""
    if place := places_in_navigation(access.regions_with(user, Permission.READ_POSTS), at):
        yield Entry(label="Posts", url=reverse("regions:posts", args=[place]), order=20)
