"""What the files mean: bodies with half-open periods, what became of them, and where each belongs when.

Published closing days are last days open, so a body is so until the day after. Placements are stated from the day on
which systems began, or from the organisation's opening if that was later; nothing is said of the time before.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.text import slugify

from regions.models import Organisation
from talentboard.reference import known

from .kinds import kind_of
from .naming import provisional_code, written
from .reading import Published, PublishedTrust

STATED_FROM = dt.date(2022, 7, 1)  # the Health and Care Act 2022 opened the integrated care boards
WALES = "W00"
CHANGES = "integrated_care_boards_2026.csv"
TRUSTS = "etr.csv"


@dataclass(frozen=True, slots=True)
class Area:
    """A system, and the board of the same code that runs it. `board` is the talent board's slug."""

    code: str
    name: str
    provisional: bool
    nhs_region: str
    board: str
    since: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Succession:
    """What a closed system became, wholly or in part; codes. `on` is the successor's first day for it."""

    predecessor: str
    successor: str
    extent: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation."""

    code: str
    name: str
    kind: str
    since: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Stay:
    """Where an organisation belongs for a period; no system: not placed in one, for the reason in `basis`."""

    code: str
    board: str
    system: str | None
    since: dt.date
    until: dt.date | None
    basis: str


@dataclass(slots=True)
class Structure:
    """All that is to be stored, and what was left out. boards: slug to name; coverage: region code to (name, slug)."""

    boards: dict[str, str]
    coverage: dict[str, tuple[str, str]]
    areas: dict[str, Area] = field(default_factory=dict)
    successions: list[Succession] = field(default_factory=list)
    trusts: list[Body] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    welsh: list[Body] = field(default_factory=list)
    real_codes: dict[str, str] = field(default_factory=dict)

    def bodies(self) -> list[Body]:
        """Every organisation: the trusts, and the integrated care boards themselves."""
        kind = Organisation.Kind.INTEGRATED_CARE_BOARD
        return self.trusts + [Body(a.code, a.name, kind, a.since, a.until) for a in self.areas.values()]


def plan(files: Published) -> Structure:
    """What the files mean. Raises WrongReference when one speaks of something that no other knows."""
    structure = Structure(
        boards={slugify(board): board for _, board in files.regions.values()},
        coverage={code: (name, slugify(board)) for code, (name, board) in files.regions.items()},
        real_codes=files.real_codes,
    )
    _plan_areas(structure, files)
    for trust in files.trusts:
        body = _body(trust, files)
        if trust.region == WALES:
            structure.welsh.append(body)
            continue
        structure.trusts.append(body)
        structure.stays += _stays(trust, body, structure, files)
    structure.stays += [
        Stay(area.code, area.board, area.code, area.since, area.until, "the board of this system")
        for area in structure.areas.values()
    ]
    return structure


def _plan_areas(structure: Structure, files: Published) -> None:
    """The systems of 2022 and those that followed them. A successor of a known name is that system."""
    ends = {change.code: _day_after(change.closed) for change in files.changes}
    for code, (name, region) in files.boards.items():
        board = known(structure.coverage, region, file="integrated_care_boards.csv")[1]
        structure.areas[code] = Area(code, name, False, region, board, STATED_FROM, ends.get(code))
    codes = {area.name: area.code for area in structure.areas.values()}
    for change in files.changes:
        known(structure.areas, change.code, file=CHANGES)
        if change.successor not in codes:
            code = provisional_code(change.successor, taken=structure.areas)
            board = known(structure.coverage, change.region, file=CHANGES)[1]
            structure.areas[code] = Area(code, change.successor, True, change.region, board, change.opened, None)
            codes[change.successor] = code
        successor = codes[change.successor]
        structure.successions.append(Succession(change.code, successor, change.extent, change.opened))


def _body(trust: PublishedTrust, files: Published) -> Body:
    return Body(
        code=trust.code,
        name=written(trust.name),
        kind=kind_of(trust.code, trust.name, named=files.kinds),
        since=trust.opened,
        until=_day_after(trust.closed) if trust.closed else None,
    )


def _stays(trust: PublishedTrust, body: Body, structure: Structure, files: Published) -> Iterator[Stay]:
    """Where a trust belongs: in its published system while that lasts, then where the changes put it."""
    area = known(structure.areas, trust.system, file=TRUSTS)
    board = known(structure.coverage, trust.region, file=TRUSTS)[1]
    since, until = max(body.since, STATED_FROM), body.until
    first_end = _earlier(area.until, until)
    if first_end is None or since < first_end:
        yield Stay(body.code, board, area.code, since, first_end, "published by the Organisation Data Service")
    if area.until is not None and (until is None or until > area.until):
        system, basis = _moved_to(body.code, area, structure, files)
        yield Stay(
            body.code,
            structure.areas[system].board if system else board,
            system,
            max(since, area.until),
            until,
            basis,
        )


def _moved_to(code: str, area: Area, structure: Structure, files: Published) -> tuple[str | None, str]:
    """The system a trust belongs to after its own has closed, and why; none where nobody has said."""
    if move := files.moves.get(code):
        codes = {later.name: later.code for later in structure.areas.values()}
        return (known(codes, move.successor, file="trust_moves_2026.csv") if move.successor else None), move.basis
    after = [succession for succession in structure.successions if succession.predecessor == area.code]
    if [succession.extent for succession in after] == ["whole"]:
        return after[0].successor, f"followed its system, {area.code}, which went over whole"
    return None, f"its system, {area.code}, was divided: not placed until published"


def _day_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days, default=None)
