"""The whole line: people's spreadsheets become a gap that a board member can see, and nobody else."""

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass

import pytest
from openpyxl import load_workbook

from talentboard.access import Role
from talentboard.clock import today
from talentboard.nhs.words import long_day
from tests.fixtures.site import Site
from tests.journeys import files
from tests.journeys.ways import WAYS, Person, Way
from tests.pools.actions.import_members import member_files
from tests.regions.actions.import_return import return_files

MONTH = dt.timedelta(days=30)
ELSEWHERE = Person("Nasreen Malik", Role.BOARD_MEMBER, "london")


@dataclass(frozen=True)
class Place:
    """A region that only one way of looking at the site uses, with its team, its board member and a trust."""

    region: str
    name: str
    trust: str

    @property
    def team(self) -> Person:
        return Person(f"Thea {self.name.replace(' ', '')}", Role.REGIONAL_TEAM, self.region)

    @property
    def board(self) -> Person:
        return Person(f"Bola {self.name.replace(' ', '')}", Role.BOARD_MEMBER, self.region)


PLACES = dict(
    zip(
        WAYS,
        [
            Place("east", "East", "RAJ"),
            Place("midlands", "Midlands", "RJE"),
            Place("north", "North", "RR8"),
            Place("south-west", "South West", "RA9"),
        ],
        strict=True,
    )
)


@pytest.fixture
def place(site: Site, way: Way) -> Place:
    """The region a quarter ago: the five posts of the example, all filled, and its three people."""
    found = PLACES[way]
    before = today() - 3 * MONTH
    with site.rows():
        return_files.load(return_files.a_file(posts=files.posts(found.trust, files.FILLED)), as_of=before)
        member_files.load(files.members(found.region, decided_on=before), as_of=before)
    return found


def forecasts(trust: str) -> list[dict]:
    return files.forecasts(trust, today() + 6 * MONTH, today() + 18 * MONTH)


def with_three_mistakes(trust: str) -> tuple[str, bytes]:
    """A kind of occupancy, a level and a probability that there are not."""
    posts, expected = files.posts(trust, files.EXAMPLE), forecasts(trust)
    posts[1]["occupancy"] = "interrim"
    posts[3]["level"] = "grand director"
    expected[0]["probability"] = "80 %"
    return return_files.a_file(posts=posts, forecasts=expected, name="autumn return.xlsx")


def the_right_one(trust: str) -> tuple[str, bytes]:
    posts = files.posts(trust, files.EXAMPLE)
    return return_files.a_file(posts=posts, forecasts=forecasts(trust), name="autumn return, again.xlsx")


def test_a_file_with_mistakes_is_put_right_and_the_board_member_sees_the_changed_gap(journey, place, way):
    team, board = journey.as_(place.team, way), journey.as_(place.board, way)
    page, upload = f"/{place.region}/", f"/{place.region}/upload/"

    team.opens(page).sees(f"No figures yet for {place.name}")
    team.presses("Make the figures of today").waits_for("The figures are ready.")
    board.opens(page).sees(f"{place.name} has no senior post open today and 1 person ready for one.", "0.0% of 5")
    before = snapshot_on(board)

    team.opens(upload).uploads(with_three_mistakes(place.trust), as_of=today())
    team.sees("Nothing has been saved: 3 rows need to be put right", "interrim", "grand director", "80 %")
    board.opens(page).sees("0.0% of 5")

    team.opens(upload).uploads(the_right_one(place.trust), as_of=today())
    team.sees("Check what will change", "Nothing has been saved yet").presses("Save these 5 posts and 2 forecasts")
    team.sees("Saved: 5 posts and 2 forecasts").presses("Compute the figures now")
    job = team.page.url
    team.waits_for("The figures are ready.").follows(f"See the figures for {place.name}")
    team.sees(f"{place.name} has 2 senior posts open today")

    board.opens(page).sees(f"{place.name} has 2 senior posts open today and 1 person ready to fill them.")
    board.sees(
        f"Figures as of {long_day(today())}, made {long_day(today())} at ", "40.0% of 5. Vacant alone: 1 (20.0%)"
    )
    assert snapshot_on(board) != before
    assert_files_say_what_the_page_says(board)

    stranger = journey.as_(ELSEWHERE, way)
    stranger.opens("/london/").sees("London")
    stranger.does_not_find(page, f"{page}figures/gap.csv", f"{page}figures/gap.xlsx", f"{page}posts/", upload, job)


def snapshot_on(board) -> str:
    """The number of the snapshot that the page was made from, as its downloads name it."""
    link = board.page.locator("a[href*='figures/gap.csv']").first.get_attribute("href")
    return re.search(r"snapshot=([0-9a-f-]{36})", link).group(1)


def assert_files_say_what_the_page_says(board) -> None:
    """The gap table of the page, its CSV and its workbook have the numbers of the worked example."""
    rows = list(csv.reader(io.StringIO(board.downloads("figures/gap.csv").decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(board.downloads("figures/gap.xlsx")))
    in_book = [["" if cell is None else cell for cell in row] for row in book["Gap"].iter_rows(values_only=True)]

    finance = dict(zip(rows[0][2:], rows[1][2:], strict=True))
    assert rows[1][:4] == [board_region(board), today().isoformat(), "Finance", "5"]
    assert [finance[f"{name}: gap"] for name in ("Open now", "Within a year", "1 to 3 years")] == ["1", "0", "0"]
    assert [finance[f"{name}: expected gap"] for name in ("Within a year", "1 to 3 years")] == ["-0.5", "-0.2"]
    assert [[number(cell) for cell in row] for row in in_book[1:]] == [
        [number(cell) for cell in row[2:]] for row in rows[1:]
    ]
    same = ["+1 2 − 1", "0 1 − 1", "0 1 − 1", "0 0 − 0", "+1"]
    assert board.row("#gap-table tbody tr") == ["Finance", "5", *same]
    assert board.row("#gap-table tfoot tr") == ["All role families", "5", *same]


def board_region(board) -> str:
    return board.reads("h1").partition(":")[0]


def number(cell: object) -> object:
    """A number of a file, whichever kind of file it is from; words as they are."""
    try:
        return float(cell)
    except (TypeError, ValueError):
        return str(cell)
