"""The regions side by side: order, sentences, numbers, a region without figures, and the picture."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.drawing.comparisons import draw_comparisons, draw_nation
from talentboard.access import Role
from tests.dashboard.reading.pages_in_words import rows, words
from tests.dashboard.reading.stored_figures import NIGHT, cell, quality, stored
from tests.factories import RegionFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
NATION = "/england/"


@pytest.fixture
def regions():
    for order, name in enumerate(("London", "South West", "East", "North"), 1):
        RegionFactory(slug=name.lower().replace(" ", "-"), name=name, order=order)


@pytest.fixture
def figures(regions):
    """East is short by 8 of 100 posts, South West by 12 of 200, North even; London has none of the day."""
    stored(
        "east", cell(100, 10, 2, later=[(4, 1, 1, 3)], filled=2, rungs=(3, 1, 0, 0)), returns=quality(A=(10, 100, {}))
    )
    stored(
        "south-west", cell(200, 20, 8, later=[(6, 7, 2, 5)], filled=5, rungs=(4, 0, 4, 2), fresh=150),
        returns=quality(B=(10, 150, {}), C=(120, 50, {})),
    )  # fmt: skip
    stored("north", cell(50, 5, 5, filled=4), returns=quality(D=(10, 50, {})))
    return stored(
        "england", cell(350, 35, 15, filled=14, rungs=(6, 1, 4, 3), fresh=300), returns=quality(A=(10, 350, {}))
    )


@pytest.fixture
def asked(monkeypatch):
    """What the web asked a worker to draw."""
    found = []
    monkeypatch.setattr(draw_nation, "apply_async", lambda args, **options: found.append(args))
    return found


@pytest.fixture
def reader(regions):
    return signed_in(with_role(Role.NATIONAL_TEAM))


def test_the_two_shortest_for_their_size_and_the_nearest_to_balance_are_named(reader, figures, asked):
    text = words(reader.get(NATION))
    assert "East and South West are short of most people for their size; North is nearest to balance." in text
    assert "Across England 35 of 350 posts are open (10.0%), and 15 people are ready now." in text
    assert "The pools would fill 14 of 35 open posts if each person takes one" in text


def test_the_sentence_to_distrust_is_that_of_the_region_with_the_oldest_returns(reader, figures, asked):
    text = words(reader.get(NATION))
    assert "South West is short by 12: 20 posts open and 8 people ready. Treat with care" in text
    assert "Distrust the South West sentence first. 50 of its 200 posts (25%) rest on older returns." in text
    assert "300 of 350 posts (86%) rest on returns no more than 100 days old." in text


def test_each_region_stands_in_the_order_of_its_gap_with_the_n_under_every_rate(reader, figures, asked):
    found = rows(reader.get(NATION), "regions-table")
    none = "n/a"
    assert found[1:] == [
        ["East", "100", "10 10.0% of 100", "+8 10 − 2", "2 of 10 20%", "3 of 4 75%", "100 of 100 100%, 1 of 1 returns"],
        ["South West", "200", "20 10.0% of 200", "+12 20 − 8", "5 of 20 25%", "4 of 10 40%",
         "150 of 200 75%, 1 of 2 returns"],
        ["North", "50", "5 10.0% of 50", "0 5 − 5", "4 of 5 80%", none, "50 of 50 100%, 1 of 1 returns"],
        ["London: no figures for 30 September 2026", *[none] * 6],
        ["England", "350", "35 10.0% of 350", "+20 35 − 15", "14 of 35 40%", "6 of 14 43%",
         "300 of 350 86%, 1 of 1 returns"],
    ]  # fmt: skip


def test_the_gap_per_100_posts_is_in_the_table_behind_the_picture(reader, figures, asked):
    found = {row[0]: row[1:] for row in rows(reader.get(NATION), "gap-per-100-table")}
    assert found["East"] == ["100", "+8.0", "+3.0", "0.0", "0.0"]
    assert found["South West"] == ["200", "+6.0", "−0.5", "0.0", "0.0"]
    assert found["London"] == ["n/a"] * 5


def test_a_region_without_figures_of_that_day_keeps_its_place(reader, figures, asked):
    draw_comparisons(figures)
    page = reader.get(NATION)
    assert "London: no figures for 30 September 2026." in words(page)
    picture = page.content.decode().split('id="nation-wide-title"')[1].split("</svg>")[0]
    assert ">no figures for<" in picture


def test_without_any_region_the_page_says_so(reader, regions, asked):
    stored("england", cell(350, 35, 15))
    text = words(reader.get(NATION))
    assert "No region has figures for 30 September 2026." in text
    assert "being drawn" not in text


def test_before_the_first_figures_the_page_says_when_they_come(reader):
    assert "No figures yet for England: the first are made tonight at 02:00." in words(reader.get(NATION))


def test_the_picture_is_drawn_with_the_snapshot_and_shows_every_region_in_every_shape(reader, figures, asked):
    draw_comparisons(figures)
    html = reader.get(NATION).content.decode()
    assert asked == []
    assert "being drawn" not in html
    for shape in ("wide", "narrow", "print"):
        picture = html.split(f'id="nation-{shape}-title"')[1].split("</svg>")[0]
        assert [name for name in ("East", "South West", "North", "London") if f">{name}<" in picture] == [
            "East", "South West", "North", "London",
        ]  # fmt: skip
        assert ">+8.0<" in picture
        assert ">−0.5<" in picture
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert " style=" not in html


def test_a_picture_of_other_figures_is_never_shown(reader, figures, asked):
    draw_comparisons(figures)
    stored("east", cell(100, 30, 2), made_at=NIGHT.replace(hour=9))
    page = reader.get(NATION)
    assert "The chart is being drawn." in words(page)
    assert "nation-wide-title" not in page.content.decode()
    assert asked == [[str(figures.pk), "open", "all", "all", False]]
    draw_nation(*asked[0])
    assert ">+28.0<" in reader.get(NATION).content.decode()


def test_a_new_snapshot_of_a_region_draws_the_regions_anew(reader, figures, asked):
    draw_comparisons(stored("east", cell(100, 30, 2), made_at=NIGHT.replace(hour=9)))
    assert ">+28.0<" in reader.get(NATION).content.decode()


def test_filtered_it_says_so_and_asks_for_its_own_picture(reader, figures, asked):
    for region in ("east", "england"):
        stored(region, cell(10, 3, 1, family="digital"), made_at=NIGHT.replace(hour=9))
    text = words(reader.get(NATION, {"role_family": "digital"}))
    assert "England: digital posts, region by region" in text
    assert "In digital posts, East is short of most people for its size." in text
    assert asked[0][2:] == ["digital", "all", False]


def test_rows_lead_to_the_region_with_the_same_figures(reader, figures, asked):
    html = reader.get(NATION).content.decode()
    assert re.search(r'href="/east/\?snapshot=[0-9a-f-]{36}">East<', html)


def test_the_tables_come_as_files_with_plain_numbers(reader, figures):
    lines = reader.get(f"{NATION}regions/regions.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Region,As of,Talent board,Posts,Vacant,Covered,Open,People ready now,Gap now,")
    assert lines[1] == "England,2026-09-30,East,100,10,0,10,2,8,8.0,2,10,3,4,100,1,1"
    assert lines[4].startswith("England,2026-09-30,London,,,")
    gaps = reader.get(f"{NATION}regions/gap-per-100.csv").content.decode("utf-8-sig").splitlines()
    assert gaps[2] == "England,2026-09-30,South West,200,6.0,-0.5,0.0,0.0"
    assert reader.get(f"{NATION}regions/regions.xlsx").status_code == 200
    assert reader.get(f"{NATION}regions/salaries.csv").status_code == 404


def test_the_page_costs_the_same_few_queries_however_many_regions(reader, figures, asked):
    draw_comparisons(figures)
    reader.get(NATION)
    with CaptureQueriesContext(connection) as queries:
        reader.get(NATION)
    assert len(queries) <= 8


def test_whoever_reads_one_region_alone_does_not_find_it(figures):
    for role in (Role.BOARD_MEMBER, Role.REGIONAL_LEAD, Role.REGIONAL_TEAM):
        assert signed_in(with_role(role, "east")).get(NATION).status_code == 404


def test_england_as_one_stays_reachable_with_its_files(reader, figures, asked, monkeypatch):
    from dashboard.drawing.missing import draw_missing

    monkeypatch.setattr(draw_missing, "apply_async", lambda args, **options: None)
    page = reader.get(NATION)
    assert 'href="/england/as-one/?snapshot=' in page.content.decode()
    as_one = reader.get(f"{NATION}as-one/")
    assert "England has 35 senior posts open today" in words(as_one)
    assert 'href="../dates/"' in as_one.content.decode()
    assert reader.get(f"{NATION}as-one/figures/gap.csv").status_code == 200
