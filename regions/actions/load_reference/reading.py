"""The published files, read as they are."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from talentboard.reference import reference_rows

DATA = Path(__file__).resolve().parents[2] / "data"
TRUST_COLUMNS = {"code": 0, "name": 1, "region": 2, "system": 3, "opened": 10, "closed": 11}


@dataclass(frozen=True, slots=True)
class PublishedTrust:
    """One row of the Organisation Data Service. `closed` is the last day open."""

    code: str
    name: str
    region: str
    system: str
    opened: dt.date
    closed: dt.date | None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the changes of systems: what succeeded a closed one. `closed` is its last day open."""

    code: str
    closed: dt.date
    extent: str
    successor: str
    region: str
    opened: dt.date


@dataclass(frozen=True, slots=True)
class Move:
    """Where a trust of a divided system belongs since; no successor: not placed, for the reason in `basis`."""

    successor: str
    basis: str


@dataclass(frozen=True, slots=True)
class Published:
    """All files. regions: code to (name, talent board); boards: code to (name, region); others by ODS code."""

    regions: dict[str, tuple[str, str]]
    boards: dict[str, tuple[str, str]]
    changes: list[Change]
    moves: dict[str, Move]
    trusts: list[PublishedTrust]
    kinds: dict[str, str]
    real_codes: dict[str, str]


def published(folder: Path = DATA) -> Published:
    """Read the files of a folder."""
    regions = reference_rows(folder / "regions.csv")
    boards = reference_rows(folder / "integrated_care_boards.csv")
    moves = reference_rows(folder / "trust_moves_2026.csv")
    kinds = reference_rows(folder / "trust_kinds.csv")
    codes = reference_rows(folder / "system_codes.csv")
    return Published(
        regions={row["nhs_region_code"]: (row["nhs_region_name"], row["talent_board"]) for row in regions},
        boards={row["ods_code"]: (row["name"], row["nhs_region_code"]) for row in boards},
        changes=[_change(row) for row in reference_rows(folder / "integrated_care_boards_2026.csv")],
        moves={row["ods_code"]: Move(row["successor_name"], row["basis"]) for row in moves},
        trusts=[_trust(row) for row in reference_rows(folder / "etr.csv", TRUST_COLUMNS)],
        kinds={row["ods_code"]: row["kind"] for row in kinds},
        real_codes={row["provisional_code"]: row["ods_code"] for row in codes},
    )


def _change(row: dict[str, str]) -> Change:
    return Change(
        code=row["closed_ods_code"],
        closed=dt.date.fromisoformat(row["closed_on"]),
        extent=row["extent"],
        successor=row["successor_name"],
        region=row["successor_region"],
        opened=dt.date.fromisoformat(row["opened_on"]),
    )


def _trust(row: dict[str, str]) -> PublishedTrust:
    return PublishedTrust(
        code=row["code"],
        name=row["name"],
        region=row["region"],
        system=row["system"],
        opened=dt.date.fromisoformat(row["opened"]),
        closed=dt.date.fromisoformat(row["closed"]) if row["closed"] else None,
    )
