"""Whatever somebody sends: a page with a sentence, nothing saved, and the page lives on."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.utils.cell import get_column_letter

from regions.models import Post
from talentboard.uploads.models import Upload, UploadFile
from tests.factories import OrganisationFactory
from tests.regions.actions.import_return.return_files import a_file, forecast, post
from tests.talentboard.sheets.sheet_files import as_excel_saves, book, rewritten, saved, xlsx
from tests.talentboard.sheets.test_sheets_refused import OLE, zipped
from tests.talentboard.uploads.uploading import mistakes, save, send, somebody, text

pytestmark = pytest.mark.django_db
HEADS = ["organisation", "post_ref", "title", "role_family", "level", "occupancy", "since"]
ROW = ["RAJ", "F1", "Director", "finance", "director", "vacant", "01/04/2026"]
CSV = ",".join(HEADS) + "\n"


@pytest.fixture(autouse=True)
def _east():
    OrganisationFactory(code="RAJ", placed="east")


@pytest.fixture
def team():
    return somebody()


def a_sheet(*rows: list, heads: list | None = None) -> tuple[str, bytes]:
    return ("return.xlsx", xlsx(posts=[heads or HEADS, *rows]))


def merged() -> tuple[str, bytes]:
    made = book(posts=[HEADS, ROW, [*ROW[:1], "F2", *ROW[2:]]])
    made["posts"].merge_cells("C2:C3")
    return ("return.xlsx", saved(made))


def a_million_rows() -> tuple[str, bytes]:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>RAJ</t></is></c></row>'
    rows = "".join(row.format(number) for number in range(1, 1_000_001)).encode()
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + rows
    return ("big.xlsx", rewritten(xlsx(posts=[["organisation"]]), {"xl/worksheets/sheet1.xml": sheet}))


def with_(column: str, value: object) -> tuple[str, bytes]:
    row = [*ROW]
    row[HEADS.index(column)] = value
    return a_sheet(row)


BAD = {
    "a PDF": ("return.pdf", b"%PDF-1.7 ..."),
    "a PDF named as a workbook": ("return.xlsx", b"%PDF-1.7 ..."),
    "macros": ("return.xlsm", xlsx(posts=[HEADS, ROW])),
    "a hidden macro": ("return.xlsx", rewritten(xlsx(posts=[HEADS, ROW]), {"xl/vbaProject.bin": b"x"})),
    "a password": ("return.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")),
    "nothing in it": ("return.xlsx", b""),
    "an old workbook": ("return.xls", OLE + "Workbook".encode("utf-16-le")),
    "a damaged workbook": ("return.xlsx", xlsx(posts=[HEADS, ROW])[:900]),
    "a document": ("return.docx", zipped(word__document=b"<w/>")),
    "a missing column": a_sheet(ROW[:-2], heads=HEADS[:-2]),
    "a doubled column": a_sheet([*ROW, "x"], heads=[*HEADS, "title"]),
    "a formula": with_("title", "=1+1"),
    "an impossible date": with_("since", "31/02/2026"),
    "a number as a date": with_("since", 7),
    "merged cells": merged(),
    "an unknown code": with_("organisation", "RZZ9"),
    "a Welsh code": with_("organisation", "7A1"),
    "a post twice": a_sheet(ROW, ROW),
    "no rows": a_sheet(),
    "no known sheet": ("return.xlsx", xlsx(Sheet1=[HEADS, ROW])),
    "a CSV of no known name": ("RAJ.csv", (CSV + ",".join(ROW)).encode()),
    "a CSV that is no text": ("posts.csv", b"organisation\x00\x01"),
    "a CSV with a broken quote": ("posts.csv", (CSV + 'RAJ,"F1').encode()),
    "too wide a row": ("return.xlsx", as_excel_saves(["<t>a</t>"], [[0] * 16_385])),
    "characters that cannot be kept": ("posts.csv", (CSV + "RAJ,F1,a\x07b,finance,director,vacant,\n").encode()),
    "invisible zeroes": ("posts.csv", (CSV + "RAJ,F1,a\x00b,x\x00y,director,vacant,\n").encode("utf-16")),
    "half a character": ("return.xlsx", xlsx(posts=[HEADS, ["RAJ", "F1", "_xD800_", "_x0000_", *ROW[4:]]])),
    "markup": with_("level", "<script>alert(1)</script>"),
    "a long text": with_("title", "x" * 32_000),
}


@pytest.mark.parametrize("file", BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_a_page_that_says_so_and_nothing_is_saved(team, file):
    page = send(team, file)
    assert page.status_code == 200
    assert re.match(r"Nothing has been saved: [12] (row|rows|thing|file) ", page.context["page"].headline)
    assert page.context["page"].problems[0]["right"]
    assert "<script>alert" not in text(page)
    assert not Post.objects.exists()
    good = send(team, a_file(posts=[post()]))
    assert good.context["page"].title == "Check what will change"


def test_a_probability_that_cannot_be_is_a_mistake(team):
    rows = [forecast(post_ref=f"F{n}", probability=p) for n, p in enumerate([0, 1.2, "80 %", "likely"])]
    page = send(team, a_file(posts=[post(post_ref=f"F{n}") for n in range(4)], forecasts=rows))
    assert [found[3] for found in mistakes(page)] == ["0", "1.2", "80 %", "likely"]


def test_a_csv_file_in_windows_1252_and_trailing_blank_rows_are_taken(team):
    lines = (CSV + "RAJ,F1,Directeur général,finance,director,vacant,\n,,,,,,\n\n").encode("cp1252")
    save(team, send(team, ("posts.csv", lines)))
    assert Post.objects.get().title == "Directeur général"


def test_dates_as_numbers_and_as_text_are_taken(team):
    rows = [
        [*ROW[:1], f"F{number}", *ROW[2:6], day]
        for number, day in enumerate([46113, "46113", "2026-04-01", "1/4/2026"])
    ]
    page = send(team, a_sheet(*rows))
    assert page.context["page"].title == "Check what will change"


def test_a_file_of_a_million_rows_is_read_by_a_worker(team):
    page = send(team, a_million_rows())
    assert page.redirect_chain[0][0].startswith("/jobs/")
    assert "Checking posts and forecasts for East" in text(page)


@pytest.mark.parametrize("megabytes", [11, 50])
def test_a_file_that_is_too_large_is_refused_beside_its_box_and_not_kept(team, megabytes):
    page = send(team, ("posts.csv", b"x" * megabytes * 1024 * 1024))
    assert page.status_code == 200
    assert f"“posts.csv” has {megabytes} MB. Choose a file of at most 10 MB" in text(page)
    assert "Nothing has been sent" in text(page)
    assert not Upload.objects.exists()


def test_files_that_are_too_large_together_are_refused(team):
    files = [(f"{number}.csv", b"x" * 9 * 1024 * 1024) for number in range(3)]
    assert "The files have more than 20 MB together" in text(send(team, *files))


def test_what_is_missing_in_the_form_is_said_beside_its_box(team):
    page = team.post("/east/upload/", {"as_of_day": "31", "as_of_month": "2", "as_of_year": "2026"})
    for sentence in ("Choose a file", "Select what the file holds", "must be a real day: February 2026 has 28 days"):
        assert sentence in text(page)


def test_too_many_files_and_two_of_one_name_are_refused(team):
    one = ("posts.csv", b"x")
    assert "Choose at most 10 files; these are 11" in text(send(team, *[(f"{n}.csv", b"x") for n in range(11)]))
    assert "Two of the files are named “posts.csv”" in text(send(team, one, one))


def test_a_day_to_come_is_refused(team):
    page = send(team, a_file(posts=[post()]), as_of=dt.date(2099, 1, 1))
    assert "or earlier" in text(page)
    assert not Upload.objects.exists()


def test_a_kind_of_file_that_is_not_taken_is_refused(team):
    sent = {"holds": "secrets", "as_of": "2026-09-30", "files": SimpleUploadedFile("posts.csv", b"x")}
    assert "“secrets” is not one of the choices" in text(team.post("/east/upload/", sent))


def test_a_file_of_the_other_kind_is_recognised(team):
    page = send(team, a_file(posts=[post()]), holds="members")
    assert "It looks like a file of posts and forecasts. Choose that, and check it again." in text(page)


def test_the_name_of_a_file_may_be_long_and_strange(team):
    page = send(team, ("é <b>" + "n" * 150 + ".xlsx", a_file(posts=[post()])[1]))
    assert "&lt;b&gt;" in text(page)
    assert page.context["page"].title == "Check what will change"


def test_a_wide_sheet_shows_the_columns_that_matter(team):
    heads = [*HEADS, *(get_column_letter(number) for number in range(1, 40))]
    page = send(team, a_sheet([*ROW[:4], "Boss", *ROW[5:], *"x" * 39], heads=heads))
    (window,) = page.context["page"].windows
    assert window["columns"] == HEADS[:2] + ["title", "role_family", "level", "occupancy", "since"]
    assert any("left out" in notice for notice in page.context["page"].findings["notices"])


def test_nothing_of_a_refused_file_is_kept(team):
    send(team, BAD["a PDF"])
    assert not UploadFile.objects.exists()
