"""The parts of a workbook around its sheets: their names, its texts, which formats are dates.

A workbook is a zip file of XML from a stranger. It is read as a stream, within a budget of bytes and elements, so that
no file can cost more memory or time than that; entities and document types are refused.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from zlib import error as ZlibError

from defusedxml import DefusedXmlException
from defusedxml.sax import parse
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.utils.escape import unescape

from .problems import Refused
from .sources import TAKEN, Source, damaged, too_large

MOST_BYTES = 100 * 1024 * 1024
MOST_ELEMENTS = 2_000_000
MOST_TEXTS = 500_000
LONGEST_TEXT = 32_767
LONGEST_BETWEEN = 1024 * 1024  # bytes from one element to the next; the parser reads what it waits for again and again


class Finished(Exception):
    """Enough has been read of this part."""


class Handler(ContentHandler):
    """Counts elements and gives names without their prefix."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0

    def startElement(self, name: str, attrs: Any) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise too_large()
        self.begin(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:
        self.end(name.rpartition(":")[2])

    def begin(self, name: str, attrs: Any) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet of a workbook: its name, where it is kept, and whether its author has hidden it."""

    name: str
    path: str
    hidden: bool


class Package:
    """An open workbook. `budget` is how many more bytes may be unpacked from it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.budget = MOST_BYTES
        self.main = self.main_path()
        self.sheets, self.epoch = self.sheets_and_epoch()
        self.dates = self.date_styles()
        self.texts = self.shared_texts()

    def read(self, path: str, handler: Handler) -> None:
        """Run a part of the package through a handler, until it ends or the handler has finished."""
        with self.archive.open(path) as opened:
            try:
                parse(Budgeted(opened, self, handler), handler, forbid_dtd=True)
            except Finished:
                return

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """id -> (kind of relation, path) of what a part refers to."""
        folder, name = posixpath.split(path)
        found = Relations(folder)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations in self.names:
            self.read(relations, found)
        return found.targets

    def main_path(self) -> str:
        for kind, path in self.related("").values():
            if kind == "officeDocument" and path in self.names:
                return path
        raise damaged()

    def sheets_and_epoch(self) -> tuple[list[SheetPart], Any]:
        book, related = Book(), self.related(self.main)
        self.read(self.main, book)
        sheets = []
        for name, identifier, state in book.sheets:
            kind, path = related.get(identifier, ("", ""))
            if kind == "worksheet" and path in self.names:
                sheets.append(SheetPart(name, path, state in {"hidden", "veryHidden"}))
        return sheets, MAC_EPOCH if book.from_1904 else WINDOWS_EPOCH

    def date_styles(self) -> set[int]:
        styles = Styles()
        for path in self.of_kind("styles"):
            self.read(path, styles)
        return styles.dates()

    def shared_texts(self) -> list[str]:
        texts = Texts()
        for path in self.of_kind("sharedStrings"):
            self.read(path, texts)
        return texts.found

    def of_kind(self, wanted: str) -> list[str]:
        return [path for kind, path in self.related(self.main).values() if kind == wanted and path in self.names]


class Budgeted:
    """A part of the package that takes what it unpacks from the package's budget, and has elements all the way."""

    def __init__(self, opened: Any, package: Package, handler: Handler) -> None:
        self.opened, self.package, self.handler = opened, package, handler
        self.elements = self.since_the_last = 0

    def read(self, size: int = 65536) -> bytes:
        found: bytes = self.opened.read(65536 if size < 0 else min(size, 65536))
        self.package.budget -= len(found)
        if self.elements == self.handler.elements:
            self.since_the_last += len(found)
        else:
            self.elements, self.since_the_last = self.handler.elements, 0
        if self.package.budget < 0 or self.since_the_last > LONGEST_BETWEEN:
            raise too_large()
        return found

    def close(self) -> None:
        self.opened.close()


class Relations(Handler):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.targets: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, attrs: Any) -> None:
        if name == "Relationship" and attrs.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", self.folder, attrs.get("Target", ""))).lstrip("/")
            self.targets[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], path)


class Book(Handler):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def begin(self, name: str, attrs: Any) -> None:
        if name == "sheet" and len(self.sheets) < 1000:
            identifier = next((attrs[key] for key in attrs.getNames() if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((attrs.get("name", ""), identifier, attrs.get("state", "visible")))
        elif name == "workbookPr":
            self.from_1904 = attrs.get("date1904", "0") in {"1", "true"}


class Styles(Handler):
    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[str, str] = {}
        self.cells: list[str] = []
        self.inside = False

    def begin(self, name: str, attrs: Any) -> None:
        if name == "numFmt":
            self.formats[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")[:255]
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            self.cells.append(attrs.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False

    def dates(self) -> set[int]:
        """The places of the cell styles that show a number as a date."""
        return {place for place, number in enumerate(self.cells) if is_date_format(self.code(number))}

    def code(self, number: str) -> str:
        builtin = BUILTIN_FORMATS.get(int(number)) if number.isdigit() else None
        return self.formats.get(number) or builtin or "General"


class Texts(Handler):
    """The workbook's list of texts; phonetic guides are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.reading = self.guide = False
        self.length = 0

    def begin(self, name: str, attrs: Any) -> None:
        if name == "si":
            self.pieces, self.length = [], 0
        elif name == "rPh":
            self.guide = True
        elif name == "t":
            self.reading = not self.guide

    def characters(self, content: str) -> None:
        if self.reading and self.length < LONGEST_TEXT:
            self.pieces.append(content)
            self.length += len(content)

    def end(self, name: str) -> None:
        if name == "t":
            self.reading = False
        elif name == "rPh":
            self.guide = False
        elif name == "si":
            if len(self.found) >= MOST_TEXTS:
                raise too_large()
            self.found.append(unescape("".join(self.pieces)))


@contextmanager
def package_of(source: Source) -> Iterator[Package]:
    """The workbook, open. Whatever is broken in it is Refused as damaged."""
    try:
        with zipfile.ZipFile(BytesIO(source.content)) as archive:
            yield Package(archive)
    except (Refused, Finished):
        raise
    except DefusedXmlException:
        raise Refused(
            "The file holds XML that is not safe to read", f"The same file saved again from Excel. {TAKEN}"
        ) from None
    except (
        SAXException,
        ZlibError,
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        IndexError,
        OSError,
        EOFError,
        RuntimeError,
    ):
        raise damaged() from None
