"""The tables of a system or an organisation: posts and what is expected of them, without people."""

from dashboard.pages.figure_tables import Address, narrowed
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus, by_horizon
from dashboard.sentences.headlines import Figures, number
from dashboard.sentences.names import ALL, HORIZONS, label_of
from dashboard.sentences.places import open_first
from talentboard.nhs.words import between, count, decimal, percent

COUNTS = ("posts", "vacant", "covered", "open", "covered_absence")


def posts_table(figures: Figures, focus: Focus, *, address: Address) -> Table:
    """Posts and how they are held: a row a role family (or level), most open first, then the total.

    address: where the page filtered to a focus is
    """
    key = focus.breakdown or "role_family"
    parts, total = focus.parts(figures["posts"]), focus.total(figures["posts"])
    head = label_of(key, ALL) if focus.breakdown else "All of these posts"
    rows = [(label_of(key, part), parts[part], address(narrowed(focus, part))) for part in open_first(figures, focus)]
    every = [*rows, (head, total, "")]
    lines = [_posts_line(*row) for row in every]
    column = "Role family" if key == "role_family" else "Level"
    return Table(
        key="posts",
        caption="Posts, and how they are held",
        columns=(column, "Posts", "Vacant", "Covered", "Open", "Vacancy rate", "Absence covered"),
        lines=tuple(lines[:-1]),
        total=lines[-1],
        note="Open is vacant or covered: held by an interim or acting person. An absence that is covered is not open.",
        file_columns=(column, "Posts", "Vacant", "Covered", "Open", "Absence covered", "Vacancy rate"),
        file_rows=tuple(
            (name, *(number(row, of) for of in COUNTS), row[0]["vacancy_rate"] if row else None)
            for name, row, _ in every
        ),
    )


def demand_table_of_place(figures: Figures, focus: Focus) -> Table:
    """Demand with its interval, a row a horizon."""
    rows = by_horizon(focus.total(figures["demand"]))
    return Table(
        key="demand",
        caption="Posts open or forecast",
        columns=("When", "Posts open or forecast", "Number expected", "80% likely to be"),
        lines=tuple(
            Line(
                HORIZONS[horizon],
                (
                    Cell(count(row["demand_count"])),
                    Cell(decimal(row["demand_expected"])),
                    Cell("certain" if horizon == "now" else between(int(row["low"]), int(row["high"]))),
                ),
            )
            for horizon, row in rows.items()
        ),
        stack=True,
        file_columns=("When", "Posts open or forecast", "Number expected", "Low (80%)", "High (80%)"),
        file_rows=tuple(
            (HORIZONS[horizon], *(row[column] for column in ("demand_count", "demand_expected", "low", "high")))
            for horizon, row in rows.items()
        ),
    )


def _posts_line(head: str, rows: list, address: str) -> Line:
    posts, vacant, covered, opened, absent = (number(rows, column) for column in COUNTS)
    cells = (count(posts), count(vacant), count(covered), count(opened), percent(opened, posts), count(absent))
    return Line(head, tuple(Cell(text) for text in cells), address)
