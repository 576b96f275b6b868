"""What is due from somebody's own organisations, as their first page says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from regions.models import Return
from regions.reach import Reach, reach
from talentboard.access import Permission, permitted, scopes_of
from talentboard.clock import today

from .standing import OVER, State, task


@dataclass(frozen=True, slots=True)
class Due:
    """A return that is not over. is_theirs: it waits for this person. late: whether its day has passed."""

    body: str
    sentence: str
    url: str
    link: str
    is_theirs: bool
    late: bool


def due_from(user: Any) -> Iterator[Due]:
    """The own organisations' returns that are not over, the oldest first, each with what this person has to do."""
    here = reach(user, Permission.READ_RETURN)
    if not here.own:
        return
    places = {scope.organisation: scope.region for scope in scopes_of(user) if scope.organisation}
    open_ones = here.returns().filter(organisation__in=here.own).exclude(state__in=OVER)
    for one in open_ones.order_by("year", "quarter"):
        yield due_of(one, user, slug=places[one.organisation_id])


def due_of(one: Return, user: Any, *, slug: str) -> Due:
    mine = {"organisation": one.organisation_id}
    writes, signs = (permitted(user, wanted, **mine) for wanted in (Permission.KEEP_RETURN, Permission.SIGN_RETURN))
    is_written = writes and one.can_be_written
    left = left_to_confirm(one, reach(user, Permission.READ_POSTS).within(slug)) if is_written else 0
    waits = signs and one.state == State.SUBMITTED
    return Due(
        body=one.organisation.name,
        sentence=task(one, left=left, writes=writes, signs=signs, today=today()),
        url=reverse("regions:return", args=[slug, one.pk]),
        link="Read and sign it" if waits else "Open the return",
        is_theirs=waits or is_written,
        late=one.is_late(today()),
    )


def left_to_confirm(one: Return, here: Reach) -> int:
    """How many of the organisation's posts the return does not speak of yet."""
    spoken_of = one.lines.filter(revision=one.revision, post__isnull=False).values("post")
    return here.posts(one.as_of).filter(organisation=one.organisation_id).exclude(pk__in=spoken_of).count()
