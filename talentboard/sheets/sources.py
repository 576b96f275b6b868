"""Somebody's file before it is read: is it a workbook or CSV, and small enough to open?"""

import math
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from .problems import Refused

LARGEST = 10 * 1024 * 1024
MOST_PARTS = 5_000  # a workbook of Excel's has some dozens
PART_LISTED = b"PK\x01\x02"
TAKEN = "An Excel workbook (.xlsx) or a CSV file (.csv), up to 10 MB, without macros and without a password."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

BEGINNINGS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
)


@dataclass(frozen=True)
class Source:
    """A file by the name its author gave it, held in memory (it has at most 10 MB)."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        """The name without folder, ending and the "(1)" that browsers add."""
        return re.sub(r" ?\(\d+\)$", "", Path(self.name).stem).strip()

    @property
    def ending(self) -> str:
        return Path(self.name).suffix.lower()


def taken_in(name: str, content: bytes | Path | BinaryIO) -> Source:
    """The file in memory. Raises Refused where it is too large or empty; a large one is not read."""
    bare = re.split(r"[\\/]", name)[-1] or "file"
    size, read = opened(content)
    if size > LARGEST:
        raise Refused(
            f"The file has {math.ceil(size / 104857.6) / 10:g} MB",
            "At most 10 MB. Leave out sheets that are not asked for.",
        )
    whole = read()
    if not whole.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Refused("The file is empty", "A file with at least one row under its column headings.")
    return Source(bare, whole)


def opened(content: bytes | Path | BinaryIO) -> tuple[int, Callable[[], bytes]]:
    """Size in bytes, and how to read them all."""
    if isinstance(content, bytes):
        return len(content), lambda: content
    if isinstance(content, Path):
        return size_of(content), content.read_bytes
    size = content.seek(0, 2)
    content.seek(0)
    return size, content.read


def size_of(path: Path) -> int:
    """The size of a file on disk. Raises Refused where there is none that can be read."""
    try:
        if path.is_dir():
            raise Refused("This is a folder", TAKEN)
        with path.open("rb"):
            return path.stat().st_size
    except OSError as error:
        raise Refused(f"The file cannot be opened ({error.strerror})", "The name of a file that is there.") from None


def kind_of(source: Source) -> Literal["workbook", "csv"]:
    """What the content is, whatever the name says. Raises Refused for everything that is not taken."""
    if source.content.startswith(b"PK"):
        return workbook(source)
    if source.content.startswith(OLE):
        raise old_office(source)
    start = source.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, what in BEGINNINGS:
        if start.startswith(beginning.lower()):
            raise Refused(f"The file is {what}", TAKEN)
    if source.ending != ".csv":
        raise Refused(not_as_named(source), TAKEN)
    if b"\x00" in source.content and source.content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("The file is named .csv but does not hold text", TAKEN)
    return "csv"


def not_as_named(source: Source) -> str:
    """What is wrong with a file that is neither of the two."""
    if source.ending in {".xlsx", ".xlsm", ".xls", ".xlsb"}:
        return f"The file is named {source.ending} but is not a workbook"
    return "The file is neither an Excel workbook nor CSV"


def old_office(source: Source) -> Refused:
    """Why a file in Microsoft's older container is not taken: a password, or an old format."""
    if ENCRYPTED in source.content:
        return Refused("The file is protected by a password", f"The same file saved without a password. {TAKEN}")
    if source.ending == ".xls" or "Workbook".encode("utf-16-le") in source.content:
        return Refused(
            "The file is an Excel 97-2003 workbook (.xls)", f"The same file saved as Excel workbook. {TAKEN}"
        )
    return Refused("The file is neither an Excel workbook nor CSV", TAKEN)


def workbook(source: Source) -> Literal["workbook"]:
    """Says that the zip file is a workbook without macros. Raises Refused for any other."""
    if has_too_many_parts(source.content):
        raise too_large()
    try:
        with zipfile.ZipFile(BytesIO(source.content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            parts = archive.read("mimetype") if has_small(archive, "mimetype") else b""
            kinds = archive.read("[Content_Types].xml") if has_small(archive, "[Content_Types].xml") else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError):
        raise damaged() from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise damaged() from None
        raise
    if any(member.flag_bits & 1 for member in members):
        raise Refused("The file is protected by a password", f"The same file saved without a password. {TAKEN}")
    if b"opendocument" in parts:
        raise Refused("The file is an OpenDocument file (.ods)", f"The same file saved as Excel workbook. {TAKEN}")
    if "xl/workbook.bin" in names:
        raise Refused("The file is a binary workbook (.xlsb)", f"The same file saved as Excel workbook. {TAKEN}")
    macros = any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in kinds
    if macros or source.ending in {".xlsm", ".xltm", ".xlam"}:
        raise Refused("The file holds macros", f"The same file saved as Excel workbook (.xlsx). {TAKEN}")
    if any(name.startswith("word/") for name in names):
        raise Refused("The file is a Word document", TAKEN)
    if "[Content_Types].xml" not in names or not any(name.lower().endswith("workbook.xml") for name in names):
        raise Refused("The file is neither an Excel workbook nor CSV", TAKEN)
    return "workbook"


def has_too_many_parts(content: bytes) -> bool:
    """Whether opening the zip file alone would cost a second: its list of parts is read as a whole."""
    return content.count(PART_LISTED) > MOST_PARTS


def size_unpacked(content: bytes) -> int:
    """How many bytes there are to read, as far as a zip file says; the reader has limits of its own."""
    if has_too_many_parts(content):
        return len(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return len(content)


def has_small(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether the archive has a member of that name that is safe to read whole."""
    return name in archive.namelist() and archive.getinfo(name).file_size < 1_000_000


def too_large() -> Refused:
    return Refused(
        "The file holds far more than a return can", "At most 20,000 rows in a sheet. Delete what is not asked for."
    )


def damaged() -> Refused:
    return Refused("The file is damaged and cannot be opened", f"The same file saved again from Excel. {TAKEN}")
