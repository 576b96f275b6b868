"""Everything about you in the navigation of whoever has no role. At the foot of every page it is for everybody."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from talentboard.access import scopes_of
from talentboard.access.navigation import Entry


def entries(user: Any, at: str) -> Iterator[Entry]:
    if not scopes_of(user):
        yield Entry("Everything about you", reverse("me:me"), 5)
