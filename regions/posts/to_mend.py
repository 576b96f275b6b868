"""The posts behind the numbers of data quality: read as they are kept now, as far as somebody may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from regions.access import confidential_seen_by, own_posts
from regions.models import Forecast, Post
from regions.models.post_queries import PostQuerySet
from regions.posts.open_longest import Asked, open_longest
from regions.reach import Reach
from talentboard.months import add_months
from talentboard.nhs.words import join_words, long_day

STALE_DAYS = 90
STALE, OVERDUE, NOBODY, LONG_OPEN, UNSIGNED = (
    "stale-forecasts", "overdue-forecasts", "nobody-recorded", "open-over-a-year", "not-signed-off",
)  # fmt: skip
OF_FORECASTS = (STALE, OVERDUE, UNSIGNED)
"""What is told of single posts only to those who read forecasts in full: it says more than a horizon does."""


@dataclass(frozen=True, slots=True)
class ToMend:
    """A post and what is to be mended about it, in words; since: the day that it is about, if any."""

    id: UUID
    title: str
    organisation: str
    code: str
    says: str
    since: dt.date | None


def posts_to_mend(here: Reach, what: str, day: dt.date, *, organisations: Iterable[str] | None = None) -> list[ToMend]:
    """The posts that count here of which that is to be said on a day, the oldest first. One query.

    here: where somebody reads posts, and for OF_FORECASTS forecasts in full. organisations: by their ODS codes, all
    without any.
    """
    if what == LONG_OPEN:
        found = _open_over_a_year(here, day)
    else:
        asked = {STALE: _stale, OVERDUE: _overdue, NOBODY: _nobody, UNSIGNED: _unsigned}[what]
        found = [*asked(here, _posts(here, day), day)]
    codes = None if organisations is None else set(organisations)
    kept = [one for one in found if codes is None or one.code in codes]
    return sorted(kept, key=lambda one: (one.since or dt.date.max, one.organisation, one.title))


def _posts(here: Reach, day: dt.date) -> PostQuerySet:
    return here.posts_with_forecasts(day).filter(counted=True).select_related("organisation")


def _stale(here: Reach, posts: PostQuerySet, day: dt.date) -> Iterable[ToMend]:
    before = day - dt.timedelta(days=STALE_DAYS)
    for post in posts.filter(expected_on__isnull=False, forecast_as_of__lt=before):
        yield _row(post, f"Forecast made on {long_day(post.forecast_as_of)}", post.forecast_as_of)


def _overdue(here: Reach, posts: PostQuerySet, day: dt.date) -> Iterable[ToMend]:
    for post in posts.filter(expected_on__lte=day):
        yield _row(post, f"Expected to fall vacant by {long_day(post.expected_on)}, and filled", post.expected_on)


def _nobody(here: Reach, posts: PostQuerySet, day: dt.date) -> Iterable[ToMend]:
    for post in posts.filter(occupancy__isnull=True, established_from__lte=day):
        yield _row(post, "Nobody recorded, not even as vacant", None)


def _unsigned(here: Reach, posts: PostQuerySet, day: dt.date) -> Iterable[ToMend]:
    live = Forecast.objects.live(day).filter(post=OuterRef("pk"), signed_off=False)
    seen, own = confidential_seen_by(here.user), own_posts(here.user)
    openly = Exists(live.filter(confidential=False)) & ~own
    said = openly | (Exists(live.filter(confidential=True)) & seen & ~own) if seen is not None else openly
    holding = Q(held__signed_off=False)
    for post in posts.filter(holding | said).annotate(holding=_flag(holding), forecast_unsigned=_flag(said)):
        parts = [word for word, is_so in (("holder", post.holding), ("forecast", post.forecast_unsigned)) if is_so]
        yield _row(post, f"Its {join_words(parts)} corrected, not yet signed off", None)


def _open_over_a_year(here: Reach, day: dt.date) -> list[ToMend]:
    return [
        ToMend(post.id, post.title, post.organisation, post.code, f"Open since {long_day(post.since)}", post.since)
        for post in open_longest(Asked(here), day)
        if post.since is not None and add_months(post.since, 12) < day
    ]


def _flag(condition):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _row(post: Post, says: str, since: dt.date | None) -> ToMend:
    return ToMend(post.pk, post.title, post.organisation.name, post.organisation.code, says, since)
