"""Reading the spreadsheets that people have, and writing ones that are safe to open.

reading = read([("RAJ return.xlsx", content)], SHEETS)
reading.problems        every problem of every row, in the order of the file
reading.rows_of("posts") typed rows
"""

from .declared import Column, Sheet
from .kinds import Choice, Code, Day, Email, Passage, Probability, Several, Text, YesNo
from .marking import marked
from .problems import Problem, Unreadable, count_by_kind
from .reading import read
from .tables import Reading, Row, Table
from .templates import template
from .writing import Printed, csv_lines, workbook

__all__ = [
    "Choice",
    "Code",
    "Column",
    "Day",
    "Email",
    "Passage",
    "Printed",
    "Probability",
    "Problem",
    "Reading",
    "Row",
    "Several",
    "Sheet",
    "Table",
    "Text",
    "Unreadable",
    "YesNo",
    "count_by_kind",
    "csv_lines",
    "marked",
    "read",
    "template",
    "workbook",
]
