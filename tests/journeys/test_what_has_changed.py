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
    before, now = (ours(files.posts(TRUST, held)) for held in (files.FILLED, files.EXAMPLE))
    with site.rows():
        return_files.load(return_files.a_file(posts=before), as_of=today() - QUARTER)
        return_files.load(return_files.a_file(posts=now), as_of=today())
        found = Placement.objects.as_of(today()).select_related("organisation", "system")
        placed = found.get(organisation__code=TRUST)
    for day in (today() - QUARTER, today()):
        done = site.manage("snapshot", "--region", REGION, "--as-of", day)
        assert done.returncode == 0, done.stderr
    return placed


def ours(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """With titles and references of their own: other journeys have posts in this region too."""
    return [
        row | {"post_ref": f"C{row['post_ref']}", "title": f"Finance director {row['post_ref'][1:]}"} for row in rows
    ]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_board_member_sees_what_has_changed_and_drills_down_to_the_post(journey, home, way):
    board = journey.as_(BOARD, way).opens(f"/{REGION}/")
    board.sees("What moved it", f"Compared with the figures as of {long_day(today() - QUARTER)}")
    assert "opened" in board.reads("#changes h2")

    board.follows("See every post that changed").sees("as kept today", "Open since", "Finance director 1")
    board.but_not("Holder 1")
    board.follows("Finance director 1").sees("Finance director 1", home.organisation.name, "Nobody")

    board.opens(f"/{REGION}/").follows(home.system.name)
    board.sees(f"The system of {home.system.name}: senior posts", "Open longest")
    board.but_not("people ready", "People ready")
    board.page.locator(f"#places a[href*='organisations/{TRUST}/']").click()
    board.looks().sees(f"{home.organisation.name}: senior posts", "2 senior posts open today out of 5")
    assert b"Finance director 1" in board.downloads("figures/longest.csv")
    board.follows("See these posts one by one").sees("Finance director 1", "Finance director 5")
    board.follows("Finance director 2").sees("Holder 2")
