"""The look-ahead at the posts of chairs and chief executives, with what has been said of them in confidence."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, Q

from regions.access import own_posts
from regions.models import OPEN_STATES, Level
from regions.models.post_queries import PostQuerySet
from regions.reach import reach
from talentboard.access import NATION, Permission

LEVELS = (Level.CHAIR, Level.CHIEF_EXECUTIVE)


def posts_ahead(user: Any, day: dt.date) -> PostQuerySet:
    """The posts of these levels that are open on a day or forecast to fall vacant, the soonest first.

    For whoever may look ahead in the whole nation, and raises as `Reach.within` does for anybody else. Confidential
    forecasts are counted as in the full figures; of a post that the person holds none is shown.
    """
    here = reach(user, Permission.LOOK_AHEAD).within(NATION)
    of_these = Q(level__in=LEVELS)
    posts = here.posts(day).filter(of_these, counted=True).with_occupancy(day)
    seen = posts.with_forecast(day, confidential=of_these, shown=~own_posts(user), by=user)
    ahead = seen.filter(Q(state__in=OPEN_STATES) | Q(expected_on__isnull=False)).select_related("organisation")
    return ahead.order_by(F("expected_on").asc(nulls_first=True), "organisation__sort_key", "ref", "pk")
