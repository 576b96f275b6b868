"""The navigation of figures beside the regions: the look-ahead, and data quality for those who mend it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from regions.reach import places_in_navigation
from talentboard.access import NATION, Permission, permitted, regions_with
from talentboard.access.navigation import Entry


def look_ahead_entry(user: Any, at: str) -> Iterator[Entry]:
    """The look-ahead, for the national team."""
    if permitted(user, Permission.LOOK_AHEAD, region=NATION):
        yield Entry("Chair and CEO look-ahead", reverse("dashboard:look-ahead"), 15)


def quality_entry(user: Any, at: str) -> Iterator[Entry]:
    """Data quality, for those who run returns; others come to it from the figures."""
    if place := places_in_navigation(regions_with(user, Permission.RUN_RETURNS), at):
        yield Entry("Data quality", reverse("dashboard:quality", args=[place]), 27)
