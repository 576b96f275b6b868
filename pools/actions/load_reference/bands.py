"""Load the bands of readiness."""

from pathlib import Path

from pools.models import ReadinessBand
from talentboard.nhs.words import plural
from talentboard.reference import Chapter, Tally, bring, reference_rows

BANDS = Path(__file__).resolve().parents[2] / "data" / "readiness_bands.csv"


def load_bands() -> Chapter:
    """Bring the bands to what their file says. Registered with `talentboard.reference`."""
    tally = Tally()
    bands = [
        ReadinessBand(
            code=row["code"],
            label=row["label"],
            months_from=_months(row["months_from"]),
            months_to=_months(row["months_to"]),
            order=place,
        )
        for place, row in enumerate(reference_rows(BANDS), start=1)
    ]
    bring(bands, key=("code",), says=("label", "months_from", "months_to", "order"), tally=tally)
    return Chapter(lines=[f"{plural(len(bands), 'band')} of readiness"], tally=tally)


def _months(text: str) -> int | None:
    return int(text) if text else None
