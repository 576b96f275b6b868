"""How good is what an organisation told: section 8 of the measures, for one organisation."""

import datetime as dt

from dashboard.pages.page import TABLE, Section, Source, query
from dashboard.pages.returns import return_state
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.sentences.headlines import Figures
from dashboard.sentences.sentence import Finding
from dashboard.sentences.trust import FRESH_DAYS
from talentboard.nhs.words import count, long_day

KINDS = (
    ("stale_forecasts", "Forecasts made more than 90 days before"),
    ("overdue_forecasts", "Forecasts whose day has come while the post is still filled"),
    ("posts_without_occupancy", "Posts without anybody recorded, not even as vacant"),
    ("open_over_a_year", "Posts open for more than 12 months"),
    ("corrections_not_signed_off", "Corrections not yet signed off"),
)


def quality_section(figures: Figures, place: Place, source: Source) -> Section:
    """The return in use, and what to look at in it."""
    row = next((row for row in figures["quality"] if row["organisation"] == place.code), {})
    counts = [(name, int(row.get(key) or 0)) for key, name in KINDS]
    table = Table(
        key="quality",
        caption="What to look at",
        columns=("What", "How many"),
        lines=tuple(Line(name, (Cell(count(number)),)) for name, number in counts),
        stack=True,
        file_columns=("What", "How many"),
        file_rows=(("Days since the day of the return in use", row.get("return_age_days")), *counts),
    )
    return Section(
        "quality", "How fresh the return is", _finding(row, source.as_of), table, query(Focus(), source.snapshot),
        kind=TABLE,
    )  # fmt: skip


def _finding(row: dict, as_of: dt.date) -> Finding:
    age = row.get("return_age_days")
    if age is None:
        return Finding("No return has been signed off yet", "What is known comes from corrections alone.", "")
    day = long_day(as_of - dt.timedelta(days=int(age)))
    if int(age) <= FRESH_DAYS:
        return Finding(f"The return in use is from {day}", f"It is {count(age)} days old.", "", "")
    note = f"It is {count(age)} days old and is marked late wherever its figures are shown."
    state = return_state(row)
    return Finding(f"The return in use is from {day}; this quarter's is {state}", note, "")
