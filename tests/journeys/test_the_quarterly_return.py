"""The quarterly return: written by the HR director, on the page or in Excel, and signed by the chief executive."""

import io
from dataclasses import dataclass

import pytest
from openpyxl import Workbook, load_workbook

from regions.models import Organisation, Quarter, Return
from talentboard.access import Role
from talentboard.clock import today
from talentboard.nhs.words import long_day
from tests.fixtures.site import Site
from tests.journeys import files
from tests.journeys.acting import PASSWORD, SECRET, Actor, Journey
from tests.journeys.ways import WAYS, WIDE, Person, Way
from tests.regions.actions.import_return import return_files

UNCHANGED = dict(zip(WAYS, ["R1H", "RAL", "RAS", "RAX"], strict=True))
CHANGED = dict(zip(WAYS, ["RF4", "RJ1", "RJ2", "RKE"], strict=True))
TYPED, LOST = "RJZ", "RYJ"
NOTE = "The third director of finance has left. Who acts for them?"


@dataclass(frozen=True)
class Trust:
    """A trust of London with three finance posts as its last return left them, and the next one open."""

    code: str
    quarter: Quarter

    @property
    def director(self) -> Person:
        return Person(f"Dawn {self.code}", Role.HR_DIRECTOR, organisation=self.code)

    @property
    def chief(self) -> Person:
        return Person(f"Amara {self.code}", Role.CHIEF_EXECUTIVE, organisation=self.code)


def trust(site: Site, code: str) -> Trust:
    quarter = newest_quarter()
    posts = files.posts(code, ["vacant", "substantive", "substantive"])
    with site.rows():
        return_files.load(return_files.a_file(posts=posts), as_of=quarter.previous.last_day)
        organisation = Organisation.objects.get(code=code)
        facts = {"year": quarter.year, "quarter": quarter.number, "as_of": quarter.last_day, "due": quarter.due}
        Return(organisation=organisation, **facts).begin(by=None)
    return Trust(code, quarter)


def newest_quarter() -> Quarter:
    """The newest whose return has been opened by today."""
    present = Quarter.of(today())
    return present if present.opens <= today() else present.previous


def asks_for(somebody: Actor, trust: Trust) -> Actor:
    """On to the return from the first page."""
    return somebody.opens("/").presses("Open the return").sees(f"Return for {trust.quarter}")


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_an_unchanged_return_is_done_in_three_clicks(journey: Journey, site: Site, way: Way):
    ours = trust(site, UNCHANGED[way])
    director = journey.knows(ours.chief).as_(ours.director, way).opens("/").sees("3 posts to confirm")
    director.presses("Open the return").sees("Where the return stands", "In Excel")
    director.presses("Confirm all 3 posts").sees("All 3 posts are confirmed.", "Nothing: every post is as it was.")
    director.presses("Send to the chief executive").sees(
        "is with the chief executive", "It waits for the chief executive"
    )

    chief = journey.as_(ours.chief, way).opens("/").sees("waits for your signature").presses("Read and sign it")
    chief.sees("All 3 posts are confirmed.").presses("Sign this return").sees("Signed off")
    director.opens("/").sees("Nothing is due.")


