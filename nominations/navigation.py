"""The navigation of rounds and nominations."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from regions.reach import places_in_navigation
from talentboard.access import Permission, regions_with
from talentboard.access.navigation import Entry


def rounds_entry(user: Any, at: str) -> Iterator[Entry]:
    """The rounds of their region for whoever runs or reads nominations there; for everybody else the open ones."""
    place = places_in_navigation(regions_with(user, Permission.READ_NOMINATIONS), at)
    url = reverse("nominations:region-rounds", args=[place]) if place else reverse("nominations:rounds")
    yield Entry("Rounds", url, 37)
