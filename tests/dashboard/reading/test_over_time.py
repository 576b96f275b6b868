"""One measure over two years: which snapshots stand for it, what is said, what is missing, and the picture."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.drawing.comparisons import draw_comparisons, draw_series
from dashboard.models import Snapshot
from talentboard.access import Role
from tests.dashboard.reading.pages_in_words import rows, words
from tests.dashboard.reading.stored_figures import NIGHT, cell, stored
from tests.factories import RegionFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
COMPARE = "/east/compare/"
DAYS = [dt.date(2025, 12, 31), dt.date(2026, 3, 31), dt.date(2026, 6, 30), dt.date(2026, 9, 30)]


@pytest.fixture
def reader():
    RegionFactory(slug="east", name="East")
    return signed_in(with_role(Role.BOARD_MEMBER, "east"))


@pytest.fixture
def asked(monkeypatch):
    found = []
    monkeypatch.setattr(draw_series, "apply_async", lambda args, **options: found.append(args))
    return found


@pytest.fixture
def figures(reader):
    """Four quarter ends: 20, 26, 24 and 30 posts open of 100; the interval of the year to come meets at both ends."""
    facts = [(20, 5, (10, 4, 4, 8)), (26, 6, (10, 4, 5, 9)), (24, 6, (10, 4, 5, 9)), (30, 8, (12, 3, 7, 11))]
    for day, (opened, ready, year) in zip(DAYS, facts, strict=True):
        fresh = 60 if day == DAYS[0] else 90
        facts_then = cell(100, opened, ready, later=[year], filled=ready, rungs=(2, 1, 1, 0), fresh=fresh)
        made = stored("east", facts_then, as_of=day)
    return made


def test_it_says_where_posts_open_stand_and_where_they_came_from(reader, figures, asked):
    text = words(reader.get(COMPARE))
    assert "East: posts open over time" in text
    assert "East has 30 posts open: 10 more than on 31 December 2025." in text
    assert "It was highest on 30 September 2026 (30) and lowest on 31 December 2025 (20)." in text
    assert "There are no figures of the quarter before 31 December 2025." in text
    assert "Distrust 31 December 2025 first. Only 60 of 100 posts (60%) rested on such returns." in text


def test_the_newest_quarter_stands_first_with_the_change_and_what_it_rests_on(reader, figures, asked):
    made = "1 October 2026 at 03:05"
    assert rows(reader.get(COMPARE), "over-time-table")[1:] == [
        ["30 September 2026", "30 30 of 100", "+6", "90 of 100 90%", made],
        ["30 June 2026", "24 24 of 100", "−2", "90 of 100 90%", made],
        ["31 March 2026", "26 26 of 100", "+6", "90 of 100 90%", made],
        ["31 December 2025", "20 20 of 100", "n/a", "60 of 100 60%", made],
    ]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (
            "vacancy-rate",
            "East has 30 of 100 posts open (30.0%): 10.0 percentage points more than on 31 December 2025.",
        ),
        ("ready", "East has 8 people ready now: 3 more than on 31 December 2025."),
        ("cover", "East has 8 of 30 open posts that the pools would fill (26.7%): 1.7 percentage points more than on"),
        ("nobody", "East has 2 critical posts with nobody ready: no change since 31 December 2025."),
        ("fresh", "East has 90 of 100 posts on recent returns (90.0%): 30.0 percentage points more than on"),
    ],
)
def test_every_measure_is_said_as_what_it_is(reader, figures, asked, measure, said):
    assert said in words(reader.get(COMPARE, {"measure": measure}))


def test_an_estimate_stands_with_its_interval_and_says_when_it_may_not_have_changed(reader, figures, asked):
    page = reader.get(COMPARE, {"measure": "expected-gap"})
    text = words(page)
    assert "East has an expected gap within a year of +6.0 (80% likely to be +4 to +8): 4.0 more than on" in text
    assert "It was 80% likely to be 0 to +4 on 31 December 2025. The two intervals meet" in text
    assert rows(page, "over-time-table")[1][1:3] == ["+6.0", "+4 to +8"]


def test_intervals_that_do_not_meet_are_said_to(reader, asked):
    for day, year in ((DAYS[2], (4, 2, 1, 3)), (DAYS[3], (20, 2, 12, 16))):
        stored("east", cell(100, 5, 2, later=[year]), as_of=day)
    assert "The two intervals do not meet." in words(reader.get(COMPARE, {"measure": "expected-gap"}))


def test_of_a_quarter_its_last_day_with_figures_and_the_newest_made_of_it_stand(reader, asked):
    stored("east", cell(100, 1, 0), as_of=dt.date(2026, 6, 10))
    stored("east", cell(100, 2, 0), as_of=dt.date(2026, 6, 30))
    stored("east", cell(100, 3, 0), as_of=dt.date(2026, 6, 30), made_at=NIGHT + dt.timedelta(days=3))
    stored("east", cell(100, 4, 0), as_of=dt.date(2026, 8, 2))
    found = rows(reader.get(COMPARE), "over-time-table")[1:]
    assert [row[:2] for row in found] == [["2 August 2026", "4 4 of 100"], ["30 June 2026", "3 3 of 100"]]


def test_every_month_has_a_point_of_its_own(reader, asked):
    for month in (6, 7, 8):
        stored("east", cell(100, month, 0), as_of=dt.date(2026, month, 28))
    page = reader.get(COMPARE, {"every": "month"})
    assert [row[0] for row in rows(page, "over-time-table")[1:]] == ["28 August 2026", "28 July 2026", "28 June 2026"]


def test_a_quarter_without_figures_is_said_and_the_line_is_not_joined_over_it(reader, asked):
    for place in (0, 1, 3):
        newest = stored("east", cell(100, 10 + place, 0), as_of=DAYS[place])
    page = reader.get(COMPARE)
    assert "There are no figures for April to June 2026: the line is broken there." in words(page)
    assert rows(page, "over-time-table")[2] == ["April to June 2026: no figures", "n/a", "n/a", "n/a", "n/a"]
    draw_comparisons(newest)
    picture = reader.get(COMPARE).content.decode().split('id="trend-wide-title"')[1].split("</svg>")[0]
    assert ">no figures<" in picture
    assert picture.count('stroke="#003087"') == 1  # the only two neighbours are joined


def test_nothing_older_than_two_years_is_shown(reader, asked):
    stored("east", cell(100, 1, 0), as_of=dt.date(2024, 6, 30))
    stored("east", cell(100, 2, 0), as_of=dt.date(2024, 9, 30))
    stored("east", cell(100, 3, 0), as_of=dt.date(2026, 9, 30))
    assert [row[0] for row in rows(reader.get(COMPARE), "over-time-table")[1:]][-1] == "30 September 2024"


def test_the_picture_it_begins_with_is_drawn_with_the_newest_snapshot_alone(reader, figures, asked):
    older = Snapshot.objects.get(region="east", as_of=DAYS[0])
    draw_comparisons(older)
    assert "The chart is being drawn." in words(reader.get(COMPARE))
    asked.clear()
    draw_comparisons(figures)
    html = reader.get(COMPARE).content.decode()
    assert asked == []
    for shape in ("wide", "narrow", "print"):
        picture = html.split(f'id="trend-{shape}-title"')[1].split("</svg>")[0]
        assert all(f">{number}<" in picture for number in (20, 26, 24, 30))
    assert " style=" not in html


def test_another_choice_shows_its_table_and_asks_a_worker_for_its_picture(reader, figures, asked):
    page = reader.get(COMPARE, {"measure": "ready"})
    assert "The chart is being drawn." in words(page)
    assert rows(page, "over-time-table")[1][1] == "8"
    assert asked == [[str(figures.pk), "open", "ready", "all", "all", "quarter"]]
    draw_series(*asked[0])
    assert 'id="trend-wide-title"' in reader.get(COMPARE, {"measure": "ready"}).content.decode()
    assert len(asked) == 1


def test_of_one_point_there_is_nothing_to_draw(reader, asked):
    stored("east", cell(100, 3, 1))
    text = words(reader.get(COMPARE))
    assert "East has 3 posts open. There are no earlier figures to compare it with." in text
    assert asked == []


def test_it_is_narrowed_by_role_family_and_level(reader, asked):
    for day, opened in ((DAYS[2], 4), (DAYS[3], 7)):
        stored("east", cell(100, 50, 0), cell(9, opened, 0, family="digital", level="director"), as_of=day)
    text = words(reader.get(COMPARE, {"role_family": "digital", "level": "director"}))
    assert "East: digital director posts, posts open over time" in text
    assert "East has 7 posts open: 3 more than on 30 June 2026." in text


def test_the_file_has_every_point_its_snapshot_and_the_same_choice(reader, figures):
    answer = reader.get(f"{COMPARE}over-time.csv", {"measure": "expected-gap"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith(
        "Region,As of,Quarter or month,Day of the figures,Expected gap within a year,Out of,Low (80%)"
    )
    assert lines[-1].startswith("East,2026-09-30,July to September 2026,2026-09-30,6.0,,4.0,8.0,90,100,")
    assert str(figures.pk) in lines[-1]
    assert reader.get(f"{COMPARE}over-time.xlsx").status_code == 200
    assert reader.get(f"{COMPARE}over-time.csv", {"measure": "luck"}).status_code == 404


def test_the_page_costs_the_same_queries_for_two_points_and_for_nine(reader, figures, asked):
    draw_comparisons(figures)
    reader.get(COMPARE)
    with CaptureQueriesContext(connection) as few:
        reader.get(COMPARE)
    for number in range(5):
        stored("east", cell(100, 3, 1), as_of=DAYS[0] - dt.timedelta(days=92 * (number + 1)))
    draw_comparisons(figures)
    with CaptureQueriesContext(connection) as many:
        reader.get(COMPARE)
    assert len(few) == len(many) <= 8


def test_another_region_is_not_found(figures):
    outsider = signed_in(with_role(Role.BOARD_MEMBER, "london"))
    assert outsider.get(COMPARE).status_code == 404
    assert outsider.get(f"{COMPARE}over-time.csv").status_code == 404


def test_a_choice_that_cannot_be_understood_is_said(reader, figures, asked):
    text = words(reader.get(COMPARE, {"measure": "luck"}))
    assert "There is a problem" in text
    assert re.search(r"East has 30 posts open", text)
