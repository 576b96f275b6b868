"""Returns as organisations send them, with only what a test is about."""

import datetime as dt
from io import BytesIO

from openpyxl import Workbook

from regions.actions.import_return import ReturnPlan, check_return, import_return
from talentboard.accounts.operator import operator

DAY = dt.date(2026, 9, 30)
POST = {
    "organisation": "RAJ",
    "post_ref": "F1",
    "title": "Director of finance",
    "role_family": "finance",
    "level": "executive-director",
    "occupancy": "substantive",
    "holder": "A. Holder",
}
FORECAST = {
    "organisation": "RAJ",
    "post_ref": "F1",
    "expected_on": "31/03/2027",
    "probability": "0.5",
    "reason": "End of term",
}


def post(**cells) -> dict:
    """A row of posts. Columns that the test does not speak of are not in the file unless another row has them."""
    vacant = {"holder": ""} if cells.get("occupancy") == "vacant" else {}
    return POST | vacant | cells


def forecast(**cells) -> dict:
    return FORECAST | cells


def a_file(*, posts: list[dict] | None = None, forecasts: list[dict] | None = None, name: str = "return.xlsx"):
    """A (name, content) workbook with a column for every key of any row."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in (("posts", posts), ("forecasts", forecasts)):
        if rows is not None:
            page = book.create_sheet(title)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            page.append(columns)
            for row in rows:
                page.append([row.get(column) for column in columns])
    out = BytesIO()
    book.save(out)
    return (name, out.getvalue())


def load(*files, as_of: dt.date = DAY, by=None, right: bool = True, **asked) -> ReturnPlan:
    """Import as the operator; the file must be right unless the test says otherwise."""
    plan = import_return(files, as_of=as_of, by=by or operator(), **asked)
    if right:
        assert [problem.summary for problem in plan.problems] == []
        assert plan.saved
    return plan


def check(*files, as_of: dt.date = DAY, by=None, **asked) -> ReturnPlan:
    return check_return(files, as_of=as_of, by=by or operator(), **asked)


def said(plan: ReturnPlan) -> list[tuple]:
    """Sheet, row, column, value and what is wrong, of every problem."""
    return [(problem.sheet, problem.row, problem.column, problem.value, problem.wrong) for problem in plan.problems]
