"""What the first visit costs over the wire: from signing in to a region's page, with nothing in the browser's cache."""

from itertools import cycle
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from regions.models import Organisation, RoleFamily
from talentboard.access import Role
from talentboard.clock import today
from tests.fixtures.site import Site
from tests.journeys.ways import Person
from tests.pools.actions.import_members import member_files
from tests.regions.actions.import_return import return_files

MOST_BYTES = 150 * 1024
MOST_REQUESTS = 12
REGION, NAME = "south-east", "South East"
TEAM, BOARD = Person("Tamsin Weight", Role.REGIONAL_TEAM, REGION), Person("Beatrix Weight", Role.BOARD_MEMBER, REGION)
HELD = ["substantive", "substantive", "vacant", "substantive", "interim", "substantive", "substantive"]
READY = ["ready-now", "within-a-year", "one-to-three-years", "three-to-five-years", "developing"]
LONG_AGO, SOON = "2024-05-01", "2027-05-01"


class Wire:
    """What a browser receives: every answer as (address, bytes), compressed as it was sent and with its head."""

    def __init__(self, page: Page) -> None:
        self.answers: dict[str, str] = {}
        self.received: list[tuple[str, int]] = []
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.loadingFinished", self._finished)

    def _asked(self, event: dict) -> None:
        if "redirectResponse" in event:
            self.received.append((self.answers[event["requestId"]], event["redirectResponse"]["encodedDataLength"]))
        self.answers[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict) -> None:
        address = self.answers[event["requestId"]]
        if not address.startswith("data:") and event["encodedDataLength"]:
            self.received.append((address, int(event["encodedDataLength"])))

    @property
    def size(self) -> int:
        return sum(size for _, size in self.received)

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(address).netloc for address, _ in self.received}

    def table(self) -> str:
        return "\n".join(f"{size:>7}  {urlsplit(address).path}" for address, size in self.received)


@pytest.fixture(scope="module")
def large_region(site: Site) -> None:
    """A region as large as a real one: ten families of posts in each of its organisations, and 120 people ready."""
    with site.rows():
        codes = list(
            Organisation.objects.filter(placements__region__slug=REGION, placements__until=None, until=None)
            .values_list("code", flat=True)
            .distinct()
        )
        families = [one.value for one in RoleFamily][2:14]
        held, rows = cycle(HELD), []
        for code in codes:
            for number, family in enumerate(families):
                kind = next(held)
                holder = "" if kind == "vacant" else "A. Holder"
                rows.append(
                    return_files.post(
                        organisation=code, post_ref=f"P{number}", role_family=family, occupancy=kind, holder=holder,
                        critical="yes" if number % 3 == 0 else "no", title=f"Director, {family}",
                    )
                )  # fmt: skip
        expected = [
            return_files.forecast(organisation=row["organisation"], post_ref=row["post_ref"], expected_on=SOON)
            for row in rows[::3]
            if row["occupancy"] == "substantive"
        ]
        return_files.load(return_files.a_file(posts=rows, forecasts=expected), as_of=today())
        pools = [member_files.pool(region=REGION, pool=family, role_families=family) for family in families]
        people = [
            member_files.other(
                number, region=REGION, pool=families[number % len(families)], readiness=READY[number % len(READY)],
                decided_on=LONG_AGO, mobility=REGION,
            )
            for number in range(120)
        ]  # fmt: skip
        member_files.load(member_files.a_file(pools=pools, members=people), as_of=today())


def test_from_signing_in_to_the_region_everything_is_light_and_from_here(journey, large_region):
    journey.as_(TEAM).opens(f"/{REGION}/").presses("Make the figures of today").waits_for("The figures are ready.")

    visitor = journey.knows(BOARD).stranger()
    wire = Wire(visitor.page)
    visitor.opens(f"/{REGION}/").sees("Sign in")
    assert len(wire.received) <= MOST_REQUESTS, wire.table()
    visitor.signs_in(BOARD, to=f"/{REGION}/").sees(f"{NAME} has ", "senior posts open today")
    assert wire.size <= MOST_BYTES, wire.table()

    again = journey.stranger(session=visitor.page.context.storage_state())
    page = Wire(again.page)
    again.opens(f"/{REGION}/").sees(f"{NAME} has ")
    assert page.size <= MOST_BYTES, page.table()
    assert len(page.received) <= MOST_REQUESTS, page.table()
    assert wire.hosts | page.hosts == {urlsplit(journey.site.address).netloc}
