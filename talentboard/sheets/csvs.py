"""The rows of a CSV file, as cells."""

import csv
from collections.abc import Iterator
from io import StringIO

from .cells import BLANK, Cell
from .problems import Refused
from .sources import TAKEN, Source

DELIMITERS = ",;\t"


def rows_of(source: Source) -> Iterator[tuple[int, list[Cell]]]:
    """Row number (as a spreadsheet shows it) and its cells, one row at a time. Raises Refused."""
    text = text_of(source)
    first, rest, delimiter = text.partition("\n")[0].strip().strip('"'), text, ""
    if first.lower().startswith("sep=") and len(first) == 5:
        rest, delimiter = text.partition("\n")[2], first[4]
    delimiter = delimiter or delimiter_of(rest)
    number = 0
    try:
        for number, row in enumerate(csv.reader(StringIO(rest, newline=""), delimiter=delimiter, strict=True), 1):
            yield number, [cell(text) for text in row]
    except csv.Error as error:
        raise Refused(
            f"Row {number + 1} cannot be told apart from the next ({error})",
            'Quotation marks in pairs: a value that holds " needs it twice, and the whole value between two.',
        ) from None


def text_of(source: Source) -> str:
    """The file as text: UTF-8, with or without a mark at the front, UTF-16 with one, else Windows-1252."""
    marked = source.content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return source.content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("The file is named .csv but does not hold text", f"A CSV file in UTF-8. {TAKEN}")


def delimiter_of(text: str) -> str:
    """The one that parts the first line with anything in it into most columns."""
    head = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    return max(DELIMITERS, key=head.count)


def cell(text: str) -> Cell:
    """A value of a CSV file; one that begins with = is a formula to every spreadsheet."""
    if not text.strip():
        return BLANK
    if text.lstrip().startswith("="):
        return Cell(text, text, "formula")
    if text.startswith("#") and text.strip() in {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"}:
        return Cell(text, text, "error")
    return Cell(text, text)
