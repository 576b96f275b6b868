"""Who can see the confidential forecast of a post: the roles, and the people by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from talentboard.access import Permission, Role, roles_with
from talentboard.clock import today

from .access import POSTS_OF, confidential_seen_by, is_post_of
from .models import Post, RoleAssignment


@dataclass(frozen=True, slots=True)
class Confidant:
    """Somebody with an account who can see it, by their roles: "Helen Prior, chief executive"."""

    name: str
    roles: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}, {' and '.join(self.roles)}"


def offices_of(post: Post) -> list[Role]:
    """The roles that see it, whoever holds them: as `confidential_seen_by` says, in the order of the table."""
    facts = {"role_family": post.role_family, "level": post.level}
    is_chiefs = is_post_of(Role.CHIEF_EXECUTIVE, facts)

    def sees(role: Role) -> bool:
        if role not in POSTS_OF:
            return True
        return (role is Role.CHAIR) == is_chiefs and not is_post_of(role, facts)

    return [role for role in Role if role in roles_with(Permission.READ_CONFIDENTIAL) and sees(role)]


def confidants_of(post: Post) -> list[Confidant]:
    """Everybody who can see the post's confidential forecast today, or could if there were one, by name.

    Asked of the rule itself, person by person.
    """
    here = Q(organisation=post.organisation_id) | Q(organisation=None, region=post.access_region)
    held = RoleAssignment.objects.as_of(today()).filter(here, role__in=roles_with(Permission.READ_CONFIDENTIAL))
    roles: dict = {}
    for one in held.select_related("user").order_by("user__sort_key", "role"):
        roles.setdefault(one.user, []).append(Role(one.role).in_words)
    return [Confidant(person.name, tuple(words)) for person, words in roles.items() if sees(person, post)]


def sees(person, post: Post) -> bool:
    seen = confidential_seen_by(person)
    return seen is not None and Post.objects.filter(seen, pk=post.pk).exists()
