"""Charts: what they say, what they leave out, and that they are fit for a page."""

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from dashboard.charts import choice_chart, cover_chart, demand_chart, gap_chart
from dashboard.charts.letters import width_of
from dashboard.reading.focus import Focus
from dashboard.sentences.findings import choice_finding, cover_finding, demand_finding, gap_finding
from tests.dashboard.figures_of_east import figures

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("wide", "narrow", "print")


def charts(rows=None, focus=None):
    rows, focus = rows or figures(), focus or Focus()
    return {
        "gap": gap_chart(rows["gap"], focus, finding=gap_finding(rows, focus)),
        "demand": demand_chart(rows["demand"], rows["supply"], focus, finding=demand_finding(rows, focus)),
        "choice": choice_chart(rows["choice"], focus, finding=choice_finding(rows, focus)),
        "cover": cover_chart(rows["cover"], focus, finding=cover_finding(rows, focus)),
    }


@pytest.fixture(scope="module")
def east():
    return charts()


@pytest.fixture(scope="module", params=[(c, s) for c in ("gap", "demand", "choice", "cover") for s in SHAPES])
def drawing(request, east):
    chart, shape = request.param
    return getattr(east[chart], shape)


def words(svg):
    return [text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_a_drawing_is_an_image_with_its_finding_in_words(drawing):
    root = ElementTree.fromstring(drawing)
    title, desc, inside = list(root)
    assert (root.get("role"), inside.get("aria-hidden")) == ("img", "true")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text
    assert desc.text


def test_a_drawing_has_no_styles_scripts_or_references_to_elsewhere(drawing):
    assert not re.search(r"style|class=|<script|href|@import|\bon[a-z]+=", drawing)
    assert re.findall(r"https?://[^\"]*", drawing) == ["http://www.w3.org/2000/svg"]


def test_a_drawing_is_text_in_one_family_of_at_least_fourteen_pixels(drawing):
    root = ElementTree.fromstring(drawing)
    assert root.get("font-family") == "Arial, Liberation Sans, sans-serif"
    assert {element.get("font-size") for element in root.iter() if element.get("font-size")} == {"14"}


def test_no_text_is_paler_than_the_theme_allows(drawing):
    texts = ElementTree.fromstring(drawing).iter(f"{SVG}text")
    assert {text.get("fill") for text in texts} <= {"#212b32", "#4c6272", None}


def test_every_text_lies_inside_its_drawing(drawing):
    root = ElementTree.fromstring(drawing)
    width, height = float(root.get("width")), float(root.get("height"))
    for text, left in _texts(root, 0):
        length = width_of(text.text, bold=text.get("font-weight") == "700")
        start = left - (length if text.get("text-anchor") == "end" else 0)
        assert start >= 0, text.text
        assert start + length <= width, text.text
        assert 0 < float(text.get("y")) < height


def _texts(element, left, anchor=None):
    move = re.match(r"translate\((-?[\d.]+)", element.get("transform", ""))
    left += float(move[1]) if move else 0
    for child in element:
        if child.tag == f"{SVG}text":
            yield child, left + float(child.get("x"))
        else:
            yield from _texts(child, left)


def test_widths_are_those_of_page_phone_and_paper(east):
    widths = {c: [ElementTree.fromstring(getattr(east[c], s)).get("width") for s in SHAPES] for c in east}
    assert widths["gap"] == widths["demand"] == ["1000", "340", "660"]
    assert widths["choice"] == widths["cover"] == ["530", "340", "660"]


def test_ids_are_unique_on_a_page_and_plain(east):
    page = "".join(getattr(chart, shape) for chart in east.values() for shape in SHAPES)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 24
    assert all(re.fullmatch(r"[a-z-]+", name) for name in ids)


def test_every_mark_of_the_gap_carries_its_number(east):
    for shape in SHAPES:
        said = words(getattr(east["gap"], shape))
        assert [said.count(number) for number in ("+5", "+4", "+3", "−3")] == [1, 3, 2, 4]
        assert len([word for word in said if re.fullmatch(r"[+−]?\d", word)]) >= 48


def test_panel_heads_say_the_gap_of_the_whole(east):
    heads = [word for word in words(east["gap"].wide) if ":" in word]
    assert heads == [
        "Open now: short by 16",
        "Within a year: short by 6",
        "1 to 3 years: short by 8",
        "3 to 5 years: short by 1",
    ]


def test_short_is_filled_and_spare_is_hollow(east):
    shapes = list(ElementTree.fromstring(east["gap"].wide).iter())
    filled = [shape for shape in shapes if shape.tag != f"{SVG}text" and shape.get("fill") == "#ae2573"]
    assert filled
    assert 'stroke="#00857c"' in east["gap"].wide
    assert 'fill="#00857c"' not in east["gap"].wide


def test_a_family_s_page_has_levels_as_rows():
    said = words(gap_chart(figures()["gap"], Focus("digital"), finding=gap_finding(figures(), Focus("digital"))).wide)
    assert "Executive director" in said
    assert "Nursing" not in said
    assert "Open now: short by 4" in said


def test_demand_says_certain_expected_and_ready(east):
    assert words(east["demand"].wide) == [
        "Open now",
        "38 open, certain",
        "22 people ready",
        "Within a year",
        "23 expected (20 to 26) of 33 forecast",
        "27 people ready",
        "1 to 3 years",
        "24 expected (20 to 28) of 43 forecast",
        "35 people ready",
        "3 to 5 years",
        "12 expected (9 to 16) of 28 forecast",
        "27 people ready",
    ]


def test_rungs_and_cover_say_their_numbers(east):
    assert {"14 posts, 18%", "20 posts, 26%", "21 posts, 27%", "23 posts, 29%"} < set(words(east["choice"].narrow))
    assert {"17 of 38 filled (45%)", "90 of 142 filled (63%)"} < set(words(east["cover"].narrow))


def test_the_same_figures_make_the_same_bytes(east):
    assert charts() == east


def test_words_in_a_title_are_escaped():
    finding = gap_finding(figures(), Focus()).__class__("<b>A & B</b>", "", "“C” < D")
    drawn = gap_chart(figures()["gap"], Focus(), finding=finding).wide
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in drawn
    assert ElementTree.fromstring(drawn)[0].text == "<b>A & B</b>"


@pytest.mark.parametrize(
    "total",
    [(0, (0, 0), (0, 0), (0, 0), (0, 0)), (2500, (380, 22), (330, 27), (1430, 35), (28, 1270))],
)
def test_nothing_and_a_whole_nation_can_be_drawn(total):
    rows = figures({"nursing": total, "digital": total}, total=total, rungs={}, late={})
    for chart in charts(rows).values():
        for shape in SHAPES:
            root = ElementTree.fromstring(getattr(chart, shape))
            for text, left in _texts(root, 0):
                ends_left = text.get("text-anchor") == "end"
                assert ends_left or left + width_of(text.text) <= float(root.get("width"))


def test_drawings_stay_small(east):
    assert max(len(getattr(chart, shape)) for chart in east.values() for shape in SHAPES) < 16_000


def test_the_renderer_is_not_loaded_before_something_is_drawn():
    code = "import sys, dashboard.charts; sys.exit('vl_convert' in sys.modules or 'django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
