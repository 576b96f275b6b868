"""What a pack is made of beside its snapshot: read once, when it is built, and kept with the file.

Figures come from the snapshot, which never changes. Names of places and the list of open posts do change; a pack that
is built again takes those that are kept with it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from dashboard.jobs import name_of
from dashboard.packs.models import BoardPack, PackFile
from dashboard.packs.names import people_named_in
from dashboard.reading.places import Map, map_from
from regions.models import Placement
from regions.posts.open_longest import Asked, OpenPost, open_longest
from regions.reach import Reach
from talentboard.access import Permission
from talentboard.clock import LONDON, now

WITHHELD = "Title withheld: it holds a person's name"
NO_ID = uuid.UUID(int=0)
OF_POST = ("title", "organisation", "code", "role_family", "level", "kind", "since", "return_age")


@dataclass(frozen=True)
class Facts:
    """place: the region's name; built_at: in London; placed: the organisations with their systems, as `map_from` takes
    them; posts: those open on the day of the figures, the longest open first, as recorded on `read_on`."""

    place: str
    built_at: dt.datetime
    read_on: dt.date
    placed: tuple[tuple[str, str, str | None, str | None], ...]
    posts: tuple[OpenPost, ...]

    @property
    def map(self) -> Map:
        """The systems and organisations of the region."""
        return map_from(self.placed)


def read(pack: BoardPack) -> Facts:
    """As they are now. Five queries."""
    day, moment = pack.snapshot.as_of, now().astimezone(LONDON).replace(microsecond=0)
    placed = Placement.objects.as_of(day).filter(region=pack.region).order_by("organisation__sort_key")
    columns = ("organisation__code", "organisation__name", "system__code", "system__name")
    # Whose pack it is decides which posts are in it, not who builds it.
    whole = Reach(None, Permission.READ_POSTS, frozenset({pack.region}), frozenset())
    return Facts(
        place=name_of(pack.region),
        built_at=moment,
        read_on=moment.date(),
        placed=tuple(placed.values_list(*columns)),
        posts=tuple(without_names(open_longest(Asked(whole), day))),
    )


def without_names(posts: list[OpenPost]) -> list[OpenPost]:
    """The posts, without a title in which somebody wrote a person's name."""
    named = people_named_in(post.title for post in posts)
    return [
        OpenPost(
            NO_ID, WITHHELD if any(name in post.title for name in named) else post.title, post.organisation, post.code,
            post.role_family, post.level, post.kind, post.since, post.return_age, post.every,
        )
        for post in posts
    ]  # fmt: skip


def kept_with(file: PackFile) -> Facts:
    """Those that a file was built from."""
    kept = file.facts
    return Facts(
        place=kept["place"],
        built_at=dt.datetime.fromisoformat(kept["built_at"]).astimezone(LONDON),
        read_on=dt.date.fromisoformat(kept["read_on"]),
        placed=tuple(tuple(row) for row in kept["placed"]),
        posts=tuple(_post(row, len(kept["posts"])) for row in kept["posts"]),
    )


def as_json(facts: Facts) -> dict[str, Any]:
    """To be kept with a file."""
    return {
        "place": facts.place,
        "built_at": facts.built_at.isoformat(),
        "read_on": facts.read_on.isoformat(),
        "placed": [list(row) for row in facts.placed],
        "posts": [
            {name: getattr(post, name) for name in OF_POST} | {"since": post.since and post.since.isoformat()}
            for post in facts.posts
        ],
    }


def _post(row: dict[str, Any], every: int) -> OpenPost:
    since = dt.date.fromisoformat(row["since"]) if row["since"] else None
    return OpenPost(NO_ID, every=every, **{name: row[name] for name in OF_POST if name != "since"}, since=since)
