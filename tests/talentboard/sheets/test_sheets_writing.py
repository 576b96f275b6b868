"""What leaves us as a spreadsheet never runs in one."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from talentboard.sheets import Printed, csv_lines, marked, read, template, workbook
from tests.talentboard.sheets.sheet_files import FORECAST_HEADS, POST_HEADS, SHEETS, book, saved, xlsx

DANGEROUS = ["=1+1", "+1+cmd", "-2+3", "@SUM(1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_begins_like_a_formula_leaves_as_text(text):
    (cell,) = next(load_workbook(BytesIO(workbook([Printed("t", ["h"], [[text]])])))["t"].iter_rows(min_row=2))
    assert cell.data_type == "s"
    line = b"".join(csv_lines(["h"], [[text]])).decode("utf-8-sig").split("\n", 1)[1]
    assert line.lstrip('"').startswith("'")


def test_numbers_days_and_yes_and_no_keep_their_meaning():
    rows = [["Zoë", 3, 0.5, -2, True, date(2027, 3, 31), None]]
    assert b"".join(csv_lines(list("abcdefg"), rows)).decode("utf-8-sig") == (
        "a,b,c,d,e,f,g\r\nZoë,3,0.5,-2,yes,2027-03-31,\r\n"
    )
    page = load_workbook(BytesIO(workbook([Printed("t", list("abcdefg"), rows)])))["t"]
    values = [cell.value for cell in page[2]]
    assert values[:5] == ["Zoë", 3, 0.5, -2, "yes"]
    assert values[5].date() == date(2027, 3, 31)


def test_a_heading_that_is_a_formula_is_text_too():
    assert b"".join(csv_lines(["=1+1"], [])).decode("utf-8-sig") == "'=1+1\r\n"


def test_an_empty_table_is_its_headings():
    page = load_workbook(BytesIO(workbook([Printed("gap", ["role family", "gap"], [])])))["gap"]
    assert [cell.value for cell in page[1]] == ["role family", "gap"]


def test_a_filled_template_can_be_read():
    made = load_workbook(BytesIO(template(SHEETS)))
    assert made.sheetnames == ["posts", "forecasts", "guide", "lists"]
    made["posts"].append([])
    for place, value in enumerate(["RAJ", "A1", "vacant", "yes", date(2026, 4, 1), None], 1):
        made["posts"].cell(2, place).value = value
    reading = read([("template.xlsx", saved(made))], SHEETS)
    assert reading.is_right
    assert [row["since"] for row in reading.rows_of("posts")] == [date(2026, 4, 1)]
    assert reading.notices == ["template.xlsx: sheet forecasts has no rows; nothing of it is changed."]


def test_an_unfilled_template_has_no_rows():
    reading = read([("template.xlsx", template(SHEETS))], SHEETS)
    assert {problem.wrong for problem in reading.problems} == {
        "The sheet posts has no rows",
        "The sheet forecasts has no rows",
    }


def test_the_template_offers_the_choices_and_says_what_each_column_is():
    made = load_workbook(BytesIO(template(SHEETS)))
    rules = {str(rule.sqref): rule.formula1 for rule in made["posts"].data_validations.dataValidation}
    assert rules["C2:C2001"] == "lists!$A$1:$A$5"
    assert [cell.value for cell in made["lists"]["A"]][:3] == ["substantive", "interim", "acting"]
    guide = [[cell.value for cell in row] for row in made["guide"].iter_rows()]
    assert [
        "posts",
        "post_ref",
        "Needed",
        "Your own number of the post.",
        "Text of at most 40 characters.",
        "RAJ-001",
    ] in guide


def test_the_marked_copy_is_the_authors_file_with_the_wrong_cells_framed_and_explained():
    content = xlsx(
        posts=[POST_HEADS, [], ["RAJ", "A1", "Acting up", "yes", date(2026, 4, 1)], ["RAJ", "A2", "vacant", "", ""]],
        forecasts=[FORECAST_HEADS, ["=1+1", "2027-03-31", 0.5, "new-post"]],
    )
    reading = read([("return.xlsx", content)], SHEETS)
    made = load_workbook(BytesIO(marked(reading)))
    page = made["posts"]
    assert [cell.value for cell in page[1]] == [*POST_HEADS, "to put right"]
    assert page["C3"].value == "Acting up"
    assert page["C3"].border.left.style == "thick"
    assert page["B3"].border.left.style is None
    assert page["F3"].value.startswith("occupancy: “Acting up” is not a kind of occupancy. One of: substantive")
    assert page["E3"].value.date() == date(2026, 4, 1)
    assert page["F4"].value is None
    assert made["forecasts"]["A2"].data_type == "s"


def test_the_marked_copy_put_right_can_be_sent_again():
    reading = read([("r.xlsx", saved(book(posts=[POST_HEADS, ["RAJ", "A1", "Acting up", "TRUE", ""]])))], SHEETS)
    made = load_workbook(BytesIO(marked(reading)))
    made["posts"]["C2"].value = "acting"
    again = read([("r.xlsx", saved(made))], SHEETS)
    assert again.is_right
    assert [row["occupancy"] for row in again.rows_of("posts")] == ["acting"]


def test_a_marked_copy_of_nothing_that_could_be_read_still_opens():
    reading = read([("a.pdf", b"%PDF")], SHEETS)
    assert load_workbook(BytesIO(marked(reading))).sheetnames == ["problems"]
