"""What links are for. Each app registers its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .ends import last_day

if TYPE_CHECKING:
    from talentboard.accounts.models import User

    from .models import Link


class Over(StrEnum):
    """Why a link opens nothing."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


SENTENCES = {
    Over.UNKNOWN: "This link is not known, or only a part of one. Copy it from the mail as a whole.",
    Over.USED: "This link has been used. Each link works once, so that nobody else can come by it later.",
    Over.EXPIRED: "The time of this link has run out.",
    Over.REVOKED: "This link no longer works. You were sent a newer one, or what it was about has ended.",
}


def nothing(link: Link, *told: object) -> None:
    """What an app does that need not be told."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a kind of link is for.

    heading, words, button: what its page says before it is used; no name, for whoever reads the mail reads this.
    page: where one goes on. address_of: the address that the app keeps for it now; empty when the thing is gone.
    again: send a new link to the same person (`make`, `queue`); may do nothing. opened: what using it does to the app's
    things, in the same transaction; NotAllowed says why not, and the link stays unused. claimed: its person has an
    account and is signed in to it. sentences: where a link that opens nothing has something better to say; {ended} in
    one is its last day. offers_again: after what a new link can be asked for on the page of one that opens nothing.
    """

    slug: str
    heading: str
    words: str
    button: str
    page: Callable[[Link], str]
    address_of: Callable[[Link], str]
    again: Callable[[Link], None] = nothing
    opened: Callable[[Link], None] = nothing
    claimed: Callable[[Link, User], None] = nothing
    sentences: Mapping[Over, str] = field(default_factory=dict)
    offers_again: frozenset[Over] = frozenset({Over.USED, Over.EXPIRED})

    def says(self, why: Over, link: Link) -> str:
        """The sentence for a link that opens nothing."""
        return self.sentences.get(why, SENTENCES[why]).replace("{ended}", last_day(link))


_purposes: dict[str, Purpose] = {}


def register_purpose(purpose: Purpose) -> None:
    """Make a purpose known, under its slug."""
    _purposes[purpose.slug] = purpose


def purpose_of(link: Link) -> Purpose:
    """What a link is for. KeyError when no app has registered it."""
    return _purposes[link.purpose]
