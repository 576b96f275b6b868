"""Confidential rows are taken from those who may see confidential forecasts, and from nobody else."""

from talentboard.sheets import Problem, Reading, Row, Table
from talentboard.sheets.kinds import nearest_text
from talentboard.sheets.problems import HEADS

SENTENCE = "A file with confidential rows is taken from the regional lead only"


def refuse_confidential(reading: Reading) -> None:
    """Refuse everything that was read, before any row is shown, if any row is confidential or may be meant to be."""
    files = [table.file for table in reading.tables_of("forecasts") if may_be_confidential(table)]
    if not files:
        return
    reading.tables.clear()
    reading.notices.clear()
    reading.refused[:] = [
        Problem(
            "",
            None,
            "",
            file,
            SENTENCE,
            "Ask the regional lead to load it, or take the rows marked confidential out of it.",
            file=file,
        )
        for file in files
    ]


def may_be_confidential(table: Table) -> bool:
    """Whether any cell says anything but no: what cannot be read might be meant as yes."""
    doubled_heading = any(problem.column == "confidential" for problem in table.problems)
    return doubled_heading or any(is_or_may_be(row) for row in table.rows)


def is_or_may_be(row: Row) -> bool:
    return not row.reads("confidential") or bool(row["confidential"])


def check_heading(reading: Reading) -> None:
    """Report a heading that is nearly `confidential`: left out like other unknown ones, its rows would become open."""
    for table in reading.tables_of("forecasts"):
        headings = [cell.plain for cell in table.headings if not cell.is_blank]
        nearly = None if table.has("confidential") else nearest_text("confidential", headings)
        if nearly:
            table.report(
                f"“{nearly}” is nearly the heading confidential",
                "The heading confidential, or a quite different one.",
                row=table.heading_row,
                column="confidential",
                value=nearly,
                kind=HEADS,
                likely="confidential",
                lead="It is probably meant to be",
            )
