"""The kinds of thing a column can hold. Each reads a cell into a value, or says what is wrong with it."""

import difflib
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Protocol

from .cells import UNSHOWN, Cell, cell_of
from .dates import read_date
from .problems import CHOICES, CODES, EMAILS, NUMBERS, TEXTS, Unreadable, quoted


class Kind(Protocol):
    """What a column holds. `read` gets a cell that is not blank and is neither a formula nor an error."""

    @property
    def right(self) -> str: ...

    def read(self, cell: Cell) -> Any: ...


@dataclass(frozen=True)
class Text:
    """Words on one line, at most `longest` characters."""

    longest: int = 200

    @property
    def right(self) -> str:
        return f"Text of at most {self.longest} characters."

    def read(self, cell: Cell) -> str:
        if isinstance(cell.held, datetime):
            raise Unreadable(
                f"{quoted(cell.text)} has become a date in the spreadsheet",
                "The text itself: set the cell's format to Text, then type it again.",
                kind=TEXTS,
            )
        text = cell.plain
        if UNSHOWN in text or any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in text):
            raise Unreadable(f"{quoted(text)} has a character that cannot be shown", "Type the text again.", kind=TEXTS)
        if len(text) > self.longest:
            raise Unreadable(f"{quoted(text)} is {len(text)} characters long", self.right, kind=TEXTS)
        return text


@dataclass(frozen=True)
class Passage:
    """Words on as many lines as they were written, at most `longest` characters."""

    longest: int = 4000

    @property
    def right(self) -> str:
        return f"Text of at most {self.longest:,} characters."

    def read(self, cell: Cell) -> str:
        lines = [Text(self.longest).read(cell_of(line)) for line in cell.text.splitlines()]
        text = "\n".join(lines).strip()
        if len(text) > self.longest:
            raise Unreadable(f"{quoted(cell.plain)} is {len(text):,} characters long", self.right, kind=TEXTS)
        return text


@dataclass(frozen=True)
class Choice:
    """One of a list of (slug, label): the slug, from either, whatever its capitals, blanks and hyphens."""

    choices: Sequence[tuple[str, str]]
    noun: str

    @cached_property
    def known(self) -> dict[str, str]:
        """Slug by every way of writing it."""
        by_label = {key(label): slug for slug, label in self.choices}
        return by_label | {key(slug): slug for slug, _label in self.choices}

    @property
    def right(self) -> str:
        return f"One of: {', '.join(slug for slug, _label in self.choices)}."

    def read(self, cell: Cell) -> str:
        written = key(cell.plain)
        if written in self.known:
            return self.known[written]
        raise Unreadable(
            f"{quoted(cell.text)} is not a {self.noun}", self.right, kind=CHOICES, likely=self.nearest(written)
        )

    def nearest(self, written: str) -> str | None:
        """The choice that was probably meant: one that begins or ends it, else the most alike."""
        inside = {
            slug
            for way, slug in self.known.items()
            if len(written) > 2 and (way.startswith(written) or written.startswith(way) or written.endswith(f"-{way}"))
        }
        if len(inside) == 1:
            return inside.pop()
        alike = difflib.get_close_matches(written, self.known, n=1, cutoff=0.6)
        return self.known[alike[0]] if alike else None


@dataclass(frozen=True)
class Code:
    """An ODS code, capitals or not."""

    right = "An ODS code: three to ten capital letters and figures, as RAJ."

    def read(self, cell: Cell) -> str:
        text = cell.plain.upper()
        if re.fullmatch(r"[A-Z0-9]{3,10}", text):
            return text
        first = re.match(r"([A-Z0-9]{3,10})\b(?=\W)", cell.plain)
        raise Unreadable(
            f"{quoted(cell.text)} is not an ODS code", self.right, kind=CODES, likely=first[1] if first else None
        )


@dataclass(frozen=True)
class YesNo:
    """Yes or no; TRUE and FALSE, 1 and 0 are taken too."""

    right = "yes or no."

    def read(self, cell: Cell) -> bool:
        text = cell.plain.casefold()
        if text in {"yes", "y", "true", "1"}:
            return True
        if text in {"no", "n", "false", "0"}:
            return False
        raise Unreadable(f"{quoted(cell.text)} is neither yes nor no", self.right, kind=CHOICES)


