"""A post that moves takes those who are known to hold it along."""

import datetime as dt
from typing import Any

from django.db.models import Case, F, Value, When

from pools.models import Candidate
from regions.models import Post


def follow_post(*, was: Post, now: Post, on: dt.date, by: Any) -> None:
    """Let the holders of a post hold the one that continues it; whoever was employed with it has its new employer.

    Part of the move itself: the link between a person and their post is never between two posts.
    """
    with_it = When(employer=was.organisation_id, then=Value(now.organisation_id))
    Candidate.objects.filter(current_post=was).update(current_post=now, employer=Case(with_it, default=F("employer")))
