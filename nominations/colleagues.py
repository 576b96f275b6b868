"""Who runs nominations in a region: whom the work can be given to."""

from regions.models import RoleAssignment
from talentboard.access import Permission, roles_with
from talentboard.clock import today


def colleagues_of(slug: str) -> list[tuple[str, str]]:
    """The accounts of those who run nominations there today, by name: (id, name). One query."""
    held = RoleAssignment.objects.as_of(today()).filter(
        role__in=roles_with(Permission.RUN_NOMINATIONS), region=slug, user__is_active=True
    )
    people = held.order_by("user__sort_key").values_list("user", "user__name").distinct()
    return [(str(key), name) for key, name in people]
