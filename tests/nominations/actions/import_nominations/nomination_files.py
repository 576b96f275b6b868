"""Files of rounds that were run on paper, with only what a test is about."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from openpyxl import Workbook

from nominations.actions.import_nominations import NominationsPlan, check_nominations, import_nominations
from talentboard.accounts.operator import operator
from tests.factories import BANDS, BandFactory, PoolFactory, RegionFactory, UserFactory

DAY = dt.date(2026, 11, 1)
ROUND = {
    "region": "east", "pool": "Finance directors", "round": "Spring 2026", "opens": "02/03/2026",
    "closes": "27/03/2026",
}  # fmt: skip
NOMINATION = {
    "region": "east", "pool": "Finance directors", "round": "Spring 2026", "route": "leader",
    "nominator": "priya@example.nhs.uk", "nominated_on": "09/03/2026", "agreed_on": "12/03/2026", "name": "Sam Okafor",
    "email": "sam@example.nhs.uk", "job_title": "Deputy director of finance", "readiness_view": "within-a-year",
    "development_needs": "Board exposure.", "nominator_said": "Led the merger.\nBoth hospitals kept their staff.",
    "nominee_said": "I would bring calm.", "endorsed_on": "20/03/2026", "endorser": "carol@example.nhs.uk",
    "endorser_said": "He leads well.", "state": "accepted", "decided_on": "02/04/2026", "decided_by": "Tessa Team",
}  # fmt: skip
UNSAID = {
    "region": "east", "pool": "Finance directors", "round": "Spring 2026", "route": "leader",
    "nominator": "priya@example.nhs.uk", "nominated_on": "09/03/2026", "state": "declined", "decided_on": "13/03/2026",
}  # fmt: skip


def known() -> None:
    """The region, the pool, the bands, and the accounts of a leader and of a chief executive."""
    region = RegionFactory(slug="east")
    PoolFactory(region=region, name="Finance directors")
    for code in BANDS:
        BandFactory(code=code)
    for name in ("Priya", "Carol"):
        UserFactory(name=f"{name} Leader", email=f"{name.lower()}@example.nhs.uk")


def nomination(**cells) -> dict:
    return NOMINATION | cells


def without(*columns: str, **cells) -> dict:
    """A nomination with some cells blank."""
    return NOMINATION | dict.fromkeys(columns) | cells


def unsaid(**cells) -> dict:
    """One that nobody agreed to."""
    return UNSAID | cells


def a_file(*, rounds: list[dict] | None = None, nominations: list[dict], name: str = "nominations.xlsx"):
    """A (name, content) workbook with a column for every key of any row; the one round unless rounds are given."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in (("rounds", [ROUND] if rounds is None else rounds), ("nominations", nominations)):
        if rows:
            page = book.create_sheet(title)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            page.append(columns)
            for row in rows:
                page.append([row.get(column) for column in columns])
    out = BytesIO()
    book.save(out)
    return (name, out.getvalue())


def load(*files, as_of: dt.date = DAY, by=None, right: bool = True, **asked) -> NominationsPlan:
    """Import as the operator; the file must be right unless the test says otherwise."""
    plan = import_nominations(files, as_of=as_of, by=by or operator(), **asked)
    if right:
        assert [problem.summary for problem in plan.problems] == []
        assert plan.saved
    return plan


def wrong(*nominations: dict, as_of: dt.date = DAY, by=None, **asked) -> list[tuple]:
    """Row, column and what is wrong, of every problem of these nominations."""
    plan = check_nominations([a_file(nominations=list(nominations))], as_of=as_of, by=by or operator(), **asked)
    return [(problem.row, problem.column, problem.wrong) for problem in plan.problems]
