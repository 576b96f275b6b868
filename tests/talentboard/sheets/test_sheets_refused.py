"""Files that are not taken, each with a sentence that says why and what is."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from talentboard.sheets import Problem, parts, read, sources
from tests.talentboard.sheets.sheet_files import POST_HEADS, SHEETS, as_excel_saves, book, rewritten, saved, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
POST = ["RAJ", "A1", "vacant", "yes", "01/04/2026"]


def refusal(name: str, content) -> Problem:
    """The one problem of a file of which nothing was read."""
    reading = read([(name, content)], SHEETS)
    assert reading.tables == []
    (problem,) = reading.problems
    assert (problem.sheet, problem.row, problem.file) == ("", None, name)
    return problem


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("return.xlsx", b"", "The file is empty"),
        ("posts.csv", b"\xef\xbb\xbf\r\n \r\n", "The file is empty"),
        ("posts.csv", b",,,\r\n,,\r\n", "The file is empty"),
        ("return.xlsx", b"%PDF-1.7 ...", "The file is a PDF"),
        ("posts.csv", b"%PDF-1.7 ...", "The file is a PDF"),
        ("return.pdf", b"%PDF-1.7 ...", "The file is a PDF"),
        ("return.xls", b"<html><table></table></html>", "The file is a web page"),
        ("return.xls", OLE + "Workbook".encode("utf-16-le"), "The file is an Excel 97-2003 workbook (.xls)"),
        ("return.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password"),
        ("return.doc", OLE, "The file is neither an Excel workbook nor CSV"),
        ("return.docx", zipped(word__document=b"<w/>"), "The file is a Word document"),
        (
            "return.ods",
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "The file is an OpenDocument file (.ods)",
        ),
        ("return.zip", zipped(notes=b"hello"), "The file is neither an Excel workbook nor CSV"),
        ("return.xlsx", b"PK\x03\x04 not really", "The file is damaged and cannot be opened"),
        ("return.xlsx", b"organisation,post_ref\n", "The file is named .xlsx but is not a workbook"),
        ("return.txt", b"organisation,post_ref\n", "The file is neither an Excel workbook nor CSV"),
        ("posts.csv", b"organisation\x00\x01\x02", "The file is named .csv but does not hold text"),
        ("posts.csv", b"organisation\x81\xff", "The file is named .csv but does not hold text"),
        ("posts.csv", b"x" * (10 * 1024 * 1024 + 1), "The file has 10.1 MB"),
        ("posts.csv", b"x" * (50 * 1024 * 1024), "The file has 50 MB"),
        ("RAJ.csv", b"organisation,post_ref\n", "“RAJ.csv” does not say which sheet it is"),
    ],
)
def test_a_file_that_is_not_taken_is_told_why(name, content, wrong):
    assert refusal(name, content).wrong == wrong


def test_what_is_taken_is_said_to_whoever_sends_something_else():
    assert "An Excel workbook (.xlsx) or a CSV file (.csv), up to 10 MB" in refusal("photo.png", b"\x89PNG").right
    assert refusal("RAJ.csv", b"a,b\n").right == "A file named posts.csv or forecasts.csv."


def test_a_workbook_with_macros_is_not_taken_whatever_its_name():
    content = xlsx(posts=[POST_HEADS, POST])
    assert refusal("return.xlsm", content).wrong == "The file holds macros"
    with_macros = rewritten(content, {"xl/vbaProject.bin": b"macros"})
    assert refusal("return.xlsx", with_macros).wrong == "The file holds macros"


def test_a_truncated_workbook_is_damaged():
    content = xlsx(posts=[POST_HEADS, POST])
    assert "damaged" in refusal("return.xlsx", content[: len(content) // 2]).wrong


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize("content", [b"", b"<not", b"<a/>", None])
def test_a_workbook_with_a_broken_part_is_refused_and_nothing_is_raised(member, content):
    good = as_excel_saves(["<t>organisation</t>", "<t>RAJ</t>"], [[0], [1]])
    reading = read([("return.xlsx", rewritten(good, {member: content}))], SHEETS)
    assert reading.refused
    assert not list(reading.rows_of("posts"))


def test_entities_are_not_expanded():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet><sheetData>&a;</sheetData></worksheet>'
    )
    content = rewritten(xlsx(posts=[POST_HEADS, POST]), {"xl/worksheets/sheet1.xml": bomb})
    assert refusal("return.xlsx", content).wrong == "The file holds XML that is not safe to read"


def test_a_file_that_unpacks_to_far_more_than_it_says_is_refused(monkeypatch):
    monkeypatch.setattr(parts, "MOST_BYTES", 1_000_000)
    content = as_excel_saves(["<t>" + "a" * 1_000_000 + "</t>"], [[0]])
    assert len(content) < 20_000
    assert refusal("return.xlsx", content).wrong == "The file holds far more than a return can"


def test_more_texts_or_elements_than_a_return_can_hold_are_refused(monkeypatch):
    monkeypatch.setattr(parts, "MOST_TEXTS", 1000)
    assert "far more" in refusal("return.xlsx", as_excel_saves(["<t>a</t>"] * 1001, [[0]])).wrong
    monkeypatch.setattr(parts, "MOST_ELEMENTS", 3000)
    assert "far more" in refusal("return.xlsx", as_excel_saves(["<t>a</t>"], [[0]] * 1001)).wrong


def test_one_row_of_endless_cells_is_refused():
    content = as_excel_saves(["<t>a</t>"], [[0] * 16_385])
    assert refusal("return.xlsx", content).wrong == "The file holds far more than a return can"


def test_a_workbook_without_a_known_sheet_names_those_it_has():
    problem = refusal("return.xlsx", xlsx(Sheet1=[POST_HEADS, POST], Notes=[["hello"]]))
    assert problem.wrong == ("The workbook has no sheet named posts or forecasts; it has “Sheet1” and “Notes”")


def test_a_workbook_in_which_nothing_is_written_is_empty():
    assert refusal("return.xlsx", xlsx(posts=[], forecasts=[])).wrong == "The file is empty"


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path):
    assert "cannot be opened" in refusal("posts.csv", tmp_path / "posts.csv").wrong
    assert refusal("folder", tmp_path).wrong == "This is a folder"


def test_a_large_file_on_disk_is_refused_without_being_read(tmp_path: Path):
    large = tmp_path / "posts.csv"
    with large.open("wb") as out:
        out.truncate(3 * 1024**3)
    assert refusal("posts.csv", large).wrong == "The file has 3072 MB"


def test_a_workbook_of_a_million_rows_is_refused_at_the_first_row_too_many():
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>RAJ</t></is></c></row>'
    rows = "".join(row.format(number) for number in range(1, 1_000_001)).encode()
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + rows
    reading = read(
        [("big.xlsx", rewritten(saved(book(posts=[["organisation"]])), {"xl/worksheets/sheet1.xml": sheet}))], SHEETS
    )
    assert reading.tables[0].rows == []
    assert reading.problems[-1].wrong == "The sheet posts has more than 20,000 rows"


def test_a_csv_file_of_more_rows_than_are_taken_is_refused():
    content = "organisation,post_ref,occupancy\n" + "RAJ,A,vacant\n" * 20_001
    reading = read([("posts.csv", content.encode())], SHEETS)
    assert [problem.wrong for problem in reading.problems] == ["The sheet posts has more than 20,000 rows"]
    just = "organisation,post_ref,occupancy\n" + "RAJ,A,vacant\n" * 20_000
    assert len(list(read([("posts.csv", just.encode())], SHEETS).rows_of("posts"))) == 20_000


def test_one_bad_file_does_not_hide_what_is_wrong_with_the_next():
    reading = read([("a.pdf", b"%PDF"), ("posts.csv", b"organisation,post_ref,occupancy\nRAJ,,vacant\n")], SHEETS)
    assert [problem.where for problem in reading.problems] == ["a.pdf", "posts, row 2"]


def test_a_file_of_very_many_parts_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(sources, "MOST_PARTS", 20)
    content = zipped(**{f"part{number}": b"" for number in range(21)})
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refusal("return.xlsx", content).wrong == "The file holds far more than a return can"
    assert sources.size_unpacked(content) == len(content)


@pytest.mark.parametrize(
    "long", ["<c a='{}'/>", "<!--{}-->", "<?note {}?>"], ids=["attribute", "comment", "instruction"]
)
def test_one_thing_without_end_is_refused_before_it_is_read_again_and_again(long):
    inside = long.format(">" * (parts.LONGEST_BETWEEN + 200_000))
    sheet = f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()
    content = rewritten(xlsx(posts=[POST_HEADS, POST]), {"xl/worksheets/sheet1.xml": sheet})
    assert refusal("return.xlsx", content).wrong == "The file holds far more than a return can"
