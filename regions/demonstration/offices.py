"""HR directors, chief executives and chairs of some organisations: those whose returns are on their way."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from regions.actions.roles import grant_role
from regions.models import Organisation
from talentboard.access import Role
from talentboard.accounts.models import User
from talentboard.demonstration.names import People

from .accounts import Person, fresh, open_account

MAILBOXES = {Role.HR_DIRECTOR: "hr", Role.CHIEF_EXECUTIVE: "chief", Role.CHAIR: "chair"}


@dataclass(frozen=True, slots=True)
class Office:
    """The people of one organisation who keep, sign and look over its return."""

    organisation: Organisation
    hr_director: User
    chief_executive: User
    chair: User


def open_offices(organisations: Iterable[Organisation], *, region: str, lead: User, by: Any) -> list[Office]:
    """Three accounts for each organisation, named for its code ("hr.rgt"). by: who invites; lead: who grants."""
    people = People("offices", region)
    return [
        Office(one, *(open_office(one, role, people, lead=lead, by=by) for role in MAILBOXES)) for one in organisations
    ]


def open_office(organisation: Organisation, role: Role, people: People, *, lead: User, by: Any) -> User:
    mailbox = f"{MAILBOXES[role]}.{organisation.code.lower()}"
    account = open_account(Person(mailbox, people.name(), role), by=by)
    grant_role(account, role, place=organisation, by=lead)
    return fresh(account)
