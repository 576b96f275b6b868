"""What is said or kept of a post in words, from its columns as texts; what cannot be read is shown as it was typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from regions.models import BoardSeat, Forecast, Level, Occupancy, Pay, RoleFamily
from regions.posts import likelihood
from talentboard.nhs.words import join_words, long_day
from talentboard.sheets import Problem
from talentboard.sheets.problems import BLANKS

Texts = Mapping[str, str]
LABELS: dict[str, dict[str, str]] = {
    "role_family": dict(RoleFamily.choices),
    "level": dict(Level.choices),
    "pay": dict(Pay.choices),
    "board_seat": dict(BoardSeat.choices),
    "occupancy": dict(Occupancy.Kind.choices),
    "reason": dict(Forecast.Reason.choices),
    "clinical": {"yes": "Yes", "no": "No"},
    "critical": {"yes": "Yes", "no": "No"},
}
DAYS = {"since", "expected_end", "returns_on", "established_from", "expected_on", "closes_on"}
COLUMNS = {
    "post_ref": "Reference", "title": "Title", "role_family": "Role family", "level": "Level", "pay": "Pay",
    "board_seat": "Seat on the board", "clinical": "Clinical", "critical": "Critical", "occupancy": "How it is held",
    "holder": "Held by", "since": "Since", "expected_end": "Expected to end", "returns_on": "Absent holder returns",
    "established_from": "First day", "shared_with": "Also serves",
}  # fmt: skip
BLANK = {
    "occupancy": "Nothing says how it is held", "expected_on": "Nothing says when", "reason": "Nothing says why",
    "probability": "Nothing says how likely", "closes_on": "Nothing says from which day",
}  # fmt: skip
IN_A_FILE = "For this row probably"


def in_words(column: str, text: str) -> str:
    """One cell: "executive-director" as "Executive director", "2026-08-03" as "3 August 2026"."""
    if column in DAYS:
        return day_in_words(text)
    if column == "probability":
        return probability_in_words(text)
    if column == "holder":
        return join_words(name.strip() for name in text.split(";")) if text else ""
    return LABELS.get(column, {}).get(text, text)


def day_in_words(text: str) -> str:
    day = as_day(text)
    return long_day(day) if day else text


def as_day(text: str) -> dt.date | None:
    """The day of "2026-08-03" or "3/8/2026"; None of anything else."""
    parts = text.split("/")[::-1] if "/" in text else text.split("-")
    try:
        year, month, day = map(int, parts)
        return dt.date(year, month, day)
    except ValueError:
        return None


def probability_in_words(text: str) -> str:
    """ "Likely (0.7)"; what is no probability as it was typed."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return likelihood.in_words(number) if 0 < number <= 1 else text


def kind_of(texts: Texts) -> str:
    """Role family and level, as one: "Finance, executive director"; "Chair"."""
    family, level = in_words("role_family", texts.get("role_family", "")), in_words("level", texts.get("level", ""))
    return family if family == level else f"{family}, {level.lower()}"


def held_by(texts: Texts) -> str:
    """Who holds it: "R. Bhatt", "R. Bhatt, acting", "Nobody: vacant"."""
    how, who = texts.get("occupancy", ""), in_words("holder", texts.get("holder", ""))
    if how in {"", "vacant"}:
        return "Nobody" if how else who or "Nobody recorded"
    if how == "substantive":
        return who or "Name not given"
    return f"{who or 'Name not given'}, {in_words('occupancy', how).lower()}"


def holding(texts: Texts) -> str:
    """ "Held by R. Bhatt, acting", "Vacant": how a post is held, as the beginning of a sentence."""
    return "Vacant" if texts.get("occupancy") == "vacant" else f"Held by {held_by(texts)}"


def held_since(texts: Texts) -> str:
    """ "since 3 August 2026, expected to end on 31 January 2027"; empty where nothing is said."""
    parts = [f"since {day_in_words(texts['since'])}"] if texts.get("since") else []
    if texts.get("expected_end"):
        parts.append(f"expected to end on {day_in_words(texts['expected_end'])}")
    if texts.get("returns_on"):
        parts.append(f"for somebody who returns on {day_in_words(texts['returns_on'])}")
    return ", ".join(parts)


def forecast_in_words(forecast: Texts | None) -> str:
    """ "31 March 2027. Likely (0.7), retirement"; empty where there is none."""
    if not forecast:
        return ""
    when = day_in_words(forecast.get("expected_on", ""))
    rest = [
        probability_in_words(forecast.get("probability", "")),
        in_words("reason", forecast.get("reason", "")).lower(),
    ]
    return f"{when}. {', '.join(filter(None, rest))}"


def wrong_with(problem: Problem) -> str:
    """What is wrong, as a page says it: "Role family is blank"."""
    if problem.kind != BLANKS:
        return problem.wrong
    return BLANK.get(problem.column) or f"{COLUMNS.get(problem.column, problem.column)} is blank"


def beside(problem: Problem) -> str:
    """What is wrong and what would be right, as it stands beside a field."""
    if problem.kind == BLANKS:
        return wrong_with(problem)
    lead = "Probably" if problem.lead == IN_A_FILE else problem.lead
    likely = f" {lead} {problem.likely}." if problem.likely else ""
    return f"{problem.wrong}. {problem.right}{likely}"
