"""What is read of a file, and what is said about the cells that cannot be."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import numbers

from talentboard.sheets import Passage, Reading, Unreadable, count_by_kind, read
from talentboard.sheets.cells import cell_of
from tests.talentboard.sheets.sheet_files import FORECAST_HEADS, POST_HEADS, SHEETS, as_excel_saves, book, saved, xlsx

POST = ["RAJ", "A1", "vacant", "yes", "01/04/2026"]


def posts(*rows: list, heads: list[str] = POST_HEADS) -> Reading:
    return read([("return.xlsx", xlsx(posts=[heads, *rows]))], SHEETS)


def posts_csv(content: bytes | str, name: str = "posts.csv") -> Reading:
    return read([(name, content.encode() if isinstance(content, str) else content)], SHEETS)


def said(reading: Reading) -> list[tuple]:
    return [(problem.sheet, problem.row, problem.column, problem.value, problem.wrong) for problem in reading.problems]


def test_rows_are_read_into_values_by_column_with_the_sheets_own_numbers():
    reading = posts(POST, ["rqw ", " A 2 ", "Secondment in", "No", datetime.fromisoformat("2026-04-01")])
    assert reading.is_right
    first, second = reading.rows_of("posts")
    assert first.values == {
        "organisation": "RAJ", "post_ref": "A1", "occupancy": "vacant", "critical": True,
        "since": date(2026, 4, 1), "shared_with": None,
    }  # fmt: skip
    assert (second.number, second["organisation"], second["post_ref"]) == (3, "RQW", "A 2")
    assert (second["occupancy"], second["critical"], second["since"]) == ("secondment-in", False, date(2026, 4, 1))
    assert second.text("since") == "01/04/2026"
    assert second.text("post_ref") == " A 2 "


def test_columns_come_in_any_order_and_writing_and_unknown_ones_are_named():
    reading = posts(["vacant", "A1", "nice", "RAJ"], heads=["Occupancy *", "POST REF", "Remarks", " organisation"])
    assert reading.is_right
    assert [row["post_ref"] for row in reading.rows_of("posts")] == ["A1"]
    assert reading.notices == ["return.xlsx: column “Remarks” of sheet posts left out."]


def test_the_three_mistakes_of_the_drawing_say_what_the_drawing_says():
    reading = read(
        [
            (
                "MSE return Q2 2026.xlsx",
                xlsx(
                    posts=[POST_HEADS, ["RAJ", "A1", "Acting up", "", ""]],
                    forecasts=[
                        FORECAST_HEADS,
                        ["A1", "31/03/2027", "80 %", "Retirement"],
                        ["A2", "31/02/2027", 0.5, "End of term"],
                    ],
                ),
            )
        ],
        SHEETS,
    )
    assert [(problem.summary, problem.advice) for problem in reading.problems] == [
        (
            "posts, row 2: “Acting up” is not a kind of occupancy",
            "One of: substantive, interim, acting, secondment-in, vacant. For this row probably acting",
        ),
        (
            "forecasts, row 2: “80 %” is not a probability",
            "A number above 0 and up to 1. For this row probably 0.8",
        ),
        (
            "forecasts, row 3: “31/02/2027” is not a date",
            "A real date, as 28/02/2027 or 2027-02-28. February 2027 has 28 days",
        ),
    ]
    assert reading.to_put_right() == "3 rows need to be put right"


def test_a_row_keeps_what_could_be_read_of_it():
    (row,) = posts(["RAJ", "A1", "perhaps", "yes", "soon"]).rows_of("posts")
    assert row["post_ref"] == "A1"
    assert not row.reads("post_ref", "occupancy")
    assert not row.can_be_read
    assert len(row.problems) == 2


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("31/03/2027", date(2027, 3, 31)),
        ("3/4/2027", date(2027, 4, 3)),
        ("29/02/2028", date(2028, 2, 29)),
        ("2027-03-31 00:00:00", date(2027, 3, 31)),
        (46477, date(2027, 3, 31)),
        ("46477", date(2027, 3, 31)),
        (datetime.fromisoformat("2027-03-31 14:30"), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2027, 3, 31)),
    ],
)
def test_dates_are_taken_as_text_as_numbers_and_as_dates(written, day):
    reading = posts(["RAJ", "A1", "vacant", "", written])
    assert reading.is_right
    assert [row["since"] for row in reading.rows_of("posts")] == [day]


@pytest.mark.parametrize(
    ("written", "lead", "likely"),
    [
        ("31/04/2027", "April 2027 has", "30 days"),
        ("29/02/2027", "February 2027 has", "28 days"),
        ("2027-02-30", "February 2027 has", "28 days"),
        ("03/31/2027", "For this row probably", "31/03/2027"),
        ("31/03/27", "For this row probably", "31/03/2027"),
        ("31st March 2027", "For this row probably", "31/03/2027"),
        ("31.03.2027", "For this row probably", "31/03/2027"),
        ("99/99/2027", "For this row probably", None),
        ("TBC", "For this row probably", None),
        (12, "For this row probably", None),
        ("0001-01-01", "For this row probably", None),
        ("31/03/2206", "For this row probably", None),
        (True, "For this row probably", None),
    ],
)
def test_what_is_no_date_is_told_what_it_probably_is(written, lead, likely):
    (problem,) = posts(["RAJ", "A1", "vacant", "", written]).problems
    assert (problem.column, problem.lead, problem.likely) == ("since", lead, likely)


def test_a_workbook_that_counts_from_1904_gives_the_same_days():
    made = book(posts=[POST_HEADS, ["RAJ", "A1", "vacant", "", date(2027, 3, 31)]])
    made.epoch = datetime.fromisoformat("1904-01-01")
    assert [row["since"] for row in read([("a.xlsx", saved(made))], SHEETS).rows_of("posts")] == [date(2027, 3, 31)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (0.8, "0.8"),
        ("0.8", "0.8"),
        (1, "1"),
        ("1.0", "1"),
        (".5", "0.5"),
        (0.30000000000000004, "0.3"),
        ("8e-1", "0.8"),
    ],
)
def test_a_probability_is_above_nothing_and_up_to_one(written, kept):
    reading = read([("f.xlsx", xlsx(forecasts=[FORECAST_HEADS, ["A", "2027-03-31", written, "new-post"]]))], SHEETS)
    assert reading.is_right
    assert [row["probability"] for row in reading.rows_of("forecasts")] == [Decimal(kept)]


@pytest.mark.parametrize(
    ("written", "likely"),
    [
        (0, None), (1.2, None), (-0.5, None), ("80 %", "0.8"), ("80%", "0.8"), (80, "0.8"), ("0,8", "0.8"),
        ("likely", None), ("nan", None), ("inf", None), ("1e-9", None), (0.00001, None),
        (datetime.fromisoformat("2027-01-01"), None),
    ],
)  # fmt: skip
def test_what_is_no_probability_is_told_so(written, likely):
    reading = read([("f.xlsx", xlsx(forecasts=[FORECAST_HEADS, ["A", "2027-03-31", written, "new-post"]]))], SHEETS)
    (problem,) = reading.problems
    assert problem.wrong.endswith("is not a probability")
    if written not in ("1e-9", 0.00001):
        assert problem.likely == likely


@pytest.mark.parametrize(
    ("written", "likely"),
    [("Acting up", "acting"), ("substantve", "substantive"), ("secondment", "secondment-in"), ("xyz", None)],
)
def test_a_word_that_is_not_on_the_list_is_told_the_nearest(written, likely):
    (problem,) = posts(["RAJ", "A1", written, "", ""]).problems
    assert (problem.wrong, problem.likely) == (f"“{written}” is not a kind of occupancy", likely)


def test_lists_are_separated_by_semicolons():
    heads = ["organisation", "post_ref", "occupancy", "shared_with"]
    reading = posts(["RAJ", "A1", "vacant", "RQW; rdd;RQW;"], ["RAJ", "A2", "vacant", "RQW, RDD"], heads=heads)
    first, _second = reading.rows_of("posts")
    assert first["shared_with"] == ("RQW", "RDD")
    assert [(problem.row, problem.likely) for problem in reading.problems] == [(3, "RQW; RDD")]


@pytest.mark.parametrize(
    ("written", "likely"), [("SAM@NHS.NET", "sam@nhs.net"), ("sam at nhs", None), ("sam@nhs,net", "sam@nhs.net")]
)
def test_an_e_mail_address_is_in_small_letters(written, likely):
    heads = [*FORECAST_HEADS, "told"]
    row = ["A", "2027-03-31", 1, "new-post", written]
    reading = read([("f.xlsx", xlsx(forecasts=[heads, row]))], SHEETS)
    found = [row.get("told") for row in reading.rows_of("forecasts")] + [p.likely for p in reading.problems]
    assert likely in found


def test_missing_and_doubled_columns_are_named_with_what_they_are_probably_called():
    reading = posts(["RAJ", "A1", "A1", "x"], heads=["organisation", "post_ref", "Post ref", "occupant"])
    assert said(reading)[:2] == [
        ("posts", 1, "post_ref", "Post ref", "“post_ref” is the heading of two columns, B and C"),
        ("posts", 1, "occupancy", "", "There is no column “occupancy”"),
    ]
    assert reading.problems[1].likely == "occupant"


def test_a_sheet_without_any_of_our_headings_has_one_problem_and_not_one_for_each_cell():
    reading = posts(["b"], ["c"], heads=["a"])
    assert said(reading) == [("posts", 1, "", "a", "The first row of the sheet posts has none of its column headings")]


def test_a_required_cell_that_is_blank_is_a_problem_and_an_optional_one_is_nothing():
    reading = posts(["RAJ", "   ", "vacant", None, None])
    assert said(reading) == [("posts", 2, "post_ref", "   ", "post_ref is blank")]


def test_texts_are_read_as_excel_keeps_them_in_a_list_with_formats_and_reading_aids():
    rich = "<r><rPr><b/></rPr><t>va</t></r><r><t>cant</t></r><rPh><t>no</t></rPh>"
    texts = ["organisation", "post_ref", "occupancy", "RAJ", "A_x000D_&amp;1"]
    content = as_excel_saves([*(f"<t>{text}</t>" for text in texts), rich], [[0, 1, 2], [3, 4, 5]])
    (row,) = read([("a.xlsx", content)], SHEETS).rows_of("posts")
    assert (row["organisation"], row["post_ref"], row["occupancy"]) == ("RAJ", "A &1", "vacant")


def test_formulas_and_errors_are_problems_and_never_their_results():
    made = book(posts=[POST_HEADS, ["RAJ", "=A1&1", "vacant", "", ""], ["RAJ", "#REF!", "vacant", "", ""]])
    made["posts"]["B3"].data_type = "e"
    reading = read([("a.xlsx", saved(made))], SHEETS)
    assert said(reading) == [
        ("posts", 2, "post_ref", "=A1&1", "“=A1&1” is a formula"),
        ("posts", 3, "post_ref", "#REF!", "“#REF!” is a spreadsheet error"),
    ]
    assert reading.problems[0].right.startswith("Type the value instead.")


def test_a_formula_in_csv_is_one_too():
    assert said(posts_csv('organisation,post_ref,occupancy\nRAJ,"=HYPERLINK(1)",vacant\n')) == [
        ("posts", 2, "post_ref", "=HYPERLINK(1)", "“=HYPERLINK(1)” is a formula")
    ]


def test_merged_cells_in_the_table_are_problems_and_beside_it_are_not():
    made = book(posts=[POST_HEADS, POST, ["RAJ", "A2", "vacant", "", ""], ["RAJ", "A3", "vacant", "", ""]])
    made["posts"].merge_cells("C2:C3")
    made["posts"].merge_cells("H1:J9")
    reading = read([("a.xlsx", saved(made))], SHEETS)
    assert ("posts", 2, "occupancy", "vacant", "Cells C2 to C3 are merged") in said(reading)
    assert not any("H1" in problem.wrong for problem in reading.problems)


def test_blank_rows_and_columns_at_the_end_and_between_are_passed_over():
    made = book(posts=[POST_HEADS, POST, [None] * 5, ["RAJ", "A2", "vacant", "", ""], ["", "  "]])
    page = made["posts"]
    for row in range(6, 400):
        for column in range(1, 30):
            page.cell(row, column).number_format = numbers.FORMAT_TEXT
    reading = read([("a.xlsx", saved(made))], SHEETS)
    assert [row.number for row in reading.rows_of("posts")] == [2, 4]
    assert reading.is_right
    assert reading.notices == []


def test_hidden_rows_and_sheets_are_read_and_said():
    made = book(posts=[POST_HEADS, POST, ["RAJ", "A2", "vacant", "", ""]], other=[["x"]])
    made["posts"].row_dimensions[3].hidden = True
    made["posts"].sheet_state = "hidden"
    made["other"]["A1"].comment = Comment("a note", "somebody")
    reading = read([("a.xlsx", saved(made))], SHEETS)
    assert len(list(reading.rows_of("posts"))) == 2
    assert reading.notices == [
        "a.xlsx: Sheet “other” left out.",
        "a.xlsx: sheet posts is hidden; it was read all the same.",
        "a.xlsx: 1 hidden row was read in sheet posts.",
    ]


def test_a_sheet_with_headings_alone_has_no_rows():
    reading = posts()
    assert [problem.wrong for problem in reading.problems] == ["The sheet posts has no rows"]
    with_posts = read([("a.xlsx", xlsx(posts=[POST_HEADS, POST], forecasts=[FORECAST_HEADS]))], SHEETS)
    assert with_posts.is_right
    assert with_posts.notices == ["a.xlsx: sheet forecasts has no rows; nothing of it is changed."]


def test_values_without_a_heading_are_named():
    reading = posts([*POST, "what is this"])
    assert reading.is_right
    assert reading.notices == ["return.xlsx: column F of sheet posts has no heading; left out."]


def test_excel_making_a_date_of_a_reference_is_noticed():
    reading = posts(["RAJ", datetime.fromisoformat("2026-02-01"), "vacant", "", ""])
    assert said(reading)[0][4] == "“01/02/2026” has become a date in the spreadsheet"


def test_a_text_that_is_too_long_or_cannot_be_shown_is_a_problem():
    reading = posts(["RAJ", "x" * 41, "vacant", "", ""])
    assert said(reading)[0][4].endswith("is 41 characters long")
    assert "cannot be shown" in posts_csv("organisation,post_ref,occupancy\nRAJ,A\x07,vacant\n").problems[0].wrong


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_with_the_delimiter_and_encoding_it_has(delimiter, encoding):
    lines = [["organisation", "post_ref", "occupancy"], ["RAJ", "Zoë’s", "vacant"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    reading = posts_csv(text.encode(encoding))
    assert reading.is_right
    assert [row["post_ref"] for row in reading.rows_of("posts")] == ["Zoë’s"]


def test_csv_row_numbers_are_those_a_spreadsheet_shows():
    reading = posts_csv('sep=;\norganisation;post_ref;occupancy\n\nRAJ;"A\n1";vacant\nRAJ;;vacant\n')
    assert [row.number for row in reading.rows_of("posts")] == [3, 4]
    assert [problem.row for problem in reading.problems] == [4]
    assert [row.get("post_ref") for row in reading.rows_of("posts")] == ["A 1", None]


@pytest.mark.parametrize("name", ["POSTS.CSV", "posts (1).csv", "C:\\fakepath\\Posts.csv", "returns/posts.csv"])
def test_a_csv_files_name_is_its_sheets(name):
    assert posts_csv("organisation,post_ref,occupancy\nRAJ,A1,vacant\n", name).is_right


def test_a_csv_row_that_has_slipped_is_a_problem():
    reading = posts_csv("organisation,post_ref,occupancy\nRAJ,A1,vacant,more\nRAJ,A2,vacant,,\n")
    assert said(reading) == [("posts", 2, "", "more", "The row has 4 values for 3 columns")]


def test_a_quotation_mark_that_is_not_closed_is_a_problem_and_swallows_nothing():
    (problem,) = posts_csv('organisation,post_ref,occupancy\nRAJ,"A1,vacant\nRAJ,A2,vacant\n').problems
    assert problem.wrong.startswith("Row 2 cannot be told apart from the next")


def test_files_may_share_a_sheet_and_each_problem_names_its_file():
    content = xlsx(posts=[POST_HEADS, ["RAJ", "", "vacant", "", ""]])
    reading = read([("one.xlsx", content), ("two.xlsx", BytesIO(content))], SHEETS)
    assert [(problem.file, problem.row) for problem in reading.problems] == [("one.xlsx", 2), ("two.xlsx", 2)]
    assert len(list(reading.rows_of("posts"))) == 2


def test_problems_are_counted_by_kind():
    reading = posts(["RAJ", "", "vacant", "", "soon"], ["RAJ", "", "vacant", "", ""])
    assert count_by_kind(reading.problems) == {"Cells that must not be blank": 2, "Dates that cannot be read": 1}


def test_a_passage_keeps_its_lines_and_loses_what_nobody_sees():
    passage = Passage(40)
    assert passage.read(cell_of("Led  the\u200b merger.\r\n\n Both stayed. ")) == "Led the merger.\n\nBoth stayed."
    for text, wrong in (("a\n" * 30, "59 characters long"), ("a\x07b", "cannot be shown")):
        with pytest.raises(Unreadable, match=wrong):
            passage.read(cell_of(text))
