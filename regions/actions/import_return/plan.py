"""What a file would change, before anything is changed."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from regions.models import Forecast, Occupancy, Organisation, Post, PostShare, Region
from talentboard.sheets import Problem, Reading, Row


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


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that is kept and not in the file any more: a post that would be closed, a forecast withdrawn."""

    organisation: str
    ref: str
    title: str


@dataclass
class Writes:
    """Rows to be stored. changed ones are kept objects with their new values; shares are (added, removed)."""

    new_posts: list[Post] = field(default_factory=list)
    changed_posts: list[Post] = field(default_factory=list)
    dropped_posts: list[Post] = field(default_factory=list)
    new_occupancies: list[Occupancy] = field(default_factory=list)
    shrunk_occupancies: list[Occupancy] = field(default_factory=list)
    changed_occupancies: list[Occupancy] = field(default_factory=list)
    dropped_occupancies: list[Occupancy] = field(default_factory=list)
    new_shares: list[PostShare] = field(default_factory=list)
    dropped_shares: list[PostShare] = field(default_factory=list)
    new_forecasts: list[Forecast] = field(default_factory=list)
    ended_forecasts: list[Forecast] = field(default_factory=list)


@dataclass
class ReturnPlan:
    """What a file would change as of a day. Nothing is saved while it has problems.

    posts, forecasts: the rows in the order of the files. closed, withdrawn: what is kept and not in the file, and would
    be closed or withdrawn on the day. missing: what would have to be closed, but nobody has said that it may be.
    organisations: those the file speaks of. returns_changed: whether a return would be signed off that is not.
    """

    reading: Reading
    as_of: dt.date
    region: Region | None = None
    organisations: list[Organisation] = field(default_factory=list)
    homes: dict[object, str] = field(default_factory=dict)
    posts: list[Judged] = field(default_factory=list)
    forecasts: list[Judged] = field(default_factory=list)
    closed: list[Gone] = field(default_factory=list)
    withdrawn: list[Gone] = field(default_factory=list)
    missing: list[Gone] = field(default_factory=list)
    returns_to_sign: list[Organisation] = field(default_factory=list)
    touched: dict[object, set[str]] = field(default_factory=dict)
    writes: Writes = field(default_factory=Writes)
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
        judged = any(one.verdict is not Verdict.SAME for one in (*self.posts, *self.forecasts))
        return judged or bool(self.closed or self.withdrawn or self.returns_to_sign)

    def counts(self, what: str) -> dict[Verdict, int]:
        """How many rows of `posts` or `forecasts` have each verdict, in the order of the verdicts."""
        found = Counter(one.verdict for one in getattr(self, what))
        return {verdict: found[verdict] for verdict in Verdict if found[verdict]}

    def verdict_of(self, row: Row) -> Judged | None:
        """What was judged of a row."""
        return next((one for one in (*self.posts, *self.forecasts) if one.row is row), None)

    @property
    def digest(self) -> str:
        """A short digest of everything the plan would do; another one means that something has changed meanwhile."""
        parts = [
            str(self.as_of),
            *(f"{one.row.table.file} {one.row.table.name} {one.row.number} {one.words}" for one in self.judged),
            *(f"gone {gone}" for gone in (*self.closed, *self.withdrawn, *self.missing)),
            *(f"signs {organisation.code}" for organisation in self.returns_to_sign),
            *(problem.summary for problem in self.problems),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

    @property
    def judged(self) -> Iterable[Judged]:
        return (*self.posts, *self.forecasts)

    def touch(self, organisation_id: object, fields: Iterable[str]) -> None:
        """Remember which fields of an organisation's posts and forecasts change, for the audit."""
        self.touched.setdefault(organisation_id, set()).update(fields)
