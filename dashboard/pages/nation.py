"""The page of the regions side by side, and its tables."""

import datetime as dt
from collections.abc import Sequence

from dashboard.pages.block import Block
from dashboard.pages.page import query
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus
from dashboard.reading.sides import Side
from dashboard.sentences.names import HORIZONS
from dashboard.sentences.nation import nation_finding, not_known
from dashboard.sentences.sentence import Finding
from talentboard.nhs.words import MINUS, count, percent, rate_of, signed, signed_decimal

GAP_PER_100, REGIONS = "gap-per-100", "regions"
TABLES = (GAP_PER_100, REGIONS)
NOT_COMPUTED = "n/a"
NOT_THE_SUM = (
    "England counts everybody once and matches people to posts across regions, so it may differ from the sum of the "
    "regions."
)


def blocks_of_nation(
    england: Side, sides: Sequence[Side], focus: Focus, *, as_of: dt.date, own: str, chart: str = ""
) -> tuple[Block, Block]:
    """The small multiples with their table, and the regions in numbers.

    own: the filter and the snapshot, as an address holds them; chart: the drawn picture, if it is there
    """
    tables = (per_100_table(england, sides), regions_table(england, sides, focus, as_of=as_of))
    findings = (
        nation_finding(sides),
        Finding("The same regions, in numbers", "Each person is counted in the region of their pool, and once.", ""),
    )
    gaps, numbers = (
        Block(table.key, finding, table, f"regions/{table.key}.csv{own}", f"regions/{table.key}.xlsx{own}",
              draws=table.key == GAP_PER_100, chart=chart if table.key == GAP_PER_100 else "",
              key_of_gap=table.key == GAP_PER_100)
        for table, finding in zip(tables, findings, strict=True)
    )  # fmt: skip
    return gaps, numbers


def per_100_table(england: Side, sides: Sequence[Side]) -> Table:
    """The gap per 100 posts, a row a region and a column a horizon."""
    columns = ("Region", "Posts", *HORIZONS.values())
    return Table(
        key=GAP_PER_100,
        caption="Gap per 100 posts: posts open or forecast, minus people ready",
        columns=columns,
        lines=tuple(Line(side.name, _per_100(side)) for side in sides),
        total=Line(england.name, _per_100(england)),
        file_columns=("Talent board", *columns[1:]),
        file_rows=tuple(
            (side.name, side.posts if side.snapshot else None, *(side.per_100(horizon) for horizon in HORIZONS))
            for side in (*sides, england)
        ),
    )


def regions_table(england: Side, sides: Sequence[Side], focus: Focus, *, as_of: dt.date) -> Table:
    """The regions in numbers, with the n under every rate."""
    critical = ("Critical posts with nobody", lambda side: (side.nobody, side.critical))
    filled = ("Open posts the pools would fill", lambda side: (side.filled, side.openings))
    return Table(
        key=REGIONS,
        caption="The regions in numbers",
        columns=("Region", "Posts", "Open now", "Gap now", filled[0], critical[0], "Posts on fresh returns"),
        lines=tuple(_line(side, focus, as_of) for side in sides),
        total=Line(england.name, _cells(england)),
        note=NOT_THE_SUM,
        file_columns=(
            "Talent board", "Posts", "Vacant", "Covered", "Open", "People ready now", "Gap now",
            "Gap per 100 posts now", filled[0], "Open posts", critical[0], "Critical posts", "Posts on fresh returns",
            "Fresh returns", "Returns",
        ),
        file_rows=tuple(_file_row(side) for side in (*sides, england)),
    )  # fmt: skip


def _line(side: Side, focus: Focus, as_of: dt.date) -> Line:
    if side.snapshot is None:
        return Line(not_known(side, as_of), tuple(Cell(NOT_COMPUTED) for _ in range(6)))
    return Line(side.name, _cells(side), f"/{side.slug}/{query(focus, str(side.snapshot))}")


def _cells(side: Side) -> tuple[Cell, ...]:
    gap = side.gap()
    returns = f"{count(side.fresh_returns)} of {count(side.returns)} returns"
    return (
        Cell(count(side.posts)),
        Cell(count(side.opened), rate_of(side.opened, side.posts)),
        Cell(signed(gap), f"{count(side.opened)} {MINUS} {count(side.ready())}", short=gap > 0),
        _part(side.filled, side.openings),
        _part(side.nobody, side.critical),
        Cell(f"{count(side.fresh)} of {count(side.posts)}", f"{percent(side.fresh, side.posts)}, {returns}"),
    )


def _part(part: int, of: int) -> Cell:
    return Cell(f"{count(part)} of {count(of)}", percent(part, of)) if of else Cell(NOT_COMPUTED)


def _per_100(side: Side) -> tuple[Cell, ...]:
    values = [side.per_100(horizon) for horizon in HORIZONS]
    gaps = [Cell(NOT_COMPUTED) if one is None else Cell(signed_decimal(one), short=round(one, 1) > 0) for one in values]
    return (Cell(count(side.posts) if side.snapshot else NOT_COMPUTED), *gaps)


def _file_row(side: Side) -> tuple[object, ...]:
    if side.snapshot is None:
        return (side.name, *(None for _ in range(14)))
    return (
        side.name, side.posts, side.vacant, side.covered, side.opened, side.ready(), side.gap(), side.per_100(),
        side.filled, side.openings, side.nobody, side.critical, side.fresh, side.fresh_returns, side.returns,
    )  # fmt: skip
