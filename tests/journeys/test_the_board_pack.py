"""A board pack from its first draft to the board: composed, commented on, built by a worker, published, opened."""

import datetime as dt
import io
import re

import pytest
from pypdf import PdfReader

from talentboard.access import Role
from talentboard.clock import today
from talentboard.nhs.words import long_day
from tests.fixtures.site import Site
from tests.journeys import files
from tests.journeys.ways import WIDE, Person, Way
from tests.regions.actions.import_return import return_files

REGION, TRUST = "south-west", "RH8"
TEAM = Person("Pia Packer", Role.REGIONAL_TEAM, REGION)
BOARD = Person("Bram Reader", Role.BOARD_MEMBER, REGION)
WAYS = (WIDE, Way(390, javascript=False))


@pytest.fixture(scope="module")
def figures(site: Site) -> None:
    """Five finance posts of a trust of the region, two of them open, and the figures of today."""
    posts = [row | {"post_ref": f"P{row['post_ref']}"} for row in files.posts(TRUST, files.EXAMPLE)]
    with site.rows():
        return_files.load(return_files.a_file(posts=posts), as_of=today())
    done = site.manage("snapshot", "--region", REGION, "--as-of", today())
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.usefixtures("figures")
def test_the_team_builds_and_publishes_a_pack_and_sees_who_on_the_board_opened_it(journey, site, way):
    meeting = today() + dt.timedelta(days=20 + WAYS.index(way))
    team = journey.knows(BOARD).as_(TEAM, way).follows("Board packs").presses("Compose a pack")
    for part in ("day", "month", "year"):
        team.fills(part.capitalize(), str(getattr(meeting, part)))
    team.fills("Gap", "1").presses("Save the draft").sees("Headlines and Gap are both in place 1: give each its own")
    team.fills("Gap", "2").presses("Save the draft").sees("The draft is saved.")

    team.follows("Comment on a section").fills("Comment", f"As {BOARD.name} said.").presses("Put it in the draft")
    team.sees(f"{BOARD.name} is the name of a person, and no pack names a person")
    team.fills("Comment", "The board asked for a plan.").presses("Put it in the draft")
    team.sees("The comment is in the draft.", "The board asked for a plan.")

    team.presses("Build the pack").waits_for("The pack is built").follows("Look at the pack")
    reader = journey.as_(BOARD, way).opens(f"/{REGION}/packs/").but_not(long_day(meeting))
    team.follows("Read it as a page").sees(
        "Contents", "The board asked for a plan.", "senior posts open"
    ).page.go_back()
    team.presses("Publish the pack").presses("Publish the pack").sees("The pack is published.")

    reader.opens(f"/{REGION}/packs/").page.get_by_role("link", name=long_day(meeting)).click()
    pack = PdfReader(io.BytesIO(reader.looks().downloads("pack.pdf")))
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pack.pages))
    assert "The board asked for a plan." in words
    assert "Holder" not in words

    team.opens(team.page.url).sees("Who opened it", BOARD.name, "downloaded the PDF")
    site.worker.stop()
    site.worker.start()
    team.presses("Build again and compare").waits_for("It has been built again and compared.")
    team.follows("See how the two compare").sees("the same to the last byte", "the same, word for word")
