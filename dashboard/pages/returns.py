"""How fresh the returns are that a page's figures rest on."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.pages.page import TABLE, Section, Source, query
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus, Row
from dashboard.sentences.headlines import Figures
from dashboard.sentences.names import ALL
from dashboard.sentences.sentence import Finding
from dashboard.sentences.trust import FRESH_DAYS, late_organisations
from talentboard.nhs.words import count, long_day, noun_for, plural

MOST_LINES = 30
ON_THEIR_WAY = {"in-progress": "in progress", "submitted": "submitted, not signed off", "reopened": "in progress"}


@dataclass(frozen=True)
class Known:
    """What the page calls an organisation, how many posts it leads (None where that is not stored), and its page."""

    name: str
    posts: int | None
    address: str = ""


def returns_section(figures: Figures, organisations: Mapping[str, Known], source: Source) -> Section | None:
    """How fresh the returns are; None where no organisation is known."""
    if not organisations:
        return None
    table = returns_table(figures, organisations, as_of=source.as_of)
    finding, own = returns_finding(figures), query(Focus(), source.snapshot)
    return Section("returns", "How fresh the returns are", finding, table, own, kind=TABLE)


def returns_finding(figures: Figures) -> Finding:
    """How many returns are recent: "20 of 25 returns are no more than 100 days old; 5 organisations stand on older"."""
    ages = {row["organisation"]: row["return_age_days"] for row in figures["quality"] if row["organisation"] != ALL}
    every, none = len(ages), sum(age is None for age in ages.values())
    late = len(late_organisations(figures))
    note = (
        "A late return leaves last quarter's figures in use. They are counted, and marked late wherever they are shown."
    )
    if not late:
        title = f"All {count(every)} returns are no more than {FRESH_DAYS} days old"
        return Finding(title if every != 1 else f"The only return is no more than {FRESH_DAYS} days old", "", "")
    if late == every:
        return Finding(f"No return is from the last {FRESH_DAYS} days", note, "")
    are = noun_for(every - late, "is", "are")
    said = f"{count(every - late)} of {count(every)} returns {are} no more than {FRESH_DAYS} days old"
    return Finding(f"{said}; {_late(late - none, none)}", note, "")


def returns_table(
    figures: Figures, organisations: Mapping[str, Known], *, as_of: dt.date, most: int | None = MOST_LINES
) -> Table:
    """The organisations whose return is late, those without any first, then the oldest.

    organisations: what is known of each, by its code; most: so many lines, None for all
    """
    rows = {str(row["organisation"]): row for row in figures["quality"]}
    late = late_organisations(figures)
    known = {code: organisations.get(code, Known(code, None)) for code in late}
    shown = late[:most]
    return Table(
        key="returns",
        caption="Organisations with a late return",
        columns=(
            "Organisation",
            "Return for this quarter",
            "Figures in use are from",
            "Days old",
            "Posts resting on them",
        ),
        lines=tuple(_line(known[code], rows[code], as_of) for code in shown),
        total=_total(rows, late, known) if late else None,
        note=""
        if len(shown) == len(late)
        else f"These are the {MOST_LINES} oldest of {count(len(late))}. The file has all.",
        stack=True,
        file_columns=("Code", "Organisation", "Return for this quarter", "Days old", "Posts resting on them"),
        file_rows=tuple(
            (code, known[code].name, return_state(rows[code]), rows[code]["return_age_days"], known[code].posts)
            for code in late
        ),
    )


def _late(older: int, none: int) -> str:
    """What the late ones have: "3 organisations stand on older figures", "and 2 have sent none yet"."""
    stand = f"{plural(older, 'organisation')} {noun_for(older, 'stands', 'stand')} on older figures"
    if not none:
        return stand
    have = f"{noun_for(none, 'has', 'have')} sent none yet"
    return f"{stand} and {count(none)} {have}" if older else f"{plural(none, 'organisation')} {have}"


def _line(known: Known, row: Row, as_of: dt.date) -> Line:
    age = row["return_age_days"]
    since = "no return yet" if age is None else long_day(as_of - dt.timedelta(days=int(age)))
    return Line(
        known.name,
        (
            Cell("", number=False, state=return_state(row)),
            Cell(since, number=False),
            Cell("n/a" if age is None else count(age)),
            Cell("n/a" if known.posts is None else count(known.posts)),
        ),
        known.address,
    )


def _total(rows: Mapping[str, Row], late: list[str], known: Mapping[str, Known]) -> Line:
    """How many organisations, of how many; how many posts rest on them, of how many."""
    every = rows.get(ALL, {}).get("posts")
    resting = sum(known[code].posts or 0 for code in late)
    posts = Cell("n/a" if every is None else f"{count(resting)} of {count(every)}")
    blank = Cell("", number=False)
    organisations = f"{count(len(late))} of {plural(len(rows) - (ALL in rows), 'organisation')}"
    return Line(organisations, (blank, blank, Cell(""), posts))


def return_state(row: Row) -> str:
    """Where this quarter's return is: on its way, or late."""
    return ON_THEIR_WAY.get(str(row["return_state"]), "late")
