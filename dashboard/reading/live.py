"""What a page of figures reads for its reader alone: posts, as they are kept now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string

from dashboard.pages.longest import Ready, longest_section
from dashboard.pages.page import Source
from dashboard.reading.focus import Focus
from dashboard.reading.places import ORGANISATION, SYSTEM, Place
from dashboard.sentences.names import ALL
from regions.posts.open_longest import Asked, OpenPost
from regions.reach import reach
from talentboard.access import Permission, permitted
from talentboard.compressing import Piece


def posts_asked(
    user: Any, region: str, focus: Focus, *, kind: str = "", code: str = "", most: int | None = None
) -> Asked | None:
    """Which open posts the page of a region, or of a place in it, shows somebody; None where they may read none."""
    if not permitted(user, Permission.READ_POSTS, region=region):
        return None
    return Asked(
        reach(user, Permission.READ_POSTS).within(region),
        role_family="" if focus.role_family == ALL else focus.role_family,
        level="" if focus.level == ALL else focus.level,
        critical=focus.critical,
        system=code if kind == SYSTEM else "",
        organisation=code if kind == ORGANISATION else "",
        most=most,
    )


def longest_drawn(
    posts: Sequence[OpenPost] | None, focus: Focus, source: Source, *, at: Place | None, ready: Ready | None
) -> Piece:
    """The section on the posts open longest as HTML.

    ready: the people of the region ready now; None for a place, where nothing is said of people
    """
    said = None if ready is None else tuple(ready.items())
    return drawn(None if posts is None else tuple(posts), focus, source, narrowed(at), said)


@lru_cache(maxsize=256)
def drawn(
    posts: tuple[OpenPost, ...] | None,
    focus: Focus,
    source: Source,
    narrowed: str,
    ready: tuple[tuple[tuple[str, str], int], ...] | None,
) -> Piece:
    """Kept by everything that it says, so whoever is to see the same is shown the same."""
    people = None if ready is None else dict(ready)
    section = longest_section(posts, focus, source, narrowed=narrowed, ready=people)
    return Piece.of(render_to_string("dashboard/region/longest.html", {"longest": section}))


def narrowed(at: Place | None) -> str:
    """The place of a page, as the list of posts takes it."""
    return f"{at.kind}={at.code}" if at else ""
