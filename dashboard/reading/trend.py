"""One measure over time: which measures there are, what a value of one is, and the series that they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from dashboard.reading.focus import Row, by_horizon
from dashboard.sentences.names import ALL

Rows = Mapping[str, Sequence[Row]]
"""Measure -> the stored rows of one role family and level."""


class Kind(StrEnum):
    """How a value is said: a count, a share of something, or an estimate with its interval."""

    COUNT = "count"
    SHARE = "share"
    ESTIMATE = "estimate"


@dataclass(frozen=True)
class Value:
    """A number; `of` out of how many, where there is such; `low` and `high` of its 80% interval, where it has one."""

    number: float
    of: int | None = None
    low: float | None = None
    high: float | None = None

    @property
    def share(self) -> float | None:
        """The number out of all, as a fraction; None of nothing."""
        return self.number / self.of if self.of else None


@dataclass(frozen=True)
class Measure:
    """What can be compared. stored: the measures of a snapshot that it is read from; what: after the number.

    meaning: the colour that it has on every chart
    """

    slug: str
    name: str
    kind: Kind
    stored: tuple[str, ...]
    read: Callable[[Rows], Value | None]
    what: str
    meaning: str
    note: str


@dataclass(frozen=True)
class Asked:
    """What a page compares: a measure, of which posts, and one point for every quarter or month."""

    measure: str = "open"
    role_family: str = ALL
    level: str = ALL
    every: str = "quarter"


DEFAULT = Asked()


@dataclass(frozen=True)
class Point:
    """A quarter or month: its name, and the figures of its last day that has any; none where there are none.

    value: None without figures, and where the measure cannot be worked out from them
    fresh, posts: of how many posts the figures rest on recent returns
    """

    period: str
    as_of: dt.date | None = None
    made_at: dt.datetime | None = None
    snapshot: UUID | None = None
    value: Value | None = None
    fresh: int = 0
    posts: int = 0


@dataclass(frozen=True)
class Series:
    """The points, the oldest first, from the first figures on. is_cut: there are none of two years ago."""

    measure: Measure
    asked: Asked
    points: tuple[Point, ...]
    is_cut: bool = False

    @property
    def known(self) -> list[Point]:
        """The points with a value."""
        return [point for point in self.points if point.value is not None]

    @property
    def missing(self) -> list[Point]:
        """The quarters or months without figures between others."""
        return [point for point in self.points if point.as_of is None]


def plotted(measure: Measure, value: Value) -> float:
    """Where a value stands on a scale: shares in words of a hundred."""
    return 100 * (value.share or 0) if measure.kind is Kind.SHARE else value.number


def _open(rows: Rows) -> Value | None:
    return Value(_of(rows, "posts", "open"), _of(rows, "posts", "posts"))


def _expected_gap(rows: Rows) -> Value | None:
    year, ready = _at(rows, "demand", "0-1"), int(_at(rows, "supply", "0-1").get("supply") or 0)
    expected, low, high = (float(year.get(column) or 0) for column in ("demand_expected", "low", "high"))
    return Value(expected - ready, None, low - ready, high - ready)


def _ready(rows: Rows) -> Value | None:
    return Value(int(_at(rows, "supply", "now").get("supply") or 0))


def _cover(rows: Rows) -> Value | None:
    now = _at(rows, "cover", "now")
    return _share(int(now.get("filled") or 0), int(now.get("openings") or 0))


def _nobody(rows: Rows) -> Value | None:
    rungs = {row["rung"]: int(row["critical_posts"]) for row in rows.get("choice", ())}
    return Value(rungs.get("none", 0), sum(rungs.values()))


def _fresh(rows: Rows) -> Value | None:
    return _share(_of(rows, "trust", "posts_fresh"), _of(rows, "trust", "posts"))


def _share(part: int, of: int) -> Value | None:
    return Value(part, of) if of else None


def _at(rows: Rows, measure: str, horizon: str) -> Row:
    return by_horizon(rows.get(measure, ())).get(horizon, {})


def _of(rows: Rows, measure: str, column: str) -> int:
    found = rows.get(measure) or [{}]
    return int(found[0].get(column) or 0)


_ALL = (
    Measure("open", "Posts open", Kind.COUNT, ("posts",), _open, "posts open", "demand",
            "Open means vacant, or held by an interim or acting person."),
    Measure("vacancy-rate", "Vacancy rate", Kind.SHARE, ("posts",), lambda rows: _share(
        _of(rows, "posts", "open"), _of(rows, "posts", "posts")), "posts open", "demand",
            "Posts that are vacant or held by an interim or acting person, out of all posts."),
    Measure("expected-gap", "Expected gap within a year", Kind.ESTIMATE, ("demand", "supply"), _expected_gap,
            "expected gap within a year", "expected",
            "Posts expected to fall open within the year after each day, minus the people who become ready in it. "
            "Posts open already are not in it."),
    Measure("ready", "People ready", Kind.COUNT, ("supply",), _ready, "people ready now", "supply",
            "People in pools who are ready now, each counted once."),
    Measure("cover", "Netted cover now", Kind.SHARE, ("cover",), _cover, "open posts that the pools would fill",
            "supply", "The most open posts that can be filled if each person takes only one, out of all open ones."),
    Measure("nobody", "Critical posts with nobody", Kind.COUNT, ("choice",), _nobody,
            "critical posts with nobody ready", "dark", "Critical posts for which nobody is ready by the time they are "
            "needed."),
    Measure("fresh", "Posts on fresh returns", Kind.SHARE, ("trust",), _fresh, "posts on recent returns", "quiet",
            "Posts whose organisation's newest signed-off return was no more than 100 days old, out of all posts."),
)  # fmt: skip
MEASURES: dict[str, Measure] = {measure.slug: measure for measure in _ALL}
EVERY = {"quarter": "Every quarter", "month": "Every month"}
