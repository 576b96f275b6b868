"""The table behind each chart of a region's page."""

from collections.abc import Callable

from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus, Row, by_horizon, widest_first
from dashboard.sentences.headlines import Figures, critical_posts, number
from dashboard.sentences.names import ALL, BY_HORIZONS, HORIZONS, RUNGS, label_of
from talentboard.nhs.words import MINUS, between, count, decimal, percent_of, signed, signed_decimal

Address = Callable[[Focus], str]
NOT_COMPUTED = "n/a"


def gap_table(figures: Figures, focus: Focus, *, address: Address) -> Table:
    """Posts open or forecast, minus people ready: a row a role family (or level), widest gap first, then the total.

    address: where the page filtered to a focus is
    """
    key = focus.breakdown or "role_family"
    parts, posts = focus.parts(figures["gap"]), focus.parts(figures["posts"])
    names = widest_first(figures["gap"], focus)
    total_head = label_of(key, ALL) if focus.breakdown else "All of these posts"
    total = (total_head, number(focus.total(figures["posts"]), "posts"), by_horizon(focus.total(figures["gap"])))
    rows = [(label_of(key, part), number(posts.get(part, []), "posts"), by_horizon(parts[part])) for part in names]
    return Table(
        key="gap",
        caption="Gap: posts open or forecast, minus people ready",
        columns=(
            "Role family" if key == "role_family" else "Level",
            "Posts",
            *HORIZONS.values(),
            "Now and within a year",
        ),
        lines=tuple(_gap_line(*row, address(narrowed(focus, part))) for row, part in zip(rows, names, strict=True)),
        total=_gap_line(*total),
        note=_double_counting(rows, total[2]),
        file_columns=_gap_file_columns("Role family" if key == "role_family" else "Level"),
        file_rows=tuple(_gap_file_row(*row) for row in [*rows, total]),
    )


def demand_table(figures: Figures, focus: Focus) -> Table:
    """Demand with its interval and the people ready, a row a horizon."""
    demand, gaps = by_horizon(focus.total(figures["demand"])), by_horizon(focus.total(figures["gap"]))
    return Table(
        key="demand",
        caption="Posts open or forecast, and people ready",
        columns=(
            "When",
            "Posts open or forecast",
            "Number expected",
            "80% likely to be",
            "People ready",
            "Expected gap",
        ),
        lines=tuple(_demand_line(horizon, row, gaps.get(horizon, {})) for horizon, row in demand.items()),
        note="Not every forecast comes true: the expected gap is the number expected minus the people ready.",
        stack=True,
        file_columns=(
            "When",
            "Posts open or forecast",
            "Number expected",
            "Low (80%)",
            "High (80%)",
            "People ready",
            "Expected gap",
        ),
        file_rows=tuple(
            (
                HORIZONS[horizon],
                row["demand_count"],
                row["demand_expected"],
                row["low"],
                row["high"],
                gaps.get(horizon, {}).get("supply"),
                gaps.get(horizon, {}).get("gap_expected"),
            )
            for horizon, row in demand.items()
        ),
    )


def cover_table(figures: Figures, focus: Focus) -> Table:
    """Netted cover, a row a horizon."""
    rows = by_horizon(focus.total(figures["cover"]))
    return Table(
        key="cover",
        caption="How many posts the pools could fill",
        columns=("By when", "Posts", "With anybody ready", "Filled", "Left unfilled", "Netted cover"),
        lines=tuple(
            Line(
                BY_HORIZONS[horizon],
                (
                    *(Cell(count(row[column])) for column in ("openings", "gross", "filled", "unfilled")),
                    Cell(_ratio(row["netted_cover"])),
                ),
            )
            for horizon, row in rows.items()
        ),
        note="Each person fills one post at most. Netted cover is posts filled divided by posts.",
        stack=True,
        file_columns=("By when", "Posts", "With anybody ready", "Filled", "Left unfilled", "Netted cover"),
        file_rows=tuple(
            (
                BY_HORIZONS[horizon],
                *(row[column] for column in ("openings", "gross", "filled", "unfilled", "netted_cover")),
            )
            for horizon, row in rows.items()
        ),
    )


def choice_table(figures: Figures, focus: Focus) -> Table:
    """The choice ladder, a row a rung."""
    rungs = critical_posts(figures, focus)
    total = sum(rungs.values())
    return Table(
        key="choice",
        caption="Critical posts by the number of people ready for them",
        columns=("People ready in time", "Critical posts", "Share"),
        lines=tuple(
            Line(RUNGS[rung], (Cell(count(posts)), Cell(percent_of(posts, total)))) for rung, posts in rungs.items()
        ),
        total=Line("All critical posts", (Cell(count(total)), Cell(percent_of(total, total)))),
        stack=True,
        file_columns=("People ready in time", "Critical posts", "Of critical posts"),
        file_rows=tuple((RUNGS[rung], posts, total) for rung, posts in rungs.items()),
    )


def narrowed(focus: Focus, part: str) -> Focus:
    """What is looked at, narrowed down to one of its parts."""
    if focus.breakdown == "role_family":
        return Focus(role_family=part, level=focus.level, critical=focus.critical)
    return Focus(role_family=focus.role_family, level=part, critical=focus.critical)


def _gap_line(head: str, posts: int, gaps: dict[str, Row], address: str = "") -> Line:
    cells = [
        Cell(signed(row["gap"]), f"{count(row['demand_count'])} {MINUS} {count(row['supply'])}", short=row["gap"] > 0)
        for row in gaps.values()
    ]
    year = Cell(signed(gaps["0-1"]["cumulative_gap"])) if "0-1" in gaps else Cell(NOT_COMPUTED)
    return Line(head, (Cell(count(posts)), *cells, year), address)


def _gap_file_columns(head: str) -> tuple[str, ...]:
    each = ("posts open or forecast", "people ready", "gap", "expected gap")
    return (head, "Posts", *(f"{name}: {what}" for name in HORIZONS.values() for what in each), "Now and within a year")


def _gap_file_row(head: str, posts: int, gaps: dict[str, Row]) -> tuple[object, ...]:
    each = ("demand_count", "supply", "gap", "gap_expected")
    year = gaps.get("0-1", {}).get("cumulative_gap")
    return (head, posts, *(gaps.get(horizon, {}).get(column) for horizon in HORIZONS for column in each), year)


def _double_counting(rows: list[tuple[str, int, dict[str, Row]]], total: dict[str, Row]) -> str:
    """A sentence where people stand in several rows."""
    counted = sum(int(row["supply"]) for _, _, gaps in rows for row in gaps.values())
    people = sum(int(row["supply"]) for row in total.values())
    if not rows or counted <= people:
        return ""
    return (
        "Some people are in several pools, or in a pool of several role families: rows add up to more people than the "
        "total, which counts each once."
    )


def _demand_line(horizon: str, row: Row, gap: Row) -> Line:
    return Line(
        HORIZONS[horizon],
        (
            Cell(count(row["demand_count"])),
            Cell(decimal(row["demand_expected"])),
            Cell("certain" if horizon == "now" else between(int(row["low"]), int(row["high"]))),
            Cell(count(gap.get("supply") or 0)),
            Cell(signed_decimal(gap.get("gap_expected") or 0), short=(gap.get("gap_expected") or 0) > 0),
        ),
    )


def _ratio(value: float | None) -> str:
    return NOT_COMPUTED if value is None else decimal(value, places=2)
