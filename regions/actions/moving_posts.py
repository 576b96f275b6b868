"""Posts that move: their organisation closes or merges, and the post goes on in another one, with its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from regions import policies
from regions.models import Forecast, Occupancy, Organisation, Post, PostShare
from talentboard.access import NotAllowed, Permission, require
from talentboard.audit import Event, record_each
from talentboard.clock import now
from talentboard.database.rows import add, change, drop
from talentboard.events import publish

from .import_return.kept import Kept, facts_of
from .import_return.saving import lock_by_id

LONGEST = 40
OWN = ("title", "role_family", "level", "pay", "board_seat", "clinical", "critical", "stated_in_id", "signed_off")
HOLDING = ("kind", "holders", "until", "expected_end", "returns_on", "recorded_by_id", "recorded_at", "stated_in_id")
TOLD = (
    "expected_on", "probability", "reason", "confidential", "source", "as_of", "withdrawn_on", "recorded_by_id",
    "recorded_at", "stated_in_id", "signed_off",
)  # fmt: skip


@dataclass
class Move:
    """What is stored of posts that move. ended: holdings and forecasts of the old posts, with their new ends."""

    old: list[Post] = field(default_factory=list)
    new: list[Post] = field(default_factory=list)
    holdings: list[Occupancy] = field(default_factory=list)
    ended_holdings: list[Occupancy] = field(default_factory=list)
    gone_holdings: list[Occupancy] = field(default_factory=list)
    forecasts: list[Forecast] = field(default_factory=list)
    ended_forecasts: list[Forecast] = field(default_factory=list)
    shares: list[PostShare] = field(default_factory=list)


@transaction.atomic
def move_posts(
    posts: Iterable[Post], *, to: Organisation, on: dt.date, refs: Mapping[Any, str] | None = None, by: Any
) -> list[Post]:
    """Let posts go on in another organisation from a day. Returns the new posts, in the order of the old ones.

    The old post ends on the day and the new one continues it: with whoever holds it (since when they have held it),
    its forecasts of both kinds and by whom they were said, and the other organisations that it serves.
    refs: the new references by the old post's id; otherwise the old ones, with the old organisation's code where they
    are taken. Raises NotFound or NotPermitted for whoever does not run the returns of both organisations, NotAllowed
    as `can_move`, or where a reference is taken.
    """
    posts = list(posts)
    lock_by_id(sorted({to.pk, *(post.organisation_id for post in posts)}, key=str))
    stored = {post.pk: post for post in Post.objects.filter(pk__in=[post.pk for post in posts]).select_related()}
    for place in dict.fromkeys([*(post.organisation for post in stored.values()), to]):
        require(by, Permission.RUN_RETURNS, about=place)
    move = Move(old=[stored[post.pk] for post in posts])
    for post in move.old:
        policies.can_move(post, to, on=on)
    kept = facts_of({post.organisation_id for post in move.old}, Post.objects)
    move.new = continued(move.old, to, on=on, refs=refs or {}, by=by)
    for old, new in zip(move.old, move.new, strict=True):
        take_along(move, kept, old, new, on=on)
    store(move)
    home = to.access_region
    record_each(Event.POST_MOVED, by=by, lines=[(new, home, ("organisation",)) for new in move.new])
    for old, new in zip(move.old, move.new, strict=True):
        publish("post-moved", was=old, now=new, on=on, by=by)
    return move.new


def continued(old: list[Post], to: Organisation, *, on: dt.date, refs: Mapping[Any, str], by: Any) -> list[Post]:
    """The new posts, each with a reference of its own. Raises NotAllowed where one is taken."""
    taken = {ref.casefold() for ref in to.posts.values_list("ref", flat=True)}
    new = []
    for post in old:
        ref = " ".join(refs.get(post.pk, "").split())[:LONGEST] or free_ref(post, taken)
        if ref.casefold() in taken:
            raise NotAllowed(f"{to} has a post “{ref}” already. Give {post.title} another reference.")
        taken.add(ref.casefold())
        made = Post(organisation=to, ref=ref, established_from=on, continues=post, **same(post, OWN))
        made.established_until, made.recorded_at = post.established_until, now()
        made.recorded_by_id = getattr(by, "pk", None)
        new.append(made)
        post.established_until = on
    return new


def free_ref(post: Post, taken: set[str]) -> str:
    """The old reference; where it is taken, with the code of the organisation that the post comes from."""
    return post.ref if post.ref.casefold() not in taken else f"{post.organisation.code}-{post.ref}"[:LONGEST]


def take_along(move: Move, kept: Kept, old: Post, new: Post, *, on: dt.date) -> None:
    """What is so on the day or later goes with the post; what ended before stays with the old one."""
    for held in kept.occupancies[old.pk]:
        if held.until is not None and held.until <= on:
            continue
        signed = {"since": held.since, "signed_off": held.signed_off}
        move.holdings.append(Occupancy(post=new, **same(held, HOLDING), **signed))
        if held.since >= on:
            move.gone_holdings.append(held)
        else:
            held.until = on
            move.ended_holdings.append(held)
    for told in (*kept.forecasts[old.pk, False], *kept.forecasts[old.pk, True]):
        if told.ended_on is not None and told.ended_on <= on:
            continue
        move.forecasts.append(Forecast(post=new, superseded_on=told.superseded_on, **same(told, TOLD)))
        told.superseded_on = max(on, told.as_of)
        move.ended_forecasts.append(told)
    move.shares += [
        PostShare(post=new, organisation_id=share.organisation_id)
        for share in kept.shares[old.pk]
        if share.organisation_id != new.organisation_id
    ]


def same(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def store(move: Move) -> None:
    """What ends goes first."""
    change(Post, move.old, ["established_until"])
    drop(Occupancy, move.gone_holdings)
    change(Occupancy, move.ended_holdings, ["until"])
    change(Forecast, move.ended_forecasts, ["superseded_on"])
    add(Post, move.new)
    add(Occupancy, move.holdings)
    add(Forecast, move.forecasts)
    add(PostShare, move.shares)
