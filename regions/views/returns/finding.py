"""Finding a return: the region is the way in, and what lies outside is not found."""

import uuid
from typing import Any

from django.urls import reverse

from regions.models import Return
from regions.reach import reach
from talentboard.access import NotFound, Permission, require


def return_of(user: Any, slug: str, return_id: uuid.UUID, *, to: Permission = Permission.READ_RETURN) -> Return:
    """A return that somebody may read, and do with it what they came for. Raises NotFound, NotPermitted."""
    found = reach(user, Permission.READ_RETURN).within(slug).returns().filter(pk=return_id).first()
    if found is None:
        raise NotFound(f"There is no such return in {slug}.")
    require(user, to, about=found)
    return found


def address(one: Return, slug: str) -> str:
    return reverse("regions:return", args=[slug, one.pk])


def above(one: Return, user: Any, slug: str, *, itself: bool = True) -> list[tuple[str, str]]:
    """The pages above those of a return: the list it is in and, of a page below it, the return itself."""
    returns = reverse("regions:returns", args=[slug])
    if reach(user, Permission.READ_RETURN).within(slug).own:
        top = [("Your posts", reverse("regions:posts", args=[slug])), ("Quarterly return", returns)]
    else:
        top = [("Returns", returns)]
    return [*top, (str(one.period), address(one, slug))] if itself else top
