"""One cell of somebody's file: what it holds and what it says."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time

Held = str | int | float | bool | datetime | time | None

BLANK_RUN = re.compile(r"\s+")
LONE = re.compile("[\ud800-\udfff]")  # half a character, which no page, file or database can hold
UNSHOWN = "\ufffd"
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """held is the typed content, text the same as its author sees it, trouble "formula" or "error" where it is one."""

    text: str = ""
    held: Held = None
    trouble: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() and not self.trouble

    @property
    def plain(self) -> str:
        """The text on one line, without characters that nobody sees and with one space between words."""
        return plain(self.text)


BLANK = Cell()


def plain(text: str) -> str:
    """The text in normal form: no invisible characters, runs of blanks and line ends as one space."""
    if text.isascii() and text.isalnum():
        return text
    return BLANK_RUN.sub(" ", UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()


def cell_of(held: Held) -> Cell:
    """A cell for what a workbook holds, with the text that its author would recognise."""
    if held is None or held == "":
        return BLANK
    if isinstance(held, str):
        held = LONE.sub(UNSHOWN, held)
    return Cell(text=as_text(held), held=held)


def as_text(held: Held) -> str:
    """Numbers without a trailing .0, dates as 31/03/2027, yes and no as TRUE and FALSE."""
    if isinstance(held, bool):
        return "TRUE" if held else "FALSE"
    if isinstance(held, float):
        return str(int(held)) if held.is_integer() and abs(held) < 1e15 else repr(held)
    if isinstance(held, datetime):
        day = f"{held.day:02}/{held.month:02}/{held.year}"
        return day if held.time() == time() else f"{day} {held:%H:%M}"
    if isinstance(held, time):
        return f"{held:%H:%M}"
    return "" if held is None else str(held)
