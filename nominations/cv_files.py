"""CVs as files: what kind one is by its content, and whether it can be taken."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from nominations.models import CurriculumVitae
from nominations.words import one_line
from talentboard.access import NotAllowed

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
UNPACKED = 100 * MEGABYTE  # a Word document that unpacks to more is not read
Kind = CurriculumVitae.Kind
INSTEAD = "Send a PDF, or a Word document (.docx), of at most 5 MB."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how old Office files begin, and those with a password


@dataclass(frozen=True, slots=True)
class Checked:
    """A CV that can be kept: the file's name without folders, its kind by content, and its bytes."""

    name: str
    kind: str
    content: bytes


def plain(name: str) -> str:
    """The name of a file without its folders."""
    return one_line(PurePath(name.replace("\\", "/")).name)[-200:] or "cv"


def too_large(name: str, size: int) -> NotAllowed:
    """The refusal of a file of so many bytes, of which no more than some need have been read."""
    return NotAllowed(f"“{plain(name)}” has {size / MEGABYTE:.1f} MB. {INSTEAD}")


def checked(name: str, content: bytes) -> Checked:
    """The file, judged by what is in it whatever its name says. Raises NotAllowed with what would be right."""
    name = plain(name)
    if not content:
        raise NotAllowed(f"“{name}” is empty. {INSTEAD}")
    if len(content) > LARGEST:
        raise too_large(name, len(content))
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return Checked(name, pdf(name, content), content)
    if content.startswith(b"PK\x03\x04"):
        return Checked(name, word(name, content), content)
    if content.startswith(OLE):
        raise NotAllowed(
            f"“{name}” is protected by a password, or saved by an old version of Word. Save it as .docx or PDF without "
            "a password, and send that."
        )
    raise NotAllowed(f"“{name}” is neither a PDF nor a Word document, whatever its name says. {INSTEAD}")


def pdf(name: str, content: bytes) -> str:
    """A PDF that opens without a password and has a page."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise NotAllowed(f"“{name}” is protected by a password. Save it without one, and send that.")
        pages = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as problem:
        raise NotAllowed(
            f"“{name}” cannot be read as a PDF: it may be damaged. Save it again, and send that."
        ) from problem
    if not pages:
        raise NotAllowed(f"“{name}” has no page. {INSTEAD}")
    return Kind.PDF


def word(name: str, content: bytes) -> str:
    """A Word document without macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = set(parts.namelist())
            size = sum(part.file_size for part in parts.infolist())
            kinds = parts.read("[Content_Types].xml") if "[Content_Types].xml" in names and size <= UNPACKED else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as problem:
        raise NotAllowed(f"“{name}” cannot be read: it may be damaged. Save it again, and send that.") from problem
    if "word/document.xml" not in names or b"wordprocessingml.document" not in kinds:
        raise NotAllowed(f"“{name}” is not a Word document, whatever its name says. {INSTEAD}")
    if b"macroEnabled" in kinds or any(part.lower().endswith("vbaproject.bin") for part in names):
        raise NotAllowed(f"“{name}” holds macros. Save it as .docx without macros or as PDF, and send that.")
    return Kind.DOCX
