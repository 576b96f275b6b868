"""Lists of posts and members: a list is an address, and what it shows is for its reader."""

import pytest
from playwright.sync_api import expect

from talentboard.access import Role
from talentboard.clock import today
from tests.fixtures.site import Site
from tests.journeys import files
from tests.journeys.ways import PHONE, WAYS, WIDE, Person
from tests.pools.actions.import_members import member_files
from tests.regions.actions.import_return import return_files

TRUST = "RTH"
TEAM = Person("Tilda List", Role.REGIONAL_TEAM, "south-east")
BOARD = Person("Ben List", Role.BOARD_MEMBER, "south-east")


@pytest.fixture(scope="module")
def region(site: Site) -> str:
    """Finance posts of one trust in South East, one of them open, and three people in two pools."""
    posts = [row | {"post_ref": f"L{row['post_ref']}"} for row in files.posts(TRUST, files.EXAMPLE)]
    with site.rows():
        return_files.load(return_files.a_file(posts=posts), as_of=today(), close_missing=True)
        member_files.load(files.members("south-east", decided_on=today()), as_of=today())
    return "/south-east/"


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_list_that_somebody_has_narrowed_down_is_shared_by_its_address(journey, region, way):
    team = (
        journey.as_(TEAM, way).opens(f"{region}posts/?organisation={TRUST}").sees("Director of finance 1", "Holder 3")
    )
    team.page.locator("details", has_text="Filter, sort or change the date").locator("summary").first.click()
    team.page.get_by_label("Held", exact=True).select_option("Open (vacant or covered)")
    team.presses("Show").sees("Director of finance 1", "Director of finance 2").but_not("Director of finance 3")

    board = journey.as_(BOARD, way).opens(team.page.url.removeprefix(journey.site.address))
    board.sees("Director of finance 1", "Director of finance 2").but_not("Director of finance 3")
    board.follows("Director of finance 2").sees("Director of finance 2", "Holder 2")


@pytest.mark.parametrize("way", [WIDE, PHONE], ids=str)
def test_names_of_members_are_for_the_team_and_numbers_for_the_board(journey, region, way):
    team = journey.as_(TEAM, way).opens(f"{region}members/").sees("Person south-east-a", "Finance directors")
    expect(team.page.get_by_role("link", name="Members", exact=True).first).to_be_in_viewport()
    assert b"Person south-east-b" in team.downloads("members.csv")

    board = journey.as_(BOARD, way).opens(f"{region}members/").sees("Finance directors")
    board.but_not("Person south-east-a", "south-east-a@example.nhs.uk", "members.csv")
    board.opens(f"{region}members/members.csv", finds=403).sees("cannot")
