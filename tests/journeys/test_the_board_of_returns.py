"""The regional team sees who is late, reminds them with one click, and sees what became of the mails."""

import datetime as dt
import re

import pytest

from regions.models import Organisation, Placement, Quarter, Return
from talentboard.access import Role
from talentboard.clock import today
from tests.fixtures.mails import to_address
from tests.fixtures.people import with_role
from tests.fixtures.returns import failed_mail
from tests.fixtures.site import Site
from tests.journeys.ways import WAYS, Person

REGION = "midlands"
TEAM = Person("Tilda Team", Role.REGIONAL_TEAM, REGION)
NATION = Person("Nora Nation", Role.NATIONAL_TEAM)


def late_trust(site: Site, number: int) -> Organisation:
    """A trust of the region whose last quarter's return is open still, with an HR director."""
    quarter = Quarter.of(today()).previous
    with site.rows():
        placed = Placement.objects.as_of(quarter.last_day).filter(region=REGION, organisation__kind="acute")
        trust = placed.order_by("organisation__code")[number].organisation
        one = Return(organisation=trust, year=quarter.year, quarter=quarter.number, as_of=quarter.last_day)
        one.due = min(quarter.due, today() - dt.timedelta(days=1))
        one.begin(by=None)
        with_role(Role.HR_DIRECTOR, trust, email=f"hr.{trust.code.lower()}@example.nhs.uk")
    return trust


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_who_is_late_is_reminded_once_and_the_mail_is_in_the_list(journey, site, way):
    trust = late_trust(site, WAYS.index(way))
    quarter = Quarter.of(today()).previous
    board = f"/{REGION}/returns/?quarter={quarter.year}-{quarter.number}&state=late"
    team = journey.as_(TEAM, way).opens(board).sees(f"for {quarter}", trust.name, "Late, open", "Remind the")

    team.opens(f"/{REGION}/returns/remind/?quarter={quarter.year}-{quarter.number}")
    team.sees(trust.name, f"hr.{trust.code.lower()}@example.nhs.uk")
    team.presses("Send 1 reminder").sees("A reminder to 1 person", f"returns for {quarter}", "a reminder of")
    team.opens(f"/{REGION}/mails/").sees("Reminder by the regional talent team", trust.name, "HR director")
    team.but_not(f"hr.{trust.code.lower()}@example.nhs.uk")

    with site.rows():
        failed_mail(trust.returns.get())
        to_address(f"sam.{way}@example.nhs.uk", "nomination-asked", about=trust.returns.get(), region=REGION)
    team.opens(f"/{REGION}/mails/").sees("The mail server could not be reached, tried 7 times", "not shown")
    with team.page.expect_navigation():
        team.page.get_by_role("button", name=re.compile(f"Send again.*{re.escape(trust.name)}")).click()
    team.looks().sees("“Reminder by the regional talent team”", "It has been sent again.")

    nation = journey.as_(NATION, way).opens(f"/england/returns/?quarter={quarter.year}-{quarter.number}")
    nation.sees("England: returns for", "Midlands")
