"""What has changed since the figures a quarter ago, and the way from a region down to the post behind it."""

import datetime as dt

import pytest

from regions.models import Placement
from talentboard.access import Role
from talentboard.clock import today
from talentboard.nhs.words import long_day
from tests.fixtures.site import Site
from tests.journeys import files
from tests.journeys.ways import WAYS, Person
from tests.regions.actions.import_return import return_files

REGION, TRUST = "south-east", "RHM"
BOARD = Person("Della Change", Role.BOARD_MEMBER, REGION)
QUARTER = dt.timedelta(days=92)


@pytest.fixture(scope="module")
def home(site: Site) -> Placement:
    """Five finance posts of a trust, all filled a quarter ago; since then two have opened. Figures of both days."""
    before = [row | {"post_ref": f"C{row['post_ref']}"} for row in files.posts(TRUST, files.FILLED)]
    now = [row | {"post_ref": f"C{row['post_ref']}"} for row in files.posts(TRUST, files.EXAMPLE)]
    with site.rows():
        return_files.load(return_files.a_file(posts=before), as_of=today() - QUARTER)
        return_files.load(return_files.a_file(posts=now), as_of=today())
        found = Placement.objects.as_of(today()).select_related("organisation", "system")
        placed = found.get(organisation__code=TRUST)
    for day in (today() - QUARTER, today()):
        done = site.manage("snapshot", "--region", REGION, "--as-of", day)
        assert done.returncode == 0, done.stderr
    return placed


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_board_member_sees_what_has_changed_and_drills_down_to_the_post(journey, home, way):
    board = journey.as_(BOARD, way).opens(f"/{REGION}/")
    board.sees("What moved it", f"Compared with the figures as of {long_day(today() - QUARTER)}")
    assert "opened" in board.reads("#changes h2")

    board.follows("See every post that changed").sees("as kept today", "Open since", "Director of finance 1")
    board.but_not("Holder 1")
    board.follows("Director of finance 1").sees("Director of finance 1", home.organisation.name, "Nobody")

    board.opens(f"/{REGION}/").follows(home.system.name)
    board.sees(f"The system of {home.system.name}: senior posts", "Open longest")
    board.but_not("people ready", "People ready")
    board.page.locator(f"#places a[href*='organisations/{TRUST}/']").click()
    board.looks().sees(f"{home.organisation.name}: senior posts", "2 senior posts open today out of 5")
    assert b"Director of finance 1" in board.downloads("figures/longest.csv")
    board.follows("See these posts one by one").sees("Director of finance 1", "Director of finance 5")
    board.follows("Director of finance 2").sees("Holder 2")