def sends_file(director: Actor, book: Workbook) -> Actor:
    """The workbook as it is now, to be checked."""
    if "file/" not in director.page.url:
        director.follows("Upload the workbook")
    content = io.BytesIO()
    book.save(content)
    kept = {"name": "autumn.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}
    director.page.locator("input[type=file]").set_input_files(kept)
    return director.presses("Check the file")


def write(book: Workbook, ref: str, **cells: str) -> None:
    """Change the row of a post in the sheet posts."""
    sheet = book["posts"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    number = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[heads["post_ref"] - 1].value == ref)
    for name, value in cells.items():
        sheet.cell(number, heads[name]).value = value


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_workbook_with_mistakes_is_mended_sent_sent_back_and_signed(journey: Journey, site: Site, way: Way):
    ours = trust(site, CHANGED[way])
    day = ours.quarter.first_day
    director, chief = journey.knows(ours.chief).as_(ours.director, way), journey.as_(ours.chief, way)

    asks_for(director, ours)
    book = load_workbook(io.BytesIO(director.downloads("workbook/")))
    write(book, "F1", occupancy="Acting up", holder="R. Bhatt", since=day.isoformat())
    write(book, "F2", critical="perhaps")
    sends_file(director, book).sees("Nothing has been saved: 2 rows need to be put right", "Acting up", "perhaps")
    assert b"PK" in director.downloads("marked.xlsx")[:4]
    write(book, "F1", occupancy="acting")
    write(book, "F2", critical="yes")
    sends_file(director, book).sees("Check what will change", "Nothing has been saved yet")
    director.presses("Put these 3 posts into the return").sees("of the file are in the return", "1 post is confirmed")
    director.presses("Send to the chief executive").sees("Held by R. Bhatt, acting, since", "; was vacant")
    director.presses("Send to the chief executive").sees("is with the chief executive")

    chief.opens("/").presses("Read and sign it").sees("It waits for your signature.", "Critical: was no, now yes")
    chief.follows("Send it back").fills("What should the HR director put right?", NOTE).presses("Send it back")
    chief.sees("is back with the HR director").but_not("Sign this return")

    asks_for(director, ours).sees(NOTE, f"Amara {ours.code}").follows("Director of finance 3")
    director.page.get_by_label("Vacant", exact=True).check()
    director.presses("Save").sees("is since when the post was substantive (Holder 3)")
    since = director.page.get_by_role("group", name="Since when")
    for part in ("day", "month", "year"):
        since.get_by_label(part.capitalize(), exact=True).fill(str(getattr(day, part)))
    director.presses("Save").sees("Saved: Director of finance 3.", "; was held by Holder 3")
    director.presses("Send to the chief executive").presses("Send to the chief executive")

    chief.opens("/").presses("Read and sign it").sees("Director of finance 3").presses("Sign this return")
    chief.sees(f"What it says holds as of {long_day(ours.quarter.last_day)}.")
    chief.opens("/london/posts/").sees("R. Bhatt, acting").but_not("Holder 3")


def test_two_windows_keep_both_texts_and_a_lost_connection_loses_nothing(journey: Journey, site: Site):
    ours = trust(site, TYPED)
    director = asks_for(journey.as_(ours.director), ours).follows("Director of finance 2")
    page, state = director.page, director.page.locator("[data-autosave-state]")
    other = journey.as_(ours.director).opens(page.url.removeprefix(site.address))
    other.fills("Holder", "Somebody Else")
    other.presses("Save").sees("since when the post was substantive (Holder 2)")

    page.context.set_offline(True)
    director.fills("Holder", "Nobody Lost").sees("No connection. What you typed is kept here, on this device.")
    director.watch.complaints.clear()  # the browser's own word for a lost connection
    page.context.set_offline(False)
    director.sees("Press Save to see both and choose.")
    assert "Somebody else" in state.text_content()
    director.watch.complaints.clear()  # 409, told to the page by itself
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    director.looks(expected=409).sees("Nobody Lost", "Somebody Else").presses("Keep mine")
    assert page.get_by_label("Holder", exact=True).input_value() == "Nobody Lost"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_session_that_ends_while_somebody_types_loses_nothing(journey: Journey, site: Site, javascript: bool):
    ours = trust(site, LOST) if javascript else Trust(LOST, newest_quarter())
    way = Way(WIDE.width, javascript=javascript)
    director = journey.knows(ours.director).stranger(way).signs_in(ours.director)
    asks_for(director, ours).follows("Director of finance 2")
    director.page.context.clear_cookies(name="talentboard_session")
    words = f"Typed without a session {javascript}"
    director.fills("Holder", words)
    director.watch.complaints.clear()
    with director.page.expect_navigation(wait_until="load"):
        director.page.get_by_role("button", name="Save", exact=True).click()
    director.watch.complaints.clear()  # 401, where the page saved by itself before
    director.looks().sees("Sign in")
    signs_in_here(director, ours.director)
    director.sees("You were signed out before this was saved. What you typed is here again")
    assert director.page.get_by_label("Holder", exact=True).input_value() == words


def signs_in_here(somebody: Actor, person: Person) -> None:
    """On the page for signing in, wherever that then leads."""
    somebody.fills("E-mail address", person.email).fills("Password", PASSWORD).presses("Sign in")
    somebody.sees("Enter the code").shows_code(SECRET)
