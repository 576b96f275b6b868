"""The table of data quality, organisation by organisation, and the lists behind its numbers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from dashboard.pages.returns import return_state
from dashboard.pages.table import Cell, Line, Table
from dashboard.sentences.trust import FRESH_DAYS
from regions.posts.to_mend import LONG_OPEN, NOBODY, OVERDUE, STALE, UNSIGNED, ToMend
from talentboard.nhs.words import count, long_day, plural

ORGANISATIONS = "organisations"


class Problem(NamedTuple):
    """A column of the measure `quality`: its key, the list behind it, its head in files, that list's title, and how one
    and how many are said of an organisation."""

    key: str
    what: str
    head: str
    title: str
    one: str
    many: str


PROBLEMS = (
    Problem("stale_forecasts", STALE, "Forecasts over 90 days old", "forecasts made more than 90 days before",
            "forecast over 90 days old", "forecasts over 90 days old"),
    Problem("overdue_forecasts", OVERDUE, "Overdue forecasts", "overdue forecasts",
            "overdue forecast", "overdue forecasts"),
    Problem("posts_without_occupancy", NOBODY, "Posts with nobody recorded", "posts with nobody recorded",
            "post with nobody recorded", "posts with nobody recorded"),
    Problem("open_over_a_year", LONG_OPEN, "Open over 12 months", "posts open for more than 12 months",
            "post open over 12 months", "posts open over 12 months"),
    Problem("corrections_not_signed_off", UNSIGNED, "Corrections not signed off", "corrections not yet signed off",
            "correction not signed off", "corrections not signed off"),
)  # fmt: skip
TITLES = {problem.what: problem.title for problem in PROBLEMS}


class Link(NamedTuple):
    """What mends something, and where."""

    words: str
    address: str


@dataclass(frozen=True)
class Body:
    """An organisation where it was placed on the day, with its row of the measure `quality`.

    lists: the slugs of the lists that the reader may open; links: what mends it
    """

    pk: UUID
    code: str
    name: str
    region: str
    system: str
    system_name: str
    row: Mapping[str, Any]
    lists: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()

    @property
    def age(self) -> int | None:
        """Days since the day of the newest signed-off return; None without one."""
        age = self.row.get("return_age_days")
        return None if age is None else int(age)

    @property
    def is_late(self) -> bool:
        """No signed-off return of the last 100 days."""
        return self.age is None or self.age > FRESH_DAYS

    @property
    def posts(self) -> int:
        """The posts that it leads."""
        return int(self.row.get("posts") or 0)

    @property
    def to_mend(self) -> int:
        """How many things there are to mend beside its return."""
        return sum(int(self.row.get(problem.key) or 0) for problem in PROBLEMS)

    @property
    def has_something(self) -> bool:
        """There is something to mend."""
        return self.is_late or bool(self.to_mend)

    @property
    def state(self) -> str:
        """Where this quarter's return is."""
        return "signed off" if self.row.get("return_state") == "signed-off" else return_state(self.row)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What there is to mend beside its return, in words, each with the slug of the list behind it where the reader
        may open that."""
        return [
            (plural(number, problem.one, problem.many), problem.what if problem.what in self.lists else "")
            for problem in PROBLEMS
            if (number := int(self.row.get(problem.key) or 0))
        ]

    @property
    def resting(self) -> str:
        """How many of its posts rest on a recent return: "12 of 12", "0 of 12"."""
        return f"{count(0 if self.is_late else self.posts)} of {count(self.posts)}" if self.posts else "n/a"

    def since(self, day: dt.date) -> str:
        """From which day its figures are."""
        return "no return yet" if self.age is None else long_day(day - dt.timedelta(days=self.age))


def file_of_quality(bodies: Sequence[Body], row_of_all: Mapping[str, Any]) -> Table:
    """Every organisation as a file, with all that is known of its data quality, and all together."""
    keys = ("return_state", "return_age_days", "posts", *(problem.key for problem in PROBLEMS), "memberships_past_end",
            "confidence")  # fmt: skip
    return Table(
        key=ORGANISATIONS,
        caption="Data quality, organisation by organisation",
        columns=(),
        lines=(),
        file_columns=(
            "Organisation", "Code", "System", "Return for the quarter", "Days since the day of the return in use",
            "Posts", *(problem.head for problem in PROBLEMS), "Memberships past their end",
            "Share of posts on recent returns",
        ),
        file_rows=(
            *((body.name, body.code, body.system_name, *(body.row.get(key) for key in keys)) for body in bodies),
            *((("All", "", "", *(row_of_all.get(key) for key in keys)),) if row_of_all else ()),
        ),
    )  # fmt: skip


def list_to_mend(posts: Sequence[ToMend], what: str, region: str, *, day: dt.date) -> Table:
    """The posts behind a number, the oldest first, each leading to its page."""
    return Table(
        key=what,
        caption=TITLES[what][:1].upper() + TITLES[what][1:],
        columns=("Post", "Organisation", "What to mend"),
        lines=tuple(
            Line(
                post.title,
                (Cell(post.organisation, number=False), Cell(post.says, number=False)),
                f"/{region}/posts/{post.id}/?as_of={day}",
            )
            for post in posts
        ),
        stack=True,
        file_columns=("Post", "Organisation", "Code", "What to mend", "Since"),
        file_rows=tuple((post.title, post.organisation, post.code, post.says, post.since) for post in posts),
    )
