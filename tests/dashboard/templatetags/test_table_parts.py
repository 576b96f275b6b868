"""The inside of a table of figures."""

from dashboard.pages.table import Cell, Line, Table
from dashboard.templatetags.table_parts import parts
from talentboard.nhs.tables import stacking

NASTY = "<b>A & \"B\"</b> 'C'"
CELLS = (
    Cell("5", "7 − 2", short=True), Cell("late", number=False, state="late"), Cell("46", bar=(46, 92)), Cell(NASTY),
)  # fmt: skip
TABLE = Table(
    key="k",
    caption="C",
    columns=("Family", "Gap", "Return", "Days open", f"Last {NASTY}"),
    lines=(Line("Nursing", CELLS, "?a=1&b=2"), Line(NASTY, CELLS)),
    total=Line("All", CELLS),
    file_columns=(),
    file_rows=(),
)


def test_a_row_has_its_head_its_link_and_each_cell_in_its_way():
    inside = parts(TABLE)
    assert '<th scope="row"><a href="?a=1&amp;b=2">Nursing</a></th>' in inside
    assert '<td class="tb-number"><span class="tb-short">5</span> <span class="tb-made-of">7 − 2</span></td>' in inside
    assert '<td><strong class="nhsuk-tag nhsuk-tag--purple">Late</strong></td>' in inside
    assert '<td class="tb-barred"><span class="tb-barred__number">46</span> <svg class="tb-bar" width="120"' in inside
    assert inside.count("<tr>") == 4
    assert inside.index("<tfoot>") > inside.index("</tbody>")


def test_whatever_stands_in_it_is_text():
    assert "<b>" not in parts(TABLE)
    assert parts(TABLE).count("&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;") == 5


def test_a_stacking_one_is_what_stacking_makes_of_a_plain_one():
    stacked = Table(**{**vars(TABLE), "stack": True})
    assert parts(stacked) == stacking(parts(TABLE))
