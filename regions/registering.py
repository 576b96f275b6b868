"""What people, roles and returns add to the navigation, the audit, the mails and the upload page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from talentboard.access import Permission, permitted
from talentboard.access.navigation import Entry, register_navigation
from talentboard.accounts.models import User
from talentboard.audit.describing import Described, register_description, register_region_names
from talentboard.nhs.words import long_day
from talentboard.uploads.kinds import register_kind

from .models import Organisation, Post, Region, Return, RoleAssignment
from .notifications import register_mails_of_returns, subscribe_to_roles
from .uploads import RETURN, upload_entry


def register() -> None:
    register_navigation(entries)
    register_description("user", people)
    register_description("roleassignment", roles)
    register_description("post", posts)
    register_description("return", returns)
    register_description("organisation", organisations)
    register_region_names(region_names)
    subscribe_to_roles()
    register_mails_of_returns()
    register_kind(RETURN)
    register_navigation(upload_entry)


def entries(user: Any, at: str) -> Iterator[Entry]:
    if permitted(user, Permission.SEE_ACCOUNTS):
        yield Entry("People", reverse("people:people"), 80)


def people(ids: Sequence[str]) -> Mapping[str, Described]:
    """Accounts by id: their names."""
    known = User.objects.filter(pk__in=ids).only("name")
    return {str(person.pk): Described(person.name, _page(person.pk)) for person in known}


def roles(ids: Sequence[str]) -> Mapping[str, Described]:
    """Roles by id: whose, which and where."""
    known = RoleAssignment.objects.filter(pk__in=ids).select_related("user", "region")
    return {str(held.pk): Described(f"{held.user.name}: {held.described()}", _page(held.user_id)) for held in known}


def posts(ids: Sequence[str]) -> Mapping[str, Described]:
    """Posts by id: their titles and organisations, never who holds them."""
    known = Post.objects.filter(pk__in=ids).select_related("organisation").only("title", "organisation__name")
    return {str(post.pk): Described(f"{post.title}, {post.organisation.name}") for post in known}


def returns(ids: Sequence[str]) -> Mapping[str, Described]:
    """Returns by id: whose, and of which day."""
    known = Return.objects.filter(pk__in=ids).select_related("organisation").only("as_of", "organisation__name")
    return {str(one.pk): Described(f"Return of {one.organisation.name} as of {long_day(one.as_of)}") for one in known}


def organisations(ids: Sequence[str]) -> Mapping[str, Described]:
    """Organisations by id: their names."""
    return {str(one.pk): Described(one.name) for one in Organisation.objects.filter(pk__in=ids).only("name")}


def region_names() -> Iterable[tuple[str, str]]:
    return Region.objects.values_list("slug", "name")


def _page(person_id: Any) -> str:
    return reverse("people:person", args=[person_id])
