"""What somebody may see, and may not say, of the forecasts of one post."""

from __future__ import annotations

from typing import Any

from regions.actions.returns.judging.differences import forecast_differences
from regions.actions.returns.judging.planning import Spoken
from regions.actions.returns.kept import KINDS, Eyes, KeptPost, foretold_texts
from regions.actions.returns.saying.foretelling import refusal
from regions.models import Forecast

from .words import ForecastSaid, Stated


def closed_to(kept: KeptPost | None, eyes: Eyes, facts: dict[str, str]) -> dict[bool, str]:
    sentences = {kind: refusal(kept, eyes, facts, confidential=kind) for kind in KINDS}
    return {kind: sentence for kind, sentence in sentences.items() if sentence}


def speak_of_forecasts(row: Stated, kept: KeptPost | None, eyes: Eyes, spoken: Spoken | None) -> None:
    """Add what this person may see of the forecasts, and count the problems of the others."""
    for kind in KINDS:
        said = spoken.on_forecasts.get(kind) if spoken else None
        live = kept.live[kind] if kept else None
        of_row = spoken.forecasts.get(kind) if spoken else None
        author = said["said_by"] if said else live.recorded_by_id if live else None
        if not eyes.sees(confidential=kind, author=author):
            row.hidden_problems += len(of_row.problems) if of_row else 0
            continue
        shown = kept.foretold(confidential=kind) if kept else None
        row.forecasts[kind] = said_of(kind, shown, said, of_row)
        row.problems += row.forecasts[kind].problems


def said_of(kind: bool, live: Forecast | None, said: dict[str, Any] | None, row: Any) -> ForecastSaid:
    """What is kept and said of one kind."""
    if said is None:
        return ForecastSaid(kind, live, foretold_texts(live), "as-kept" if live else "none")
    if said["is_none"]:
        return ForecastSaid(kind, live, {}, "withdrawn" if live else "none")
    words = forecast_differences(row, live)
    return ForecastSaid(kind, live, said["said"], "changed" if live else "new", words, [*row.problems])
