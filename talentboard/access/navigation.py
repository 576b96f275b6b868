"""The one row of navigation, with only what this person may open. Each app registers its entries."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .scopes import Scope, scopes_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A link in the navigation. `order` is its place from the left."""

    label: str
    url: str
    order: int


OWN_PAGES = "/accounts/"
Link = tuple[str, str, str]  # label, address, aria-current
EntriesFor = Callable[[Any, str], Iterable[Entry]]
_registered: list[EntriesFor] = []


def register_navigation(function: EntriesFor) -> None:
    """Add an app's entries: a function of whoever holds some scopes, and of what begins the page's address (often a
    region's slug), that yields what they may open."""
    _registered.append(function)
    entries_of.cache_clear()


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever holds these scopes: all that the entries of a person can depend on."""

    _scopes: tuple[Scope, ...]
    is_authenticated = is_active = True


def entries_for(user: Any, at: str = "") -> tuple[Entry, ...]:
    """What somebody may open, from the left. at: what begins the address of the page they are on."""
    return entries_of(scopes_of(user), at)


@lru_cache(maxsize=1024)
def entries_of(scopes: tuple[Scope, ...], at: str) -> tuple[Entry, ...]:
    """Kept by all that they depend on, so whoever holds the same scopes is offered the same."""
    holder = Holder(scopes)
    entries = (entry for function in _registered for entry in function(holder, at))
    return tuple(sorted(entries, key=lambda entry: entry.order))


def navigation(request: HttpRequest) -> dict:
    """Context processor: `navigation`, the row drawn for a signed-in person, and `account_line`."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": "", "account_line": ""}
    entries = entries_for(user, request.path_info.split("/")[1])
    return {"navigation": row(links(entries, request.path)), "account_line": user.described()}


def links(entries: Sequence[Entry], path: str) -> tuple[Link, ...]:
    """What the row shows on the page at a path.

    `aria-current` is "page" for the entry of this very page, "true" for the one above it (whose address is the longest
    beginning of this one's), else empty. No entry is above the pages of one's own account.
    """
    above = [entry.url for entry in entries if path.startswith(entry.url) and not path.startswith(OWN_PAGES)]
    here = max(above, key=len, default=None)
    current = "page" if here == path else "true"
    return tuple((entry.label, entry.url, current if entry.url == here else "") for entry in entries)


@lru_cache(maxsize=1024)
def row(links: tuple[Link, ...]) -> SafeString:
    """The row as HTML. Kept by everything that it says, so whoever may open the same is shown the same."""
    return render_to_string("layout/navigation.html", {"links": links}) if links else SafeString()
