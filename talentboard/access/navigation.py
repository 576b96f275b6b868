"""The one row of navigation, with only what this person may open. Each app registers its entries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Entry:
    """A link in the navigation. `order` is its place from the left."""

    label: str
    url: str
    order: int


EntriesFor = Callable[[Any, str], Iterable[Entry]]
_registered: list[EntriesFor] = []


def register_navigation(function: EntriesFor) -> None:
    """Add an app's entries: a function of the user, and of what begins the page's address (often a region's slug),
    that yields what they may open."""
    _registered.append(function)


def entries_for(user: Any, at: str = "") -> list[Entry]:
    """What somebody may open, from the left. at: what begins the address of the page they are on."""
    return sorted((entry for function in _registered for entry in function(user, at)), key=lambda entry: entry.order)


def navigation(request: HttpRequest) -> dict:
    """Context processor: `navigation` as (label, url, current) for a signed-in person, and `account_line`.

    Current is the entry whose address is the longest beginning of this page's.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "account_line": ""}
    entries = entries_for(user, request.path_info.split("/")[1])
    here = max((entry.url for entry in entries if request.path.startswith(entry.url)), key=len, default="")
    links = [(entry.label, entry.url, entry.url == here) for entry in entries]
    return {"navigation": links, "account_line": user.described()}