@dataclass(frozen=True)
class Day:
    """A day: YYYY-MM-DD, DD/MM/YYYY, or a date of the spreadsheet."""

    right = "A real date, as 31/03/2027 or 2027-03-31."

    def read(self, cell: Cell) -> date:
        return read_date(cell)


@dataclass(frozen=True)
class Probability:
    """A number above 0 and up to 1, kept to `places` decimal places."""

    places: int = 4
    right = "A number above 0 and up to 1."

    def read(self, cell: Cell) -> Decimal:
        number = None if isinstance(cell.held, datetime | bool) else self.number(cell.plain)
        if number is not None and 0 < number <= 1:
            kept = number.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
            if kept > 0:
                return kept
        raise Unreadable(
            f"{quoted(cell.text)} is not a probability", self.right, kind=NUMBERS, likely=self.likely(cell.plain)
        )

    @staticmethod
    def number(text: str) -> Decimal | None:
        """The finite number that the text is, in figures, or nothing."""
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", text, re.ASCII) or len(text) > 40:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            return None
        return number if math.isfinite(float(number)) else None

    def likely(self, text: str) -> str | None:
        """80 %, 80 and 0,8 probably mean 0.8."""
        number = self.number(text.rstrip("% ").replace(",", "."))
        if number is None:
            return None
        if 1 < number <= 100 and ("%" in text or (number == int(number) and number >= 5)):
            number /= 100
        return f"{number.normalize():f}" if 0 < number <= 1 else None


@dataclass(frozen=True)
class Email:
    """An e-mail address, in small letters."""

    right = "One e-mail address, as name@nhs.net."

    def read(self, cell: Cell) -> str:
        text = cell.plain.casefold()
        if looks_like_email(text):
            return text
        bare = text.removeprefix("mailto:").replace(" ", "").replace(",", ".").strip("<>;.")
        likely = bare if looks_like_email(bare) else None
        raise Unreadable(f"{quoted(cell.text)} is not an e-mail address", self.right, kind=EMAILS, likely=likely)


@dataclass(frozen=True)
class Several:
    """A list of one kind, separated by semicolons, as a tuple without repeats in the order of the file."""

    of: Kind
    most: int = 50

    @property
    def right(self) -> str:
        return f"{self.of.right} Several are separated by semicolons."

    def read(self, cell: Cell) -> tuple[Any, ...]:
        parts = [part.strip() for part in cell.plain.split(";") if part.strip()]
        try:
            values = tuple(dict.fromkeys(self.of.read(cell_of(part)) for part in parts))
        except Unreadable as wrong:
            likely = wrong.likely if len(parts) == 1 else None
            likely = self.semicolons(cell.plain) or likely
            raise Unreadable(wrong.wrong, self.right, kind=wrong.kind, likely=likely) from None
        if not values or len(values) > self.most:
            wrong_count = f"{quoted(cell.text)} names {len(values) or 'nothing'}"
            raise Unreadable(wrong_count, f"{self.right} At most {self.most}.", kind=CHOICES)
        return values

    def semicolons(self, text: str) -> str | None:
        """The list with semicolons, where it was separated by something else and every part can be read."""
        parts = [part.strip() for part in re.split(r"[,/;\n&]| and ", text) if part.strip()]
        try:
            return "; ".join(str(self.of.read(cell_of(part))) for part in parts) if len(parts) > 1 else None
        except Unreadable:
            return None


def key(text: str) -> str:
    """A word as it is compared: small letters and figures with single hyphens."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def nearest_text(wanted: str, texts: Sequence[str]) -> str | None:
    """The text that is most like the wanted word, if any is."""
    by_key = {key(text): text for text in texts}
    alike = difflib.get_close_matches(key(wanted), by_key, n=1, cutoff=0.7)
    return by_key[alike[0]] if alike else None


def looks_like_email(text: str) -> bool:
    return bool(
        len(text) <= 254
        and re.fullmatch(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", text)
    )
