"""A post and those that it continues: one line, when its organisation closed or merged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models.expressions import RawSQL
from django.urls import reverse

from regions.models import Occupancy, Post
from regions.reach import Reach
from talentboard.nhs.words import long_day

A_DAY = dt.timedelta(days=1)
LINE = """
WITH RECURSIVE line AS (
    SELECT id, continues_id FROM regions_post WHERE id = %s
    UNION ALL
    SELECT before.id, before.continues_id FROM line JOIN regions_post before ON before.id = line.continues_id
)
SELECT id FROM line
"""


@dataclass(frozen=True, slots=True)
class Continuation:
    """The post that this one continues, or that continues it: a sentence, and its page where the reader may open it."""

    words: str
    url: str


def occupancies_of_line(post: Post, day: dt.date) -> list[Occupancy]:
    """Who has held the post and those that it continues until a day, in the order of their days. One query."""
    line = RawSQL(LINE, [post.pk]) if post.continues_id else [post.pk]  # noqa: S611 (of constants and the post's id)
    held = Occupancy.objects.filter(post__in=line, since__lte=day).select_related("recorded_by", "stated_in")
    return list(held.order_by("since", "pk"))


def went_before(post: Post, here: Reach, slug: str) -> list[Continuation]:
    """The posts before and after this one, each on a day on which it was there. A query for each that there is.

    post: with `continues` and `continued_as`, and their organisations.
    """
    found = []
    if before := post.continues:
        last = post.established_from - A_DAY
        words = f"It continues {before.title} of {before.organisation}, until {long_day(last)}"
        found.append(Continuation(words, address(before, here, slug, last)))
    if after := getattr(post, "continued_as", None):
        words = f"It goes on as {after.title} of {after.organisation}, from {long_day(after.established_from)} on"
        found.append(Continuation(words, address(after, here, slug, after.established_from)))
    return found


def address(post: Post, here: Reach, slug: str, day: dt.date) -> str:
    """Its page as of a day, where the reader may read it here; otherwise empty."""
    if not here.posts(day).filter(pk=post.pk).exists():
        return ""
    return f"{reverse('regions:post', args=[slug, post.pk])}?as_of={day}"
