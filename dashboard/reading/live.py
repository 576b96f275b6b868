"""What a page of figures reads for its reader alone: posts, as they are kept now."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string

from dashboard.pages.longest import SHOWN, Ready, longest_section
from dashboard.pages.page import Section, Source
from dashboard.reading.focus import Focus
from dashboard.reading.places import ORGANISATION, SYSTEM, Place
from dashboard.sentences.names import ALL
from regions.posts.open_longest import OpenPost, open_longest
from regions.reach import reach
from talentboard.access import Permission, permitted


def longest(
    user: Any, region: str, focus: Focus, source: Source, *, at: Place | None = None, most: int | None = SHOWN
) -> Section:
    """The section on the posts open longest, for this reader, without what is said of people. One query."""
    posts = open_posts(user, region, focus, source, at=at, most=most)
    return longest_section(posts, focus, source, narrowed=_narrowed(at), ready=None)


def longest_drawn(
    user: Any, region: str, focus: Focus, source: Source, *, at: Place | None, ready: Ready | None
) -> str:
    """The section on the posts open longest as HTML, for this reader. One query.

    ready: the people of the region ready now; None for a place, where nothing is said of people
    """
    posts = open_posts(user, region, focus, source, at=at, most=SHOWN)
    said = None if ready is None else tuple(ready.items())
    return drawn(None if posts is None else tuple(posts), focus, source, _narrowed(at), said)


@lru_cache(maxsize=256)
def drawn(
    posts: tuple[OpenPost, ...] | None,
    focus: Focus,
    source: Source,
    narrowed: str,
    ready: tuple[tuple[tuple[str, str], int], ...] | None,
) -> str:
    """Kept by everything that it says, so whoever is to see the same is shown the same."""
    people = None if ready is None else dict(ready)
    section = longest_section(posts, focus, source, narrowed=narrowed, ready=people)
    return render_to_string("dashboard/region/longest.html", {"longest": section})


def open_posts(
    user: Any, region: str, focus: Focus, source: Source, *, at: Place | None, most: int | None
) -> list[OpenPost] | None:
    """Those open on the day of the figures, the longest open first; None for somebody who may not read posts."""
    if not permitted(user, Permission.READ_POSTS, region=region):
        return None
    chosen = {"role_family": focus.role_family, "level": focus.level}
    return open_longest(
        reach(user, Permission.READ_POSTS).within(region),
        source.as_of,
        **{name: "" if value == ALL else value for name, value in chosen.items()},
        critical=focus.critical,
        system=at.code if at and at.kind == SYSTEM else "",
        organisation=at.code if at and at.kind == ORGANISATION else "",
        most=most,
    )


def _narrowed(at: Place | None) -> str:
    """The place of the page, as the list of posts takes it."""
    return f"{at.kind}={at.code}" if at else ""
