"""A table as a file. The writers are loaded when a file is asked for: Excel's brings NumPy."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify

from dashboard.pages.page import Source
from dashboard.pages.table import Table
from dashboard.reading.focus import Focus

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
About = Sequence[tuple[str, Any]]


def answer(table: Table, source: Source, *, about: About, kind: str, focus: Focus, name: str = "") -> HttpResponse:
    """The table as `csv`, or as `xlsx` with a sheet on what it rests on, named for where, what and as of when.

    name: of the system or organisation that it is of, where it is not of the region
    """
    where = slugify(name or source.place)
    posts = "" if focus.is_everything else f"{slugify(focus.posts)}-"
    content = _csv(table, source, name) if kind == "csv" else _excel(table, about)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8" if kind == "csv" else EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{where}-{posts}{table.key}-{source.as_of}.{kind}"'
    return response


def _csv(table: Table, source: Source, name: str) -> bytes:
    """Every row says where and as of when, for it may be cut out."""
    from talentboard.sheets.writing import csv_lines

    where = (("Region", source.place), *((("Place", name),) if name else ()), ("As of", source.as_of))
    rows = [(*(value for _, value in where), *row) for row in _rows(table)]
    return b"".join(csv_lines((*(head for head, _ in where), *table.file_columns), rows))


def _excel(table: Table, about: About) -> bytes:
    from talentboard.sheets.writing import Printed, workbook

    return workbook(
        [
            Printed(table.key.capitalize(), table.file_columns, _rows(table)),
            Printed("About", ("What", "Says"), about),
        ]
    )


def _rows(table: Table) -> list[list[Any]]:
    """Plain numbers, to six decimals: what lies behind is the noise of sums (0.8 - 1 is not -0.19999999999999996)."""
    return [[round(value, 6) if isinstance(value, float) else value for value in row] for row in table.file_rows]
