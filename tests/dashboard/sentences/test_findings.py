"""The headings of charts are findings."""

import pytest

from dashboard.reading.focus import Focus, widest_first
from dashboard.sentences.findings import choice_finding, cover_finding, demand_finding, gap_finding
from tests.dashboard.figures_of_east import figures

EVERYTHING = Focus()
NOTHING = (0, 0)


def region(now, year=NOTHING, *, rungs=None, families=None):
    return figures(families or {}, total=(10, now, year, NOTHING, NOTHING), rungs=rungs or {}, late={})


def short(**gaps):
    """Families with that gap now."""
    return {family: (9, (max(gap, 0), max(-gap, 0)), NOTHING, NOTHING, NOTHING) for family, gap in gaps.items()}


def test_the_headings_of_a_region_are_those_of_the_design():
    rows = figures()
    assert [make(rows, EVERYTHING).title for make in (gap_finding, choice_finding, cover_finding, demand_finding)] == [
        "Nursing, finance and digital are short now; people and strategy are not",
        "14 critical posts have nobody ready",
        "The pools would fill 17 of 38 open posts",
        "Within a year 20 to 26 more posts will open; 27 more people will be ready",
    ]


@pytest.mark.parametrize(
    ("families", "title"),
    [
        (short(nursing=1, people=-1), "No role family is short by more than one"),
        (short(nursing=0, people=-1), "No role family is short now"),
        (short(nursing=2, people=0), "Nursing is short now"),
        (short(nursing=2, people=-1), "Nursing is short now; people is not"),
        (
            short(nursing=5, finance=4, digital=3, chair=2, people=-1, place=-1, estates=-1, other=-1),
            "Nursing, finance and digital are short now",
        ),
    ],
)
def test_the_gap_heading_says_when_nothing_stands_out(families, title):
    assert gap_finding(region((9, 9), families=families), EVERYTHING).title == title


def test_a_family_s_page_has_its_levels_in_the_heading():
    assert gap_finding(figures(), Focus(role_family="digital")).title == "Executive directors are short now"


def test_a_page_without_rows_below_it_says_the_gap_itself():
    focus = Focus(role_family="digital", level="executive-director")
    assert gap_finding(figures(), focus).title == "Open now: short by 4"


@pytest.mark.parametrize(
    ("year", "interval", "title"),
    [
        ((0, 3), (0, 0), "No organisation has forecast a vacancy"),
        ((1, 1), (0, 1), "Within a year 0 to 1 more post will open; 1 more person will be ready"),
        ((3, 0), (3, 3), "Within a year 3 more posts will open; no more people will be ready"),
        ((1, 2), (0, 0), "Within a year hardly any more posts will open; 2 more people will be ready"),
    ],
)
def test_the_demand_heading_agrees_with_its_numbers(year, interval, title):
    rows = region((2, 1), year)
    for row in rows["demand"]:
        if row["horizon"] == "0-1":
            row |= {"low": interval[0], "high": interval[1]}
    assert demand_finding(rows, EVERYTHING).title == title


@pytest.mark.parametrize(
    ("rungs", "title", "note"),
    [
        ({}, "No post is marked critical", "Organisations mark them in their return."),
        (
            {"none": 1},
            "1 critical post has nobody ready",
            "Number of people ready by the time the only critical post is needed.",
        ),
        (
            {"one": 2},
            "Every critical post has somebody ready",
            "Number of people ready by the time each of the 2 critical posts is needed.",
        ),
    ],
)
def test_the_choice_heading_says_when_there_is_none(rungs, title, note):
    found = choice_finding(region((2, 1), rungs=rungs), EVERYTHING)
    assert (found.title, found.note) == (title, note)


@pytest.mark.parametrize(
    ("now", "title"),
    [
        ((0, 3), "No post is open now"),
        ((1, 0), "The pools would not fill the only open post"),
        ((1, 1), "The pools would fill the only open post"),
        ((4, 0), "The pools would fill none of 4 open posts"),
        ((4, 9), "The pools would fill all 4 open posts"),
    ],
)
def test_the_cover_heading_agrees_with_its_numbers(now, title):
    assert cover_finding(region(now), EVERYTHING).title == title


def test_descriptions_hold_the_numbers_of_the_picture():
    rows = figures()
    assert gap_finding(rows, EVERYTHING).description.startswith(
        "Open now: short by 16. Within a year: short by 6. 1 to 3 years: short by 8. 3 to 5 years: short by 1. "
        "Gap now: Nursing +5, Finance +4,"
    )
    assert gap_finding(rows, EVERYTHING).description.endswith("People −1, Strategy −3.")
    assert "Within a year: 23 expected (20 to 26) of 33 forecast, 27 people ready." in (
        demand_finding(rows, EVERYTHING).description
    )
    assert "Open now: 17 of 38 filled (45%)." in cover_finding(rows, EVERYTHING).description
    assert "Nobody: 14 posts, 18%." in choice_finding(rows, EVERYTHING).description


def test_rows_stand_in_the_order_of_the_gap_now_and_within_a_year():
    assert widest_first(figures()["gap"], EVERYTHING) == [
        "nursing",
        "finance",
        "digital",
        "chief-executive",
        "chair",
        "medical",
        "estates",
        "place",
        "operations",
        "governance",
        "people",
        "strategy",
    ]
