"""Everything that a return is judged by: what is kept, what its lines say, and whose organisation it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Max

from regions.actions.import_return.kept import Kept, facts_of
from regions.actions.import_return.saving import lock_by_id
from regions.models import Return, ReturnLine
from talentboard.access import NotAllowed, NotPermitted, Permission, require

from .kept import KeptPost, posts_of, seen_by


@dataclass
class Book:
    """A return with its posts (by id, the most senior first) and its lines of the present revision."""

    one: Return
    kept: Kept
    posts: dict[Any, KeptPost]
    lines: list[ReturnLine]
    by: Any

    @cached_property
    def line_of(self) -> dict[Any, ReturnLine]:
        """The line of each post that has one, by the post's id."""
        return {line.post_id: line for line in self.lines if line.post_id}

    @property
    def new_lines(self) -> list[ReturnLine]:
        return [line for line in self.lines if line.post_id is None]


def opened(one: Return, *, by: Any) -> Book:
    """Read everything, as this person may see it: six statements."""
    kept = facts_of([one.organisation_id], seen_by(by))
    kept.newest = newest(one)
    lines = list(ReturnLine.objects.filter(of=one, revision=one.revision).with_forecasts())
    for line in lines:
        line.of = one
    return Book(one, kept, posts_of(one.organisation_id, kept, day=one.as_of, by=by), lines, by)


def newest(one: Return) -> dict[Any, Any]:
    """The newest day of which the organisation has signed a return."""
    if not hasattr(one, "newest"):
        one.newest = one.organisation.returns.filter(state=Return.State.SIGNED_OFF).aggregate(day=Max("as_of"))["day"]
    return {one.organisation_id: one.newest} if one.newest else {}


def taken(one: Return, permission: Permission, *, by: Any) -> Return:
    """The return as it is now, locked until the transaction ends, for somebody who has the permission.

    Nobody else changes anything of its organisation meanwhile. Raises NotFound or NotPermitted.
    """
    lock_by_id([one.organisation_id])
    whole = Return.objects.select_for_update(of=("self",)).select_related("organisation").with_whereabouts()
    found = whole.get(pk=one.pk)
    require(by, permission, about=found)
    return found


def written_by(one: Return, *, by: Any) -> None:
    """Note who has written in it; the first words begin the work. Raises NotPermitted for who has no account."""
    if getattr(by, "pk", None) is None:
        raise NotPermitted("Somebody with an account writes in a return.")
    is_known = by.pk in one.writers
    one.writers = [*one.writers, *([] if is_known else [by.pk])]
    if one.state == Return.State.OPEN:
        one.move("begin work on", by=by)
    elif not is_known:
        one.save(update_fields=["writers"])


def posts_here(book: Book, ids: Iterable[Any]) -> list[KeptPost]:
    """The posts of these ids as they are kept. Raises NotAllowed where one is not of this return."""
    wanted = list(dict.fromkeys(ids))
    if any(post_id not in book.posts for post_id in wanted):
        raise NotAllowed("A post that you spoke of is not among the posts of this return any more. Look at it again.")
    return [book.posts[post_id] for post_id in wanted]
