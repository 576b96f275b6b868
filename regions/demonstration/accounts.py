"""Who can sign in: somebody for every role, appointed, invited and granted as anybody would be."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from regions.actions.roles import grant_role
from regions.models import Region
from talentboard.access import Role
from talentboard.accounts.actions import invite
from talentboard.accounts.demonstration import address, make_ready
from talentboard.accounts.models import User
from talentboard.clock import now, standing_at


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up. region: where they hold the role; none: in England."""

    mailbox: str
    name: str
    role: Role
    region: str | None = None


HELD_FOR = dt.timedelta(days=182)
NATIONAL = Person("national", "Nadia Whitcombe", Role.NATIONAL_TEAM)
SYSTEM = Person("system", "Tom Ashdown", Role.SYSTEM_ADMINISTRATOR)
AUDITORS = (
    Person("auditor", "Gethin Pryce-Jones", Role.AUDITOR),
    Person("auditor.east", "Marguerite Fenn", Role.AUDITOR, "east"),
)
LEADS = (
    Person("lead.london", "Folake Adeyemi", Role.REGIONAL_LEAD, "london"),
    Person("lead.south-west", "Hugh Trelawny", Role.REGIONAL_LEAD, "south-west"),
    Person("lead.south-east", "Imran Siddiqui", Role.REGIONAL_LEAD, "south-east"),
    Person("lead.midlands", "Kavita Mistry", Role.REGIONAL_LEAD, "midlands"),
    Person("lead.east", "Owen Barrett", Role.REGIONAL_LEAD, "east"),
    Person("lead.north", "Siobhán Hegarty", Role.REGIONAL_LEAD, "north"),
)
OTHERS = (
    Person("board.london", "Chidi Okonkwo", Role.BOARD_MEMBER, "london"),
    Person("board.south-west", "Morwenna Hale", Role.BOARD_MEMBER, "south-west"),
    Person("board.south-east", "Renée Carpenter", Role.BOARD_MEMBER, "south-east"),
    Person("board.midlands", "Arjun Chaudhary", Role.BOARD_MEMBER, "midlands"),
    Person("board.east", "Priya Raman", Role.BOARD_MEMBER, "east"),
    Person("board.north", "Alasdair Robson", Role.BOARD_MEMBER, "north"),
    Person("team.london", "Leila Haddad", Role.REGIONAL_TEAM, "london"),
    Person("team.south-west", "Jory Penrose", Role.REGIONAL_TEAM, "south-west"),
    Person("team.south-east", "Bethan Mostyn", Role.REGIONAL_TEAM, "south-east"),
    Person("team.midlands", "Dominic Eze", Role.REGIONAL_TEAM, "midlands"),
    Person("team.east", "Helen Prior", Role.REGIONAL_TEAM, "east"),
    Person("team.north", "Craig Ollerton", Role.REGIONAL_TEAM, "north"),
)
EVERYBODY = (NATIONAL, SYSTEM, *AUDITORS, *LEADS, *OTHERS)


def open_accounts(*, by: Any) -> dict[str, User]:
    """Open everybody's account and grant the roles; the regional leads by their region.

    The operator appoints the national team and invites the system administrator, who invites the others. The national
    team grants the leads' and national roles, and the leads those of their regions. All of it half a year ago, so that
    what they do since is done with the roles that they hold.
    """
    with standing_at(half_a_year_ago()):
        return opened(by=by)


def half_a_year_ago() -> dt.datetime:
    """The moment at which the accounts of the demonstration got their roles."""
    return now() - HELD_FOR


def opened(*, by: Any) -> dict[str, User]:
    regions = {region.slug: region for region in Region.objects.all()}
    national = open_account(NATIONAL, by=by)
    grant_role(national, NATIONAL.role, place=None, by=by)
    system = open_account(SYSTEM, by=by)
    grant_role(system, SYSTEM.role, place=None, by=fresh(national))
    inviter, granter = fresh(system), fresh(national)
    leads = {}
    for person in (*AUDITORS, *LEADS):
        account = open_account(person, by=inviter)
        grant_role(account, person.role, place=regions.get(person.region or ""), by=granter)
        if person in LEADS:
            leads[person.region] = fresh(account)
    for person in OTHERS:
        account = open_account(person, by=inviter)
        grant_role(account, person.role, place=regions[person.region], by=leads[person.region])
    return leads


def administrator() -> User:
    """Who invites people, once the accounts are open."""
    return User.objects.get(email=address(SYSTEM.mailbox))


def open_account(person: Person, *, by: Any) -> User:
    invited = invite(email=address(person.mailbox), name=person.name, by=by)
    return make_ready(invited.user)


def fresh(person: User) -> User:
    """Read anew, with the roles held now: what an account may do is read once for each object."""
    return User.objects.get(pk=person.pk)
