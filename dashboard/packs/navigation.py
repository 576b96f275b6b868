"""Board packs in the navigation, for those who read them."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from regions.converters import RegionSlug
from regions.reach import places_in_navigation
from talentboard.access import NATION
from talentboard.access.navigation import Entry

from .access import regions_read

BOARDS = frozenset(RegionSlug.regex.split("|")) - {NATION}


def packs_entry(user: Any, at: str) -> Iterator[Entry]:
    """Those of the region of the page, else of the only region whose packs somebody reads."""
    read = regions_read(user)
    place = places_in_navigation(BOARDS if NATION in read else read, at)
    if place:
        yield Entry("Board packs", reverse("dashboard:packs", args=[place]), 29)
