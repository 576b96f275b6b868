"""The navigation of people of an organisation: their posts and their quarterly return; and everybody's returns."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from talentboard.access import Permission, regions_with, scopes_of
from talentboard.access.navigation import Entry
from talentboard.access.table import grants

from .reach import places_in_navigation


def own_places(user: Any, permission: Permission) -> frozenset[str]:
    """The slugs of the regions in an organisation of which alone somebody has a permission."""
    scopes = scopes_of(user)
    return frozenset(scope.region for scope in scopes if scope.organisation and grants(scope.role, permission))


def return_entries(user: Any, at: str) -> Iterator[Entry]:
    """ "Your posts" and "Quarterly return" in an organisation; "Returns" where a whole region's are seen."""
    whole, own = regions_with(user, Permission.READ_RETURN), own_places(user, Permission.READ_RETURN)
    if (place := places_in_navigation(own, at)) and place not in whole:
        yield Entry("Your posts", reverse("regions:posts", args=[place]), 20)
        yield Entry("Quarterly return", reverse("regions:returns", args=[place]), 25)
    if place := places_in_navigation(whole, at):
        yield Entry("Returns", reverse("regions:returns", args=[place]), 25)
