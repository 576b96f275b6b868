"""Where roles are kept: the scopes that access asks for, and who grants which."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from talentboard import access
from talentboard.access import NATION, NotPermitted, Permission, Role, Scope
from talentboard.access.table import GRANTED_BY, grants
from talentboard.clock import today
from talentboard.nhs.words import join_words

from .models import Level, Organisation, Region, RoleAssignment, RoleFamily
from .models.post_queries import led_in

# The posts whose holders have a role in their organisation. The HR director's are the most senior ones of the family.
POSTS_OF = {
    Role.CHAIR: Q(level=Level.CHAIR),
    Role.CHIEF_EXECUTIVE: Q(level=Level.CHIEF_EXECUTIVE),
    Role.HR_DIRECTOR: Q(role_family=RoleFamily.PEOPLE, level__in=[Level.EXECUTIVE_DIRECTOR, Level.DIRECTOR]),
}


def is_post_of(role: Role, facts: Mapping[str, Any]) -> bool:
    """The same of a post that is not kept yet: facts are its role family and its level."""
    asked = [(*name.partition("__"), value) for name, value in POSTS_OF[role].children]
    return all(facts[name] in value if how == "in" else facts[name] == value for name, _, how, value in asked)


# Where an organisation belongs today, or last belonged, decides in which region a role in it lies.
SCOPES = """
SELECT held.role, coalesce(held.region_id, home.region_id, %(nation)s), held.organisation_id
  FROM regions_roleassignment held
  LEFT JOIN LATERAL (SELECT placed.region_id FROM regions_placement placed
                      WHERE placed.organisation_id = held.organisation_id AND placed.since <= %(today)s
                      ORDER BY placed.since DESC LIMIT 1) home ON true
 WHERE held.user_id = %(user)s AND held.since <= %(today)s AND (held.until IS NULL OR held.until > %(today)s)
 ORDER BY held.since, held.id
"""


def scopes_of(user: Any) -> Iterator[Scope]:
    """The scopes a person holds today. One query, in SQL because every page asks it."""
    with connection.cursor() as cursor:
        cursor.execute(SCOPES, {"user": user.pk, "today": today(), "nation": NATION})
        for role, region, organisation in cursor.fetchall():
            yield Scope(role=Role(role), region=region, organisation=organisation)


def may_grant(user: Any, role: Role, place: Region | Organisation | None) -> bool:
    """Whether the table lets this person grant and end a role in a region, an organisation, or the nation (None)."""
    return _grants(user, role, *_where(place))


def may_end(user: Any, held: RoleAssignment) -> bool:
    """Whether the table lets this person end a role."""
    return _grants(user, Role(held.role), held.access_region, held.access_organisation)


def require_to_grant(user: Any, role: Role, place: Region | Organisation | None) -> None:
    """Raises NotFound outside their reach, NotPermitted where the role is not theirs to grant."""
    access.require(user, Permission.GRANT_ROLES, about=place or NATION)
    if not may_grant(user, role, place):
        raise _refusal(role)


def require_to_end(user: Any, held: RoleAssignment) -> None:
    """Raises as require_to_grant does."""
    access.require(user, Permission.GRANT_ROLES, about=held)
    if not may_end(user, held):
        raise _refusal(Role(held.role))


def _where(place: Region | Organisation | None) -> tuple[str, uuid.UUID | None]:
    return (place.access_region if place else NATION), getattr(place, "access_organisation", None)


def _grants(user: Any, role: Role, region: str, organisation: uuid.UUID | None) -> bool:
    if getattr(user, "is_operator", False):
        return True
    return any(
        scope.role in GRANTED_BY[role] and scope.reaches(region, organisation) for scope in access.scopes_of(user)
    )


def _refusal(role: Role) -> NotPermitted:
    granters = join_words((granter.in_words for granter in sorted(GRANTED_BY[role])), last="or")
    return NotPermitted(f"The role of {role.in_words} is granted and ended by the {granters}.")


HeldPosts = Callable[[Any], QuerySet]
_held_posts: list[HeldPosts] = []


def register_held_posts(function: HeldPosts) -> None:
    """Tell who holds a post: a function of a user that gives a queryset of the ids of the posts they hold."""
    _held_posts[:] = [function]


def own_posts(user: Any) -> Q:
    """The posts that a person holds: as a candidate, and by their role in an organisation.

    No forecast of these is shown to them unless they entered it. By role rather than by name, so that none is shown
    because a name is spelt in two ways: all posts of the organisation's chief executives are its chief executive's.
    """
    held = Q(pk__in=[])
    for scope in access.scopes_of(user):
        if scope.organisation and scope.role in POSTS_OF:
            held |= Q(organisation=scope.organisation) & POSTS_OF[scope.role]
    for held_posts in _held_posts:
        held |= Q(pk__in=held_posts(user))
    return held


def confidential_seen_by(user: Any) -> Q | None:
    """The posts of which a person may see confidential forecasts, and keep them; None where there are none."""
    seen = None
    for scope in access.scopes_of(user):
        if grants(scope.role, Permission.READ_CONFIDENTIAL):
            posts = _confidential_in(scope)
            seen = posts if seen is None else seen | posts
    return None if seen is None else seen & ~own_posts(user)


def _confidential_in(scope: Scope) -> Q:
    """A regional lead: those of the region. In an organisation: the chief executive's is kept by the chair alone, the
    others by the HR director and the chief executive."""
    if scope.organisation is None:
        return Q() if scope.region == NATION else led_in([scope.region], today())
    chiefs = POSTS_OF[Role.CHIEF_EXECUTIVE]
    return Q(organisation=scope.organisation) & (chiefs if scope.role is Role.CHAIR else ~chiefs)
