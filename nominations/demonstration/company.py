"""Who takes part in a region: those who nominate and endorse, the team, and whoever may be nominated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

from pools.models import Candidate
from regions.models import Organisation, Placement, Region, RoleAssignment
from talentboard.access import Role
from talentboard.accounts.actions import invite
from talentboard.accounts.demonstration import address, make_ready
from talentboard.accounts.models import User
from talentboard.demonstration.names import People, mailbox

TITLES = (
    "Deputy director of finance", "Divisional director", "Associate chief nurse", "Deputy chief people officer",
    "Director of operations", "Head of transformation", "Deputy medical director",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who may be nominated: what a nominator knows of them, and their account."""

    name: str
    job_title: str
    employer: Organisation
    account: User


@dataclass
class Company:
    """The people of one region. `hr` and `chief`: by the organisation's id, where both offices have accounts."""

    region: Region
    lead: User
    team: User
    hr: dict[object, User]
    chief: dict[object, User]
    employers: list[Organisation]
    inviter: User
    names: People
    _addresses: set[str] = field(default_factory=set)

    def newcomers(self) -> Iterator[Somebody]:
        """People whom nobody knew, employed in turn by the organisations whose offices have accounts."""
        for employer, title in zip(cycle(self.employers), cycle(TITLES), strict=False):
            name = self.names.name()
            yield Somebody(name, title, employer, self.account(name))

    def account(self, name: str, box: str = "") -> User:
        """An account for somebody made up; one with a mailbox of its own can sign in."""
        email = address(box or self.free_mailbox(name))
        person = invite(email=email, name=name, by=self.inviter).user
        return make_ready(person) if box else person

    def free_mailbox(self, name: str) -> str:
        number = 1
        while (box := f"{mailbox(name, number)}.{self.region.slug}") in self._addresses:
            number += 1
        self._addresses.add(box)
        return box


def company_of(region: Region, *, day: dt.date, inviter: User) -> Company:
    """Everybody of a region, read once."""
    placed = Placement.objects.as_of(day).filter(region=region).values("organisation")
    offices = {
        role: {held.organisation_id: held.user for held in holding(role, day) if held.organisation_id}
        for role in (Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE)
    }
    there = Organisation.objects.filter(pk__in=placed).order_by("code")
    manned = [one for one in there if all(one.pk in held for held in offices.values())]
    names = People("nominees", region.slug)
    for model in (Candidate, User):
        names.known |= set(model.objects.values_list("name", flat=True))
    return Company(
        region=region,
        lead=holding(Role.REGIONAL_LEAD, day).filter(region=region)[0].user,
        team=holding(Role.REGIONAL_TEAM, day).filter(region=region)[0].user,
        hr=offices[Role.HR_DIRECTOR],
        chief=offices[Role.CHIEF_EXECUTIVE],
        employers=manned,
        inviter=inviter,
        names=names,
    )


def holding(role: Role, day: dt.date):
    """Who holds a role on a day, by when they got it."""
    return RoleAssignment.objects.as_of(day).filter(role=role).select_related("user").order_by("since", "pk")
