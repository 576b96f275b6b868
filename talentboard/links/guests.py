"""Whoever came by a link and has no account: what their session holds, and which pages are open to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from talentboard.access import NotAllowed

from .models import Link
from .purposes import purpose_of
from .tokens import path_of

if TYPE_CHECKING:
    from talentboard.accounts.models import User

GRANTS = "links"  # in a session: the links that were used in it
View = Callable[..., HttpResponse]


class Guest:
    """The author of what is done by somebody who came by a link. Nobody is signed in, so no role is theirs."""

    pk = None
    is_authenticated = False
    is_active = True

    def __init__(self, links: Iterable[Link]) -> None:
        self.links = list(links)

    def __str__(self) -> str:
        return self.operator_name

    @property
    def operator_name(self) -> str:
        """As steps and the audit name them."""
        return f"by link {str(self.links[-1].pk)[:8]}"

    @property
    def key(self) -> str:
        """What pages know them by: the same for whatever link brings the same person to the same thing again."""
        last = self.links[-1]
        parts = [last.purpose, last.about_kind, last.about_id, last.address_digest]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]

    @property
    def page(self) -> str:
        """Where what they came for is."""
        return purpose_of(self.links[-1]).page(self.links[-1])

    @property
    def way_back(self) -> str:
        """The page of their link: it has been used, so it offers to send a new one."""
        return path_of(self.links[-1].purpose, self.links[-1].pk)

    def holds(self, purpose: str, about: Any) -> bool:
        """Whether they came by a link of a purpose about this very thing."""
        return any(link.purpose == purpose and link.is_about(about) for link in self.links)

    def ids(self, purpose: str) -> list[str]:
        """The ids of the things that they came for."""
        return [link.about_id for link in self.links if link.purpose == purpose]

    def may_enter(self, view: View) -> bool:
        """Whether a page is open to what they hold."""
        return not getattr(view, "purposes", frozenset()).isdisjoint(link.purpose for link in self.links)

    def address(self) -> str:
        """The address that their newest link went to, as the app keeps it. NotAllowed where it is another now."""
        last = self.links[-1]
        address = purpose_of(last).address_of(last)
        if not last.goes_to(address):
            raise NotAllowed("The address to which your link went is not kept any more. Ask for a new link.")
        return address

    def hand_over_to(self, person: User) -> None:
        """Tell the apps that an account now stands for this guest, of every link that went to its address."""
        for link in self.links:
            if link.goes_to(person.email):
                purpose_of(link).claimed(link, person)


def open_to_guests(*purposes: str) -> Callable[[View], View]:
    """Mark a view that whoever came by a link of one of these purposes may open without signing in."""

    def mark(view: View) -> View:
        view.purposes = frozenset(purposes)  # type: ignore[attr-defined]
        return view

    return mark


def whoever(request: HttpRequest) -> Any:
    """The author of what this request does: whoever is signed in, otherwise the guest."""
    return getattr(request, "guest", None) or request.user


def holds(by: Any, purpose: str, *, about: Any) -> bool:
    """Whether an author is a guest who came by a link of a purpose about this very thing."""
    return isinstance(by, Guest) and by.holds(purpose, about)


def admit(request: HttpRequest, link: Link) -> None:
    """From now on this session holds what the link opens."""
    request.session.cycle_key()
    request.session[GRANTS] = [*request.session.get(GRANTS, ()), str(link.pk)]


def guest_of(request: HttpRequest) -> Guest | None:
    """Who this session's links make of somebody who is not signed in. One query, where the session holds any."""
    if request.user.is_authenticated or not (held := request.session.get(GRANTS)):
        return None
    links = [link for link in Link.objects.filter(pk__in=held) if link.is_granted]
    return Guest(sorted(links, key=lambda link: held.index(str(link.pk)))) if links else None


def guests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: `request.guest`, asked for when it is needed. Stands after authentication."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.guest = SimpleLazyObject(lambda: guest_of(request))
        return get_response(request)

    return middleware
