"""What has changed since the snapshot about a quarter before: numbers then and now, and what became of posts."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.pages.page import CHANGES, Section, Source, query
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus
from dashboard.sentences.changes import changes_finding, first_finding, since_said, what_moved_it
from dashboard.sentences.headlines import Figures, at, critical_posts, number
from talentboard.nhs.words import capital, count, long_day, percent_of, signed, signed_decimal, whole

JUMP = "What changed"
NOTHING = dict.fromkeys(
    (
        "open_before", "opened", "opened_forecast", "filled", "filled_forecast", "came", "went", "newly_forecast",
        "forecast_ended", "due", "due_expected", "due_low", "due_high",
    ),
    0,
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """The figures before: as of when, and the rows of the same measures, edition and posts."""

    since: dt.date
    figures: Figures


class Measured(NamedTuple):
    """One number then and now; `of`: out of how many, None where that says nothing. is_share: it is said as one."""

    name: str
    then: float
    now: float
    then_of: int | None = None
    now_of: int | None = None
    is_share: bool = False


def changes_section(figures: Figures, compared: Compared | None, focus: Focus, source: Source) -> Section:
    """The section on changes; on the first figures, that there is nothing to compare with yet."""
    own = query(focus, source.snapshot)
    if compared is None:
        return Section("changes", JUMP, first_finding(), None, own, kind=CHANGES)
    since, as_of = compared.since, source.as_of
    row = next(iter(focus.total(figures["changes"])), NOTHING)
    before = number(focus.total(compared.figures["posts"]), "open")
    return Section(
        "changes",
        JUMP,
        changes_finding(row, since=since, as_of=as_of),
        then_and_now(figures, compared, focus, as_of=as_of),
        own,
        kind=CHANGES,
        more=moves_table(row, since=since, as_of=as_of),
        aside=what_moved_it(row, since=since, as_of=as_of, open_before=before, focus=focus),
        links=(("See every post that changed", f"{source.up}changes/{own}"),),
    )


def then_and_now(figures: Figures, compared: Compared, focus: Focus, *, as_of: dt.date) -> Table:
    """The numbers of both days, and how they differ: in percentage points where they are shares."""
    then, now = (capital(since_said(*days)) for days in ((compared.since, as_of), (as_of, compared.since)))
    pairs = zip(_measured(compared.figures, focus), _measured(figures, focus), strict=True)
    measured = [
        Measured(name, was, is_, was_of, is_of, share) for (name, was, was_of, share), (_, is_, is_of, _) in pairs
    ]
    return Table(
        key="changes",
        caption=f"Then and now: {focus.posts}",
        columns=("What", then, now, "Change"),
        lines=tuple(Line(one.name, (_said(one.then, one.then_of, one), _said(one.now, one.now_of, one), _change(one)))
                    for one in measured),
        stack=True,
        file_columns=("What", "Then", "Then: out of", "Now", "Now: out of", "Change", "Change in percentage points"),
        file_rows=tuple(
            (
                one.name, one.then, one.then_of, one.now, one.now_of, one.now - one.then, _points(one),
            )
            for one in measured
        ),
        note=f"Then: the figures as of {long_day(compared.since)}, as they were made.",
    )  # fmt: skip


def moves_table(row: dict, *, since: dt.date, as_of: dt.date) -> Table:
    """What became of posts between the two days."""
    lines = (
        ("Opened", row["opened"], row["opened_forecast"]),
        ("Filled", row["filled"], row["filled_forecast"]),
        ("Newly forecast", row["newly_forecast"], None),
        ("Forecast ended, not opened", row["forecast_ended"], None),
    )
    return Table(
        key="moves",
        caption=f"What became of posts since {since_said(since, as_of)}",
        columns=("What became of them", "Posts", "Of these, forecast before"),
        lines=tuple(
            Line(head, (Cell(count(posts)), Cell("" if forecast is None else count(forecast))))
            for head, posts, forecast in lines
        ),
        note="A post that opened and was filled again in between stands in neither number.",
        stack=True,
        file_columns=("What became of them", "Since", "Until", "Posts", "Of these, forecast before"),
        file_rows=tuple((head, since, as_of, posts, forecast) for head, posts, forecast in lines),
    )


def _measured(figures: Figures, focus: Focus) -> list[tuple[str, float, int | None, bool]]:
    """Name, number, out of how many, and whether it is a share of those."""
    year = at(figures["demand"], focus, "0-1")
    cover = at(figures["cover"], focus, "now")
    rungs = critical_posts(figures, focus)
    ready = at(figures["supply"], focus, "now").get("supply")
    return [
        ("Posts open", number(focus.total(figures["posts"]), "open"), None, False),
        ("Posts expected to open within a year", float(year.get("demand_expected") or 0), None, False),
        ("People ready now", int(ready or 0), None, False),
        ("Critical posts with nobody ready", rungs["none"], sum(rungs.values()), False),
        ("Open posts the pools would fill", int(cover.get("filled") or 0), int(cover.get("openings") or 0), True),
    ]


def _said(value: float, of: int | None, one: Measured) -> Cell:
    if of is None:
        return Cell(count(whole(value)))
    return Cell(percent_of(value, of) if one.is_share else f"{count(value)} of {count(of)}")


def _change(one: Measured) -> Cell:
    if one.is_share:
        points = _points(one)
        if points is None:
            return Cell("n/a")
        said = signed(points) if abs(points) >= 1 or not points else signed_decimal(points)
        return Cell(f"{said} percentage {'point' if said in ('+1', '−1') else 'points'}")
    return Cell(signed(whole(one.now) - whole(one.then)))


def _points(one: Measured) -> float | None:
    """The difference of two shares in percentage points; None where one is of nothing, or they are no shares."""
    if not (one.is_share and one.then_of and one.now_of):
        return None
    return 100 * (one.now / one.now_of - one.then / one.then_of)
