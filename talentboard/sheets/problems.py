"""What is wrong with a file, said so that its author can put it right."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from talentboard.nhs.words import join_words, noun_for, plural

BLANKS = "Cells that must not be blank"
CHOICES = "Words that are not on the list"
CODES = "Codes that cannot be read"
DATES = "Dates that cannot be read"
EMAILS = "E-mail addresses that cannot be read"
ERRORS = "Cells with a spreadsheet error"
FILES = "Files that cannot be taken"
FORMULAS = "Formulas"
HEADS = "Column headings"
MERGES = "Merged cells"
NUMBERS = "Numbers that cannot be read"
TEXTS = "Texts that cannot be kept"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    row is the sheet's own number (the first row is 1), None for the whole sheet; sheet is "" for the whole file.
    value is what the cell says, as in the file. wrong and right are sentences. likely is what was probably meant
    and lead the words before it: "For this row probably" "acting", "February 2027 has" "28 days".
    kind is the heading under which problems are counted.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    wrong: str
    right: str
    likely: str | None = None
    lead: str = "For this row probably"
    kind: str = FILES
    file: str = ""

    @property
    def where(self) -> str:
        """The place in words: "posts, row 8"; the file's name where it is about the whole file."""
        if not self.sheet:
            return self.file
        return f"{self.sheet}, row {self.row}" if self.row else self.sheet

    @property
    def summary(self) -> str:
        """The line of the error summary: "posts, row 8: “Acting up” is not a kind of occupancy"."""
        return f"{self.where}: {self.wrong}"

    @property
    def advice(self) -> str:
        """What would be right, with what was probably meant."""
        return f"{self.right} {self.lead} {self.likely}" if self.likely else self.right


class Unreadable(Exception):
    """A cell that does not say what its column needs; the reader adds where it stands."""

    def __init__(
        self,
        wrong: str,
        right: str,
        *,
        kind: str,
        likely: str | None = None,
        lead: str = "For this row probably",
    ) -> None:
        super().__init__(wrong)
        self.wrong, self.right, self.kind = wrong, right, kind
        self.likely, self.lead = likely, lead


class Refused(Exception):
    """A file, or a sheet of it, that is not read at all: `wrong` and `right` as in a problem."""

    def __init__(self, wrong: str, right: str, *, kind: str = FILES) -> None:
        super().__init__(wrong)
        self.wrong, self.right, self.kind = wrong, right, kind


def quoted(text: str, longest: int = 60) -> str:
    """The text in quotation marks, cut where it is long."""
    return f"“{text if len(text) <= longest else text[: longest - 1] + '…'}”"


def to_put_right(rows: int, others: int) -> str:
    """Rows and things that belong to no row: "3 rows and 1 other thing need to be put right"."""
    parts = [plural(rows, "row")] if rows else []
    parts += [plural(others, "other thing" if rows else "thing")] if others else []
    return f"{join_words(parts)} {noun_for(rows + others, 'needs', 'need')} to be put right"


def count_by_kind(problems: Iterable[Problem]) -> dict[str, int]:
    """Heading -> number of problems, the most frequent first."""
    return dict(Counter(problem.kind for problem in problems).most_common())
