"""The sentences at the head of a region's page."""

import pytest

from dashboard.reading.focus import Focus
from dashboard.sentences.headlines import headlines
from tests.dashboard.figures_of_east import figures

EVERYTHING = Focus()


def said(rows, focus=EVERYTHING):
    return [headline.sentence.plain() for headline in headlines(rows, focus, place="East")]


def region(now, year=(0, 0), *, posts=10, rungs=None, families=None):
    """A region with one total: posts open and people ready, now and within a year."""
    total = (posts, now, year, (0, 0), (0, 0))
    return figures(families or {}, total=total, rungs=rungs or {}, late={})


def test_the_sentences_of_a_region_are_those_of_the_design():
    assert said(figures()) == [
        "East has 38 senior posts open today and 22 people ready to fill them. "
        "Matching one person to one post would fill 17.",
        "The widest gaps today are nursing (7 open, 2 ready) and finance (6 open, 2 ready).",
        "Digital is short by 4: 5 posts open and 1 person ready.",
        "Within a year about 23 more posts will open (80% likely to be 20 to 26), and 27 more people will be ready.",
        "14 of 78 critical posts have nobody ready by the time they are needed.",
    ]


def test_the_findings_are_strong_and_the_words_around_them_are_not():
    lead = headlines(figures(), EVERYTHING, place="East")[0].sentence
    assert [part.text for part in lead.parts if part.strong] == ["38 senior posts open", "22 people ready", "17"]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (
            (1, 2),
            "East has 1 senior post open today and 2 people ready to fill it. "
            "Matching one person to one post would fill 1.",
        ),
        (
            (2, 1),
            "East has 2 senior posts open today and 1 person ready to fill them. "
            "Matching one person to one post would fill 1.",
        ),
        ((3, 0), "East has 3 senior posts open today and nobody ready to fill them."),
        ((0, 4), "East has no senior post open today and 4 people ready for one."),
        ((0, 0), "East has no senior post open today, and nobody is ready for one."),
        (
            (3, 3),
            "East has as many people ready as posts open. "
            "There are 3 posts open today; matching one person to one post would fill 3.",
        ),
    ],
)
def test_the_lead_agrees_with_its_numbers(now, sentence):
    expected = sentence.replace("There are 3 posts", "There are 3 senior posts")
    assert said(region(now))[0] == expected


def test_a_region_without_posts_says_only_that():
    assert said(region((0, 0), posts=0)) == ["East has no senior posts."]


def test_a_number_of_thousands_has_its_comma():
    assert "1,234 senior posts open" in said(region((1234, 5), posts=2500))[0]


def test_one_gap_is_said_as_one():
    families = {"nursing": (5, (2, 0), (0, 0), (0, 0), (0, 0)), "place": (5, (1, 1), (0, 0), (0, 0), (0, 0))}
    assert said(region((3, 1), families=families))[1] == "The widest gap today is nursing (2 open, nobody ready)."


def test_a_third_gap_of_one_is_not_a_sentence():
    families = {slug: (5, (gap, 0), (0, 0), (0, 0), (0, 0)) for slug, gap in [("nursing", 3), ("place", 2)]}
    families["digital"] = (5, (1, 0), (0, 0), (0, 0), (0, 0))
    assert [sentence[:12] for sentence in said(region((6, 0), families=families))] == [
        "East has 6 s",
        "The widest g",
        "No organisat",
    ]


def test_equal_gaps_are_ordered_by_the_year_to_come():
    families = {
        "digital": (5, (2, 0), (0, 0), (0, 0), (0, 0)),
        "place": (5, (2, 0), (3, 0), (0, 0), (0, 0)),
    }
    assert said(region((4, 0), families=families))[1].startswith("The widest gaps today are place (")


def test_no_family_is_named_where_none_is_short():
    families = {"nursing": (5, (1, 1), (0, 0), (0, 0), (0, 0))}
    assert not any("widest" in sentence for sentence in said(region((1, 1), families=families)))


def test_no_forecast_anywhere_is_said_in_words():
    assert "No organisation has forecast a vacancy." in said(region((2, 1)))


def test_no_forecast_within_a_year_says_who_will_be_ready_all_the_same():
    rows = region((2, 1), (0, 1))
    for row in rows["demand"]:
        row["demand_count"] = 4 if row["horizon"] == "1-3" else row["demand_count"]
    assert "No organisation has forecast a vacancy within a year, and 1 more person will be ready." in said(rows)


def test_an_expectation_below_one_half_is_not_called_about_nought():
    rows = region((2, 1), (1, 0))
    for row in rows["demand"]:
        if row["horizon"] == "0-1":
            row |= {"demand_expected": 0.2, "low": 0, "high": 1}
    assert said(rows)[1] == (
        "Within a year hardly any more posts will open (80% likely to be 0 to 1), and no more people will be ready."
    )


@pytest.mark.parametrize(
    ("rungs", "sentence"),
    [
        ({"none": 1, "spoilt": 4}, "1 of 5 critical posts has nobody ready by the time it is needed."),
        ({"none": 1}, "The only critical post has nobody ready by the time it is needed."),
        ({"none": 3}, "3 of 3 critical posts have nobody ready by the time they are needed."),
    ],
)
def test_critical_posts_with_nobody_are_counted_of_all_critical_posts(rungs, sentence):
    assert said(region((2, 1), rungs=rungs))[-1] == sentence


@pytest.mark.parametrize("rungs", [{}, {"one": 4, "spoilt": 1}])
def test_nothing_is_said_of_critical_posts_where_none_has_nobody(rungs):
    assert not any("critical" in sentence for sentence in said(region((2, 1), rungs=rungs)))


def test_a_filtered_page_speaks_of_what_it_looks_at_and_of_its_levels():
    sentences = said(figures(), Focus(role_family="digital"))
    assert sentences[0].startswith("East has 5 digital posts open today and 1 person ready to fill them.")
    assert sentences[1] == "The widest gap today is for executive directors (5 open, 1 ready)."


def test_a_page_of_critical_posts_says_so():
    assert said(figures(), Focus(critical=True))[0].startswith("East has 38 critical posts open today")


@pytest.mark.parametrize(
    ("focus", "posts"),
    [
        (Focus(), "senior posts"),
        (Focus(role_family="digital"), "digital posts"),
        (Focus(level="executive-director"), "executive director posts"),
        (Focus(role_family="finance", level="executive-director"), "finance executive director posts"),
        (Focus(role_family="chair", level="chair"), "chair posts"),
        (Focus(role_family="digital", critical=True), "critical digital posts"),
    ],
)
def test_a_focus_names_its_posts(focus, posts):
    assert focus.posts == posts
