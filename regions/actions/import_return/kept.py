"""What is kept of the organisations that a file speaks of, in a few statements however many there are."""

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, Max, OuterRef, QuerySet

from regions.models import Forecast, Occupancy, Organisation, Post, PostShare, Quarter, Return, ReturnLine


@dataclass
class Kept:
    """posts by organisation's id and reference; the others by post, in the order of their days.

    forecasts by post and whether confidential. returns: the quarter's, by organisation; newest: the newest day of any
    signed-off return, by organisation. A post is `spoken_of` where a return has a line about it.
    """

    posts: dict[tuple[object, str], Post] = field(default_factory=dict)
    occupancies: dict[object, list[Occupancy]] = field(default_factory=lambda: defaultdict(list))
    shares: dict[object, list[PostShare]] = field(default_factory=lambda: defaultdict(list))
    forecasts: dict[tuple[object, bool], list[Forecast]] = field(default_factory=lambda: defaultdict(list))
    returns: dict[object, Return] = field(default_factory=dict)
    newest: dict[object, dt.date] = field(default_factory=dict)

    @cached_property
    def posts_of(self) -> dict[object, list[Post]]:
        """The posts of each organisation, by its id."""
        found: dict[object, list[Post]] = defaultdict(list)
        for post in self.posts.values():
            found[post.organisation_id].append(post)
        return found

    def copied(self, only: Collection[object] | None = None) -> "Kept":
        """The same with copies of these posts (by their ids) and all that belongs to them, so that planning changes
        none of what somebody is shown."""
        ids = {post.pk for post in self.posts.values()} if only is None else only
        found = Kept(posts={key: copy.copy(post) if post.pk in ids else post for key, post in self.posts.items()})
        found.shares, found.returns, found.newest = self.shares, self.returns, self.newest
        for post_id, holdings in self.occupancies.items():
            found.occupancies[post_id] = [copy.copy(held) for held in holdings] if post_id in ids else holdings
        for key, forecasts in self.forecasts.items():
            found.forecasts[key] = [copy.copy(one) for one in forecasts] if key[0] in ids else forecasts
        return found

    def is_older(self, organisation_id: object, day: dt.date) -> bool:
        """Whether a return signed off for a later day is there already."""
        return self.newest.get(organisation_id, day) > day


# Written out, because building them cost more than running them.
OF_THESE = "JOIN regions_post post ON post.id = post_id WHERE post.organisation_id = ANY(%s)"
OCCUPANCIES = f"SELECT occupancy.* FROM regions_occupancy occupancy {OF_THESE} ORDER BY occupancy.since"  # noqa: S608
FORECASTS = f"SELECT forecast.* FROM regions_forecast forecast {OF_THESE} ORDER BY forecast.as_of, forecast.id"  # noqa: S608


def facts_of(ids: Collection[object], posts: QuerySet[Post]) -> Kept:
    """The posts of the organisations of these ids, who holds them and what is expected of them: four statements."""
    kept = Kept()
    for post in posts.filter(organisation__in=ids):
        kept.posts[post.organisation_id, post.ref] = post
    here = [list(ids)]
    for occupancy in Occupancy.objects.raw(OCCUPANCIES, here):
        kept.occupancies[occupancy.post_id].append(occupancy)
    for share in PostShare.objects.filter(post__organisation__in=ids).select_related("organisation"):
        kept.shares[share.post_id].append(share)
    for forecast in Forecast.objects.raw(FORECASTS, here):
        kept.forecasts[forecast.post_id, forecast.confidential].append(forecast)
    return kept


def kept_of(organisations: Iterable[Organisation], as_of: dt.date) -> Kept:
    """Everything kept of these organisations: six statements."""
    ids = [organisation.pk for organisation in organisations]
    spoken_of = Exists(ReturnLine.objects.filter(post=OuterRef("pk")))
    kept = facts_of(ids, Post.objects.annotate(spoken_of=spoken_of))
    quarter = Quarter.of(as_of)
    quarters = Return.objects.filter(organisation__in=ids, year=quarter.year, quarter=quarter.number)
    kept.returns = {one.organisation_id: one for one in quarters}
    signed = Return.objects.filter(organisation__in=ids, state=Return.State.SIGNED_OFF)
    kept.newest = dict(signed.values_list("organisation").annotate(day=Max("as_of")).values_list("organisation", "day"))
    return kept
