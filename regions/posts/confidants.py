"""Who can see the confidential forecast of a post: the roles, and the people by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from regions.access import POSTS_OF, confidential_seen_by, is_post_of, own_posts
from regions.models import Post, RoleAssignment
from regions.posts.look_ahead import LEVELS
from talentboard.access import Permission, Role, roles_with
from talentboard.clock import today


@dataclass(frozen=True, slots=True)
class Confidant:
    """Somebody with an account who can see it, by their roles: "Helen Prior, chief executive"."""

    name: str
    roles: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}, {' and '.join(self.roles)}"


def offices_of(post: Post) -> list[Role]:
    """The roles that see it, whoever holds them, in the table's order: as `confidential_seen_by`, `posts_ahead` say."""
    facts = {"role_family": post.role_family, "level": post.level}
    is_chiefs = is_post_of(Role.CHIEF_EXECUTIVE, facts)

    def sees(role: Role) -> bool:
        if role not in POSTS_OF:
            return True
        return (role is Role.CHAIR) == is_chiefs and not is_post_of(role, facts)

    keep, ahead = roles_with(Permission.READ_CONFIDENTIAL), ahead_of(post)
    return [role for role in Role if (role in keep and sees(role)) or role in ahead]


def ahead_of(post: Post) -> frozenset[Role]:
    """The roles that look ahead at posts of this level in the whole nation."""
    return roles_with(Permission.LOOK_AHEAD) if post.level in LEVELS else frozenset()


def confidants_of(post: Post) -> list[Confidant]:
    """Everybody who can see the post's confidential forecast today, or could if there were one, by name.

    Asked of the rule itself, person by person.
    """
    here = Q(organisation=post.organisation_id) | Q(organisation=None, region=post.access_region)
    keep = here & Q(role__in=roles_with(Permission.READ_CONFIDENTIAL))
    ahead = Q(organisation=None, region=None, role__in=ahead_of(post))
    held = RoleAssignment.objects.as_of(today()).filter(keep | ahead).select_related("user")
    roles: dict = {}
    for one in held.order_by("user__sort_key", "role"):
        roles.setdefault(one.user, []).append(Role(one.role))
    return [
        Confidant(person.name, tuple(role.in_words for role in of))
        for person, of in roles.items()
        if sees(person, post, looks_ahead=not ahead_of(post).isdisjoint(of))
    ]


def sees(person: Any, post: Post, *, looks_ahead: bool) -> bool:
    """looks_ahead: they see those of every post of this level but their own."""
    kept = confidential_seen_by(person)
    seen = Q(pk__in=[]) if kept is None else kept
    if looks_ahead:
        seen |= ~own_posts(person)
    return Post.objects.filter(seen, pk=post.pk).exists()
