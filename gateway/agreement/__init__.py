"""How well the assessors of a round agree: arithmetic on marks, without Django.

    agreement(read_marks("MARKS.csv", Path("MARKS.csv")))       what bin/manage agreement prints

An assessor's mark of a candidate on a criterion is a whole number; a candidate's marks on it are a *unit*.
"""

from .marks import Mark, read_marks
from .report import agreement

__all__ = ["Mark", "agreement", "read_marks"]
