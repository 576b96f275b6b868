"""Who may do what with frameworks and people, under the table of roles."""

from typing import Any

from regions.models import Region
from talentboard.access import NATION, Permission, permitted, require

from .models import Framework


def require_to_keep_frameworks(user: Any, region: Region | None) -> None:
    """A region's own are written by its team, the national ones by the national team. Raises as `require` does."""
    require(user, _permission(region), about=region or NATION)


def may_keep(user: Any, framework: Framework) -> bool:
    """Whether somebody may write in it."""
    return permitted(user, _permission(framework.region_id), region=framework.access_region)


def may_keep_in(user: Any, slug: str) -> bool:
    """Whether somebody may begin a framework of a region, or a national one (`england`)."""
    return permitted(user, _permission(None if slug == NATION else slug), region=slug)


def _permission(region: Region | str | None) -> Permission:
    return Permission.KEEP_FRAMEWORKS if region else Permission.KEEP_NATIONAL_FRAMEWORKS
