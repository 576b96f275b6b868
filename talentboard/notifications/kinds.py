"""What kinds of mail there are. Each app registers its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talentboard.access import Permission

if TYPE_CHECKING:
    from .models import Notification


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mail.

    label: as the list of sent mails says it. template: of the plain text, whose first line is the subject; `html` says
    the same, of its `paragraphs` or by words of its own. context: what the text needs, asked when it is sent. applies:
    whether it is still to be sent then.
    awaited: somebody is waiting for it, so that it leaves in the evening and at the weekend too.

    In the list of sent mails: private: it tells of something that its reader may not know yet, so that nobody is shown
    more than its kind and state. read_with: the permission that one needs to be shown more; none: whoever may read the
    list. again_with: the permission to send one that failed again; none: nobody does.
    """

    slug: str
    label: str
    template: str
    context: Callable[[Notification], Mapping[str, Any]]
    applies: Callable[[Notification], bool]
    html: str = "notifications/mail.html"
    awaited: bool = False
    private: bool = False
    read_with: Permission | None = None
    again_with: Permission | None = None


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind of mail known, under its slug."""
    _kinds[kind.slug] = kind


def kind_of(slug: str) -> Kind:
    """The kind of that slug. KeyError when no app has registered it."""
    return _kinds[slug]


def known_kind(slug: str) -> Kind | None:
    """The kind of that slug; None for one that an earlier version of the product knew."""
    return _kinds.get(slug)


def kinds() -> list[Kind]:
    """All of them, by their labels."""
    return sorted(_kinds.values(), key=lambda kind: kind.label)


def awaited_kinds() -> list[str]:
    """The slugs of those that somebody is waiting for."""
    return [kind.slug for kind in _kinds.values() if kind.awaited]
