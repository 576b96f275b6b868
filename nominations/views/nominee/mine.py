"""The nominee's part of what is somebody's own: where each nomination of them stands, and what comes next."""

from __future__ import annotations

from typing import NamedTuple

from nominations.models import Nomination
from talentboard.accounts.models import User
from talentboard.clock import today

from .reach import address, of_you
from .standing import Standing, newest, standing


class OfYou(NamedTuple):
    """A nomination of the reader: what it is for, by whom, where it stands, and its page."""

    what: str
    under: str
    standing: Standing
    url: str


def nominations_of_you(user: User) -> list[OfYou]:
    """Every one, those that go on first. Two queries, however many."""
    day = today()
    found = [(one, standing(one, newest(list(one.endorsements.all())), day)) for one in of_you(user)]
    found.sort(key=lambda pair: pair[0].has_ended)
    return [OfYou(str(one.round.pool), under(one), stands, address(one)) for one, stands in found]


def under(one: Nomination) -> str:
    by = "by yourself" if one.is_own else f"by {one.nominator.name}"
    return f"{one.round.pool.region.name}, {one.round}, nominated {by}"
