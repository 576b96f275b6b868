"""One post as it is kept on the day of a return, in the words of the sheet, and as far as somebody may see it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, When

from regions.access import POSTS_OF, confidential_seen_by, own_posts
from regions.actions.import_return.forecasts import live_on
from regions.actions.import_return.kept import Kept
from regions.actions.import_return.occupancies import covers
from regions.actions.import_return.sheets import FORECASTS, POSTS
from regions.models import Forecast, Level, Occupancy, Post
from talentboard.access import Role

COLUMNS = tuple(column.name for column in POSTS.columns if column.name != "organisation")
FORETOLD = tuple(column.name for column in FORECASTS.columns if column.name in ("expected_on", "probability", "reason"))
KINDS = (False, True)  # open and confidential
PART = 20  # letters of each part of a digest
LEVELS = list(Level)


@dataclass(slots=True)
class Eyes:
    """What somebody may see of the forecasts of a post. own: it is theirs, so only what they entered themselves.

    confided: they may see and keep its confidential ones. set_apart: those are kept outside of returns, by the chief
    executive and the chair alone.
    """

    user: Any
    own: bool = False
    confided: bool = False
    set_apart: bool = False

    def sees(self, *, confidential: bool, author: Any) -> bool:
        """Whether they may see a forecast of a kind that an account (its id) entered; none: that there is none."""
        if confidential:
            return self.confided
        return not self.own or (author is not None and author == self.user.pk)

    def may_say(self, *, confidential: bool, author: Any) -> bool:
        """Whether they may say something of that kind in a return, which puts it in the place of what is kept."""
        return self.sees(confidential=confidential, author=author) and not (confidential and self.set_apart)


@dataclass
class KeptPost:
    """A post on the day of a return. held: how it is held then. live: its forecasts in force then, by kind."""

    post: Post
    day: dt.date
    held: Occupancy | None
    shares: tuple[str, ...]
    live: dict[bool, Forecast | None]
    eyes: Eyes

    @cached_property
    def values(self) -> dict[str, Any]:
        """What a row of the sheet `posts` would say of it, by column."""
        post, held = self.post, self.held
        is_to_come = post.established_from > self.day
        own = {name: getattr(post, name) for name in ("title", "role_family", "level", "pay", "board_seat")}
        holding: dict[str, Any] = dict.fromkeys(("holder", "since", "expected_end", "returns_on"))
        if held is not None and not is_to_come:
            holding = {
                "holder": tuple(held.holders),
                "since": held.since,
                "expected_end": held.expected_end,
                "returns_on": held.returns_on,
            }
        return (
            {name: value or None for name, value in own.items()}
            | {"post_ref": post.ref, "clinical": post.clinical, "critical": post.critical}
            | {"occupancy": held.kind if held is not None and not is_to_come else Occupancy.Kind.VACANT.value}
            | {name: value or None for name, value in holding.items()}
            | {"established_from": post.established_from, "shared_with": self.shares or None}
        )

    @cached_property
    def texts(self) -> dict[str, str]:
        """The same as a form or a cell has it: slugs, days as 2026-09-30, yes and no."""
        return {name: as_typed(self.values[name]) for name in COLUMNS}

    def foretold(self, *, confidential: bool) -> Forecast | None:
        """The forecast of a kind, as far as it may be seen."""
        live = self.live[confidential]
        seen = self.eyes.sees(confidential=confidential, author=live.recorded_by_id if live else None)
        return live if seen else None

    def may_say(self, *, confidential: bool) -> bool:
        live = self.live[confidential]
        return self.eyes.may_say(confidential=confidential, author=live.recorded_by_id if live else None)

    @cached_property
    def parts(self) -> tuple[str, str, str]:
        """Digests of the post itself, of its open forecast and of its confidential one."""
        post, held = self.post, self.held
        itself = [self.texts, str(post.established_until or ""), held is None]
        return (part(itself), *(part(foretold_texts(self.live[kind])) for kind in KINDS))

    @property
    def kept_as(self) -> str:
        """The digest that a line remembers. What its author may not see, or a signer might not, has no part in it."""
        itself, plain, private = self.parts
        seen = not (self.eyes.own or self.eyes.set_apart)
        return f"{itself}.{plain if seen else ''}.{private if seen and self.eyes.confided else ''}"

    def is_as(self, kept_as: str) -> bool:
        """Whether a digest still holds, as far as whoever looks may see."""
        remembered = kept_as.split(".")
        eyes = (True, not self.eyes.own, self.eyes.confided)
        return all(was == now for was, now, sees in zip(remembered, self.parts, eyes, strict=True) if was and sees)

    @property
    def order(self) -> tuple[int, str, str]:
        """The most senior first."""
        return (LEVELS.index(Level(self.post.level)), self.post.title.casefold(), self.post.ref)

    @property
    def name(self) -> str:
        return f"{self.post.ref}, {self.post.title}"


def knows_of_confidential(kept_as: str) -> bool:
    """Whether the confidential forecast had a part in a digest: whether the line's author could see it."""
    return not kept_as.endswith(".")


def seen_by(user: Any) -> QuerySet[Post]:
    """Posts with what somebody may see of their forecasts: `is_own`, `is_confided`, `is_set_apart`."""
    apart = POSTS_OF[Role.CHIEF_EXECUTIVE] | POSTS_OF[Role.HR_DIRECTOR]
    confided = confidential_seen_by(user)
    return Post.objects.annotate(
        is_own=yes_if(own_posts(user)),
        is_confided=yes_if(Q(pk__in=[]) if confided is None else confided),
        is_set_apart=yes_if(apart),
    )


def yes_if(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def posts_of(organisation_id: Any, kept: Kept, *, day: dt.date, by: Any) -> dict[Any, KeptPost]:
    """Every post that a return for the day ought to speak of, by its id, the most senior first.

    One that is to come is left out where a later return has spoken of it, or it is on its way from elsewhere.
    """
    expected = [
        KeptPost(
            post,
            day,
            next((held for held in kept.occupancies[post.pk] if covers(held, day)), None),
            tuple(sorted(share.organisation.code for share in kept.shares[post.pk])),
            {kind: live_on(kept.forecasts[post.pk, kind], day) for kind in KINDS},
            Eyes(by, post.is_own, post.is_confided, post.is_set_apart),
        )
        for post in kept.posts_of[organisation_id]
        if is_expected(post, kept, day)
    ]
    return {one.post.pk: one for one in sorted(expected, key=lambda one: one.order)}


def is_expected(post: Post, kept: Kept, day: dt.date) -> bool:
    if post.established_until is not None and post.established_until <= day:
        return False
    if post.established_from <= day:
        return True
    return post.continues_id is None and not kept.is_older(post.organisation_id, day)


def foretold_texts(forecast: Forecast | None) -> dict[str, str]:
    """What a forecast says, as a form or a cell has it; nothing where there is none."""
    if forecast is None:
        return {}
    return {name: as_typed(getattr(forecast, name)) for name in FORETOLD}


def as_typed(value: Any) -> str:
    """A value as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value)
    if hasattr(value, "normalize"):
        return f"{value.normalize():f}"
    return str(value)


def part(facts: Mapping[str, str] | list[Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:PART]
