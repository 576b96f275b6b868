"""HR directors, chief executives and chairs of some organisations: those whose returns are on their way."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from regions.access import POSTS_OF
from regions.actions.roles import grant_role
from regions.models import Organisation, Post
from talentboard.access import Role
from talentboard.accounts.models import User
from talentboard.clock import standing_at
from talentboard.demonstration.names import People

from .accounts import Person, fresh, half_a_year_ago, open_account

MAILBOXES = {Role.HR_DIRECTOR: "hr", Role.CHIEF_EXECUTIVE: "chief", Role.CHAIR: "chair"}


@dataclass(frozen=True, slots=True)
class Office:
    """The people of one organisation who keep, sign and look over its return."""

    organisation: Organisation
    hr_director: User
    chief_executive: User
    chair: User


def open_offices(
    organisations: Iterable[Organisation], *, region: str, as_of: dt.date, lead: User, by: Any
) -> list[Office]:
    """Three accounts for each organisation, named for its code ("hr.rgt"), of whoever holds the post on the day.

    by: who invites; lead: who grants.
    """
    others = People("offices", region)
    return [
        Office(
            one,
            *(
                open_office(one, role, holder_of(one, role, as_of) or others.name(), lead=lead, by=by)
                for role in MAILBOXES
            ),
        )
        for one in organisations
    ]


def holder_of(organisation: Organisation, role: Role, day: dt.date) -> str:
    """The name of the one person who holds the post of an office; "" where nobody does, or several."""
    led = Post.objects.as_of(day).filter(POSTS_OF[role], organisation=organisation)
    for post in led.with_occupancy(day).order_by("ref"):
        if len(post.holders or ()) == 1:
            return post.holders[0]
    return ""


def open_office(organisation: Organisation, role: Role, name: str, *, lead: User, by: Any) -> User:
    mailbox = f"{MAILBOXES[role]}.{organisation.code.lower()}"
    account = open_account(Person(mailbox, name, role), by=by)
    with standing_at(half_a_year_ago()):
        grant_role(account, role, place=organisation, by=lead)
    return fresh(account)
