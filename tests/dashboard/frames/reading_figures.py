"""Asking for one figure in a line, for tests of single rules."""

import datetime as dt

from dashboard import frames
from dashboard.figures import figures
from tests.factories import DAY

CELL = ("finance", "executive-director")
WHOLE = ("all", "all")


def rows(measure, *, region="east", day=DAY, edition="open", slice="all", cell=None):
    """The rows of a figure as it would be computed now: of one role family and level, where these are given."""
    for made in figures(frames.read(region, day)):
        if (made.edition, made.measure, made.slice) == (edition, measure, slice):
            wanted = made.payload
            return [row for row in wanted if cell is None or (row["role_family"], row["level"]) == cell]
    raise AssertionError(f"There is no figure {measure} of {slice}.")


def one(measure, *names, cell=CELL, **asked):
    """The named values of the one row of a role family and level."""
    (row,) = rows(measure, cell=cell, **asked)
    return tuple(row[name] for name in names)


def by_horizon(measure, *names, cell=CELL, **asked):
    """The named values of a role family and level by horizon; of a single name the values alone."""
    found = [tuple(row[name] for name in names) for row in rows(measure, cell=cell, **asked)]
    return [values[0] for values in found] if len(names) == 1 else found


def rungs(**asked):
    """Critical posts of the whole region with nobody, one, two, and three or more people to choose from."""
    return [row["critical_posts"] for row in rows("choice", cell=WHOLE, **asked)]


def quality(name, *, organisation="all", **asked):
    """One value of the quality of an organisation, or of all."""
    (row,) = [row for row in rows("quality", **asked) if row["organisation"] == organisation]
    return row[name]


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)
