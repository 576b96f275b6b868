"""The navigation of rounds and nominations."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from regions.reach import places_in_navigation
from talentboard.access import Permission, regions_with
from talentboard.access.navigation import Entry


def own_entry(user: Any, at: str) -> Iterator[Entry]:
    """What is everybody's own: nominations of them, made by them, and those that they are asked to endorse."""
    yield Entry("Your nominations", reverse("nominations:mine"), 36)


def rounds_entry(user: Any, at: str) -> Iterator[Entry]:
    """The rounds of a region for whoever runs or reads nominations there."""
    if place := places_in_navigation(regions_with(user, Permission.READ_NOMINATIONS), at):
        yield Entry("Rounds", reverse("nominations:region-rounds", args=[place]), 37)


def queue_entry(user: Any, at: str) -> Iterator[Entry]:
    """The nominations of a region: by name for its team, as numbers for its board."""
    named, counted = (
        regions_with(user, wanted) for wanted in (Permission.READ_NOMINATIONS, Permission.COUNT_NOMINATIONS)
    )
    if place := places_in_navigation(counted if at in counted else named or counted, at):
        yield Entry("Nominations", reverse("nominations:queue", args=[place]), 36)
