"""What the page of a region says, before any template."""

import datetime as dt

from dashboard.pages.page import Source, query
from dashboard.pages.region import region_page
from dashboard.reading.focus import Focus
from tests.dashboard.figures_of_east import figures

EVERYTHING = Focus()
SOURCE = Source(
    place="East",
    as_of=dt.date(2026, 9, 30),
    made_at=dt.datetime(2026, 10, 1, 2, 14, tzinfo=dt.UTC),
    edition="open",
    snapshot="7",
)


def page(focus=EVERYTHING, **others):
    return region_page(figures(**others), focus, SOURCE)


def test_the_five_key_figures_are_those_of_the_design():
    assert page().key_figures == (
        ("Senior posts", "254", "in 5 organisations"),
        ("Open now", "38", "15.0% of 254. Vacant alone: 21 (8.3%)"),
        ("Expected within a year", "23", "80% interval 20 to 26"),
        ("Ready now", "22", "people in pools, each counted once"),
        ("Critical posts with nobody", "14", "18% of 78"),
    )


def test_key_figures_of_nothing_are_not_divided():
    nothing = (0, (0, 0), (0, 0), (0, 0), (0, 0))
    found = page(families={}, total=nothing, rungs={}, late={}).key_figures
    assert found[1] == ("Open now", "0", "n/a. Vacant alone: 0 (n/a)")
    assert found[4] == ("Critical posts with nobody", "0", "no post is marked critical")


def test_a_filtered_page_names_its_filter_in_title_and_cover():
    found = page(Focus(role_family="digital"))
    assert found.title == "East: digital posts"
    assert found.covers == "Digital, all levels, 5 organisations"


def test_the_sentence_to_treat_with_care_is_one_of_those_said():
    assert page().careful in page().findings
    assert page(late={"people": 25}).careful == page(late={"people": 25}).lead
    assert page(late={}).careful is None


def test_the_address_holds_the_filter_and_the_snapshot():
    assert query(Focus("digital", "director", critical=True), "7") == (
        "?role_family=digital&level=director&critical=yes&snapshot=7"
    )
    assert query(EVERYTHING, "7") == "?snapshot=7"


def test_every_section_has_a_table_that_stands_open_where_it_has_no_picture():
    assert [section.key for section in page().sections] == ["gap", "choice", "cover", "demand", "longest", "changes"]
    assert all(section.opens for section in page().sections)
