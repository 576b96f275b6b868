"""Files as people send them, made on the spot."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

from talentboard.sheets import Choice, Code, Column, Day, Email, Probability, Several, Sheet, Text, YesNo

OCCUPANCY = (
    ("substantive", "Substantive"),
    ("interim", "Interim"),
    ("acting", "Acting"),
    ("secondment-in", "Secondment in"),
    ("vacant", "Vacant"),
)
REASONS = (("end-of-term", "End of term"), ("new-post", "New post"), ("retirement", "Retirement"))

POSTS = Sheet(
    "posts",
    (
        Column("organisation", Code(), required=True, example="RAJ"),
        Column("post_ref", Text(40), required=True, about="Your own number of the post.", example="RAJ-001"),
        Column("occupancy", Choice(OCCUPANCY, "kind of occupancy"), required=True),
        Column("critical", YesNo()),
        Column("since", Day()),
        Column("shared_with", Several(Code())),
    ),
    about="One row a post.",
)
FORECASTS = Sheet(
    "forecasts",
    (
        Column("post_ref", Text(40), required=True),
        Column("expected_on", Day(), required=True),
        Column("probability", Probability(), required=True),
        Column("reason", Choice(REASONS, "reason"), required=True),
        Column("told", Email()),
    ),
)
SHEETS = (POSTS, FORECASTS)

POST_HEADS = ["organisation", "post_ref", "occupancy", "critical", "since"]
FORECAST_HEADS = ["post_ref", "expected_on", "probability", "reason"]


def book(**sheets: list[list]) -> Workbook:
    """A workbook with a sheet for each keyword."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    return made


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def xlsx(**sheets: list[list]) -> bytes:
    return saved(book(**sheets))


def rewritten(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The zip file with some members replaced (or added, or with None taken out)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            replacement = changes.get(name, old.read(name) if name in old.namelist() else None)
            if replacement is not None:
                new.writestr(name, replacement)
    return out.getvalue()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TEXTS_RELATION = (
    '<Relationship Id="rId99" Target="sharedStrings.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)


def as_excel_saves(texts: list[str], rows: list[list[int]]) -> bytes:
    """A workbook with the sheet posts whose cells point into the list of texts, as Excel itself writes them.

    texts: the XML inside each item of the list; rows: for each cell the place of its text.
    """
    plain = xlsx(posts=[["x"]])
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    cells = "".join("<row>" + "".join(f'<c t="s"><v>{place}</v></c>' for place in row) + "</row>" for row in rows)
    items = "".join(f"<si>{text}</si>" for text in texts)
    return rewritten(
        plain,
        {
            "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", TEXTS_RELATION).encode(),
            "xl/sharedStrings.xml": f"<sst {MAIN}>{items}</sst>".encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>".encode(),
        },
    )
