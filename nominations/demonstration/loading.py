"""The chapter of the nominations: rounds, and everything that becomes of nominations in them, by their people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import cycle

from nominations.models import Nomination, Round
from pools.models import ReadinessBand
from regions.models import Region
from talentboard.access import Role
from talentboard.accounts.models import User
from talentboard.clock import today
from talentboard.demonstration import Scene
from talentboard.nhs.words import count, plural

from .company import Company, Somebody, company_of, holding
from .papers import a_cv
from .rounds import OPENED_WEEKS_AGO, open_rounds
from .stories import BY_LEADERS, OWN, Telling


def in_the_way() -> Iterator[str]:
    """Rounds that nobody may mix with made-up ones."""
    if Round.objects.exists():
        yield "rounds"


def load(scene: Scene) -> list[str]:
    """Everything of this chapter, and what there is then. It stands today and not on the day of the figures, because
    deadlines run."""
    if not holding(Role.REGIONAL_TEAM, today() - dt.timedelta(weeks=OPENED_WEEKS_AGO, days=1)).exists():
        return [
            "no nominations: its people hold their roles since it was made. bin/demo --reset makes it anew, with them"
        ]
    for region in Region.objects.all():
        load_region(region, scene=scene)
    return [
        f"{count(Nomination.objects.count())} nominations in {plural(Round.objects.count(), 'round')}, in every state",
    ]


def load_region(region: Region, *, scene: Scene) -> None:
    """A region's rounds and nominations, and somebody who can sign in as a nominee and has to answer."""
    day = today()
    scene.tell(f"{region}: nominations")
    inviter = holding(Role.SYSTEM_ADMINISTRATOR, day)[0].user
    company = company_of(region, day=day, inviter=inviter)
    people, cv = company.newcomers(), a_cv()
    for round in open_rounds(region, day=day, by=company.team):
        bands = cycle(ReadinessBand.objects.order_by("order"))
        stories = [*BY_LEADERS, *(OWN if round.takes_self else ())]
        for story, person in zip(stories, people, strict=False):
            story(Telling(company, round, person, nominator(company, person), next(bands), cv, day))
    sign_in_as(company, day=day, cv=cv)


def nominator(company: Company, person: Somebody) -> User:
    """Who puts somebody forward: the HR director of where they work."""
    return company.hr[person.employer.pk]


def sign_in_as(company: Company, *, day, cv: bytes) -> None:
    """`nominee.east` is asked whether they agree; `candidate.east` has been accepted for gateway."""
    first, _second = Round.objects.filter(pool__region=company.region).order_by("pool__name")
    band = ReadinessBand.objects.order_by("order").first()
    for box, story in (("nominee", BY_LEADERS[4]), ("candidate", BY_LEADERS[-1])):
        name = company.names.name()
        account = company.account(name, f"{box}.{company.region.slug}")
        person = Somebody(name, "Deputy chief operating officer", company.employers[0], account)
        story(Telling(company, first, person, nominator(company, person), band, cv, day))
