"""What a file would change, before anything is changed: what every kind of file has in common."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from .problems import Problem
from .tables import Reading, Row


class Verdict(StrEnum):
    """What a row means against what is kept. The values are the words of the page."""

    NEW = "New"
    CHANGED = "Changed"
    CONFIRMED = "Confirmed"
    SAME = "No change"
    UNREADABLE = "Cannot be read"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the file and what it would do. detail: "was vacant", with several separated by semicolons."""

    row: Row
    verdict: Verdict
    detail: str = ""

    @property
    def words(self) -> str:
        """As the last column of the page says it: "Changed: was vacant"."""
        return f"{self.verdict}: {self.detail}" if self.detail else str(self.verdict)


@dataclass
class FilePlan:
    """What a file would change as of a day. Nothing is saved while it has problems.

    judged: every row, by its sheet, in the order of the files. saved: whether it has been.
    """

    reading: Reading
    as_of: dt.date
    judged: dict[str, list[Judged]] = field(default_factory=dict)
    saved: bool = False

    @property
    def problems(self) -> list[Problem]:
        return self.reading.problems

    @property
    def is_right(self) -> bool:
        """Whether the file can be saved."""
        return self.reading.is_right

    @property
    def changes_anything(self) -> bool:
        """Whether saving would change anything at all; if not, it is what we already have."""
        return any(one.verdict is not Verdict.SAME for rows in self.judged.values() for one in rows) or any(
            True for _ in self.besides()
        )

    def besides(self) -> Iterator[str]:
        """A line for each thing that would change and has no row of its own in the file."""
        yield from ()

    def counts(self, sheet: str) -> dict[Verdict, int]:
        """How many rows of a sheet have each verdict, in the order of the verdicts."""
        found = Counter(one.verdict for one in self.judged.get(sheet, ()))
        return {verdict: found[verdict] for verdict in Verdict if found[verdict]}

    @property
    def digest(self) -> str:
        """A short digest of everything the plan would do; another one means that something has changed meanwhile."""
        rows = (
            f"{one.row.table.file} {sheet} {one.row.number} {one.words}"
            for sheet, judged in self.judged.items()
            for one in judged
        )
        lines = [str(self.as_of), *rows, *self.besides(), *(problem.summary for problem in self.problems)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
