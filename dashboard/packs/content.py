"""What stands in a section of a pack: its finding as title, then parts with a chart, tables and notes. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from dashboard.pages.table import Cell, Line, Table
from dashboard.sentences.sentence import Finding, Sentence


@dataclass(frozen=True)
class Part:
    """A finding with its proof. charts: drawn for paper; halves: two narrow ones side by side; level: of its bookmark.

    findings: sentences in a list, each with whether it is to be treated with care; boxed: what to distrust; posts: a
    long list that may run over several pages
    """

    title: str = ""
    note: str = ""
    chart: str = ""
    key_of_gap: bool = False
    findings: tuple[tuple[Sentence, bool], ...] = ()
    figures: tuple[tuple[str, str, str], ...] = ()
    halves: tuple[tuple[str, str], ...] = ()
    boxed: tuple[Sentence, ...] = ()
    said: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    bookmark: str = ""
    key: str = ""


@dataclass(frozen=True)
class Comment:
    """What the regional team says of a section: in whose name, on which day."""

    text: str
    role: str
    on: dt.date


@dataclass(frozen=True)
class Section:
    """A section with its number and name, the finding as its title, and its parts. includes: a template of its own."""

    key: str
    number: int
    name: str
    title: str
    note: str = ""
    parts: tuple[Part, ...] = ()
    comments: tuple[Comment, ...] = field(default=())
    includes: str = ""

    @property
    def label(self) -> str:
        """ "2. Gap"."""
        return f"{self.number}. {self.name}"


def on_paper(table: Table, *, caption: str = "", note: str | None = None) -> Table:
    """A table without links and bars, and with another caption or note where one is given."""
    return replace(
        table,
        caption=caption or table.caption,
        lines=tuple(_plain(line) for line in table.lines),
        total=_plain(table.total) if table.total else None,
        note=table.note if note is None else note,
        stack=False,
    )


def spoken(finding: Finding) -> Finding:
    """A finding whose title says the numbers too: the only words that a PDF keeps of a chart."""
    return replace(finding, title=f"{finding.title}. {finding.description}".replace("..", ".").strip())


def _plain(line: Line) -> Line:
    return Line(line.head, tuple(_without_bar(cell) for cell in line.cells))


def _without_bar(cell: Cell) -> Cell:
    return replace(cell, bar=None, state="", text=cell.text or cell.state.capitalize())
