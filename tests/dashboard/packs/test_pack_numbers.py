"""Each chart of a pack against the table under it: the same numbers, in the same order."""

import re
from html import unescape

import pytest

from tests.dashboard.packs.east import built

pytestmark = pytest.mark.django_db


def part(name: str) -> tuple[list[str], list[list[str]]]:
    """The words drawn in a chart, from left to right in each row, and the cells of the table that follows it."""
    html = built().html
    svg = re.search(rf'<svg[^>]*aria-labelledby="pack-{name}-print-title.*?</svg>', html, re.DOTALL)
    table = html[svg.end() :].split("<table", 1)[1].split("</table>")[0]
    marks = [unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", svg[0])]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in table.split("<tr")[2:]]
    return marks, [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in rows]


def test_the_gap_is_drawn_as_it_stands_in_its_table():
    marks, rows = part("gap")
    drawn = sorted(mark for mark in marks if re.fullmatch(r"[+−]?\d+", mark))
    told = sorted(cell.split()[0] for row in rows[:-1] for cell in row[2:6])
    assert drawn == told
    assert [mark for mark in marks if mark in {row[0] for row in rows}] == [row[0] for row in rows[:-1]]


def test_the_gap_over_each_panel_is_that_of_the_total():
    marks, rows = part("gap")
    over = [re.search(r"\d+", mark)[0] for mark in marks if re.match(r"short by \d+", mark)]
    assert over == [cell.split()[0].lstrip("+") for cell in rows[-1][2:6]]


def test_demand_is_drawn_as_it_stands_in_its_table():
    marks, rows = part("demand")
    now, *later = rows
    assert f"{now[1]} open, certain" in marks
    for row in later:
        expected = round(float(row[2]))
        assert f"{expected} expected ({row[3]}) of {row[1]} forecast" in marks
    assert [mark for mark in marks if mark.endswith("ready")] == [f"{row[4]} people ready" for row in rows]


def test_the_ladder_is_drawn_as_it_stands_in_its_table():
    marks, rows = part("choice")
    drawn = [mark for mark in marks if "post" in mark]
    assert drawn == [f"{row[1]} posts, {re.search(r'[(](.*)[)]', row[2])[1]}" for row in rows[:-1]]


def test_cover_is_drawn_as_it_stands_in_its_table():
    marks, rows = part("cover")
    drawn = [mark for mark in marks if "filled" in mark]
    assert [re.findall(r"\d+", mark)[:2] for mark in drawn] == [[row[3], row[1]] for row in rows]


def test_no_two_things_of_a_pack_have_the_same_id():
    ids = re.findall(r'\bid="(.*?)"', built().html)
    assert len(ids) == len(set(ids))


def test_nothing_in_a_pack_leads_out_of_it():
    assert {address[0] for address in re.findall(r'href="(.*?)"', built().html)} == {"#"}
    assert "style=" not in built().html
