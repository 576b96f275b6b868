"""Files of members as regional teams have them, with only what a test is about."""

import datetime as dt
from io import BytesIO

from openpyxl import Workbook

from pools.actions.import_members import MembersPlan, check_members, import_members
from talentboard.accounts.operator import operator

DAY = dt.date(2026, 9, 30)
POOL = {
    "region": "east",
    "pool": "Finance directors",
    "kind": "Director",
    "role_families": "finance",
    "level": "executive-director",
}
MEMBER = {
    "candidate_ref": "C1",
    "name": "Sam Okafor",
    "email": "sam@example.nhs.uk",
    "region": "east",
    "pool": "Finance directors",
    "readiness": "Ready now",
    "decided_on": "01/06/2026",
    "mobility": "east; midlands",
}


def pool(**cells) -> dict:
    return POOL | cells


def member(**cells) -> dict:
    """A row of members. Columns that the test does not speak of are not in the file unless another row has them."""
    return MEMBER | cells


def other(number: int, **cells) -> dict:
    """A row of somebody else."""
    person = {"candidate_ref": f"P{number}", "name": f"Person {number}", "email": f"p{number}@example.nhs.uk"}
    return MEMBER | person | cells


def a_file(*, pools: list[dict] | None = None, members: list[dict] | None = None, name: str = "members.xlsx"):
    """A (name, content) workbook with a column for every key of any row; the one pool unless pools are given."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in (("pools", [POOL] if pools is None else pools), ("members", members)):
        if rows:
            page = book.create_sheet(title)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            page.append(columns)
            for row in rows:
                page.append([row.get(column) for column in columns])
    out = BytesIO()
    book.save(out)
    return (name, out.getvalue())


def load(*files, as_of: dt.date = DAY, by=None, right: bool = True, **asked) -> MembersPlan:
    """Import as the operator; the file must be right unless the test says otherwise."""
    plan = import_members(files, as_of=as_of, by=by or operator(), **asked)
    if right:
        assert [problem.summary for problem in plan.problems] == []
        assert plan.saved
    return plan


def check(*files, as_of: dt.date = DAY, by=None, **asked) -> MembersPlan:
    return check_members(files, as_of=as_of, by=by or operator(), **asked)


def wrong(plan: MembersPlan) -> list[tuple]:
    """Row, column and what is wrong, of every problem."""
    return [(problem.row, problem.column, problem.wrong) for problem in plan.problems]
