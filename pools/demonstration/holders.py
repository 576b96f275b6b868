"""Who holds which post in a region, as the returns have it: members often do."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from regions.models import Post

from .catalogue import CHAIR, CHIEF, DIRECTORS, Bench

BELOW = ("director", "deputy-director", "senior-clinical")


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody by name, and the post they hold. is_new: since the quarter began."""

    name: str
    organisation: str
    ref: str
    family: str
    level: str
    kind: str
    is_new: bool


def holders(region: str, as_of: dt.date, *, since: dt.date) -> list[Holder]:
    """Everybody who holds a post of the region alone, in the order of the references. since: new from the day after."""
    posts = Post.objects.in_region(region, as_of).as_of(as_of).with_occupancy(as_of).select_related("organisation")
    return [
        Holder(
            name=post.holders[0],
            organisation=post.organisation.code,
            ref=post.ref,
            family=post.role_family,
            level=post.level,
            kind=post.occupancy,
            is_new=post.occupancy == "substantive" and post.held_since > since,
        )
        for post in posts.order_by("ref")
        if post.holders and len(post.holders) == 1
    ]


class Bowl:
    """The holders from whom members are drawn, each once."""

    def __init__(self, known: Sequence[Holder], *, by: Random) -> None:
        self.left = by.sample(list(known), len(known))

    def draw(self, wanted: str, bench: Bench) -> Holder | None:
        """The next holder of the wanted sort for a pool, if there is one left."""
        found = next((holder for holder in self.left if fits(holder, wanted, bench)), None)
        if found:
            self.left.remove(found)
        return found


def fits(holder: Holder, wanted: str, bench: Bench) -> bool:
    """Whether a holder is of a sort: `placed` in a post of the pool lately, `acting` in one, holding one (`peer`), or
    a step `below` it."""
    could = holder.family in bench.families and holder.level == bench.level
    if wanted == "placed":
        return could and holder.is_new
    if wanted == "acting":
        return could and holder.kind == "acting"
    if wanted == "peer":
        return could and holder.kind in ("substantive", "secondment-in") and not holder.is_new
    if bench.level == CHIEF:
        return holder.level == DIRECTORS and holder.kind == "substantive"
    if bench.level == CHAIR:
        return holder.level == "non-executive"
    return holder.family in bench.families and holder.level in BELOW
