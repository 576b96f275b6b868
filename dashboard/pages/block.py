"""A part of a page of figures that compares: a finding, its picture as it is kept, its table, and where that is as a
file."""

from dataclasses import dataclass

from dashboard.pages.table import Table
from dashboard.sentences.sentence import Finding


@dataclass(frozen=True)
class Block:
    """chart: the picture as HTML, empty where it is not drawn yet; draws: it has one. csv, excel: addresses.

    key_of_gap: filled means short of people, outline more people than posts, and the page says so.
    """

    key: str
    finding: Finding
    table: Table
    csv: str
    excel: str
    draws: bool = False
    chart: str = ""
    key_of_gap: bool = False

    @property
    def folds(self) -> bool:
        """The table stands behind its picture, to be opened."""
        return bool(self.chart)
