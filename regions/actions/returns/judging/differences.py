"""What a line says otherwise than it is kept, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regions.actions.import_return.sheets import FORECASTS, POSTS
from regions.actions.returns.kept import COLUMNS, FORETOLD
from regions.models import Forecast
from talentboard.nhs.words import join_words, long_day
from talentboard.sheets import Choice, Day, Row, YesNo

NAMES = {
    "post_ref": "Reference",
    "title": "Title",
    "role_family": "Role family",
    "level": "Level",
    "pay": "Pay",
    "board_seat": "Board seat",
    "clinical": "Clinical",
    "critical": "Critical",
    "occupancy": "Held",
    "holder": "Holder",
    "since": "Since",
    "expected_end": "Expected to end",
    "returns_on": "The absent holder returns",
    "established_from": "Established from",
    "shared_with": "Shared with",
    "expected_on": "Expected to fall vacant",
    "probability": "Probability",
    "reason": "Reason",
}
KINDS = {column.name: column.kind for sheet in (POSTS, FORECASTS) for column in sheet.columns}


def differences(row: Row, kept: Mapping[str, Any]) -> list[str]:
    """The columns of a row of posts that say something else than is kept; one that says nothing may leave it so."""
    return [*between(row, kept, [name for name in COLUMNS if not leaves(row, kept, name)])]


def leaves(row: Row, kept: Mapping[str, Any], name: str) -> bool:
    """Whether a blank cell leaves what is kept: a first day, and who holds a post that is held as it was."""
    if not row.reads(name) or row[name]:
        return False
    is_held_as_kept = row.get("occupancy") == kept["occupancy"]
    return name in ("since", "established_from") or (name == "holder" and is_held_as_kept)


def forecast_differences(row: Row, kept: Forecast | None) -> list[str]:
    """The same of a row of forecasts."""
    return [*between(row, {name: getattr(kept, name, None) for name in FORETOLD}, FORETOLD)]


def between(row: Row, kept: Mapping[str, Any], columns: Sequence[str]) -> Iterator[str]:
    for name in columns:
        was = kept.get(name) or None
        if not row.reads(name):
            yield f"{NAMES[name]}: was {in_words(name, was)}, now “{row.text(name)}”, which cannot be read"
        elif (row[name] or None) != was:
            yield f"{NAMES[name]}: was {in_words(name, was)}, now {in_words(name, row[name])}"


def in_words(name: str, value: Any) -> str:
    """A value as a sentence has it: the label of a slug, a day in full."""
    kind = KINDS[name]
    if isinstance(kind, YesNo):
        return "yes" if value else "no"
    if not value:
        return "nothing"
    if isinstance(kind, Day):
        return long_day(value)
    if isinstance(kind, Choice):
        return dict(kind.choices)[value]
    if isinstance(value, tuple):
        return join_words(value)
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
