"""The workbook of a return: filled with the posts as they are kept and said, to be changed in Excel and sent back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regions import policies
from regions.actions.import_return.sheets import FORECASTS, POSTS
from regions.actions.returns.book import opened
from regions.actions.returns.judging.closing import CLOSES_ON
from regions.actions.returns.kept import KINDS, part
from regions.actions.returns.stating.statement import stated
from regions.actions.returns.stating.words import Stated, Statement
from regions.models import Return
from talentboard.access import Permission, require
from talentboard.audit import Event, record
from talentboard.sheets import Code, Column, Printed, Sheet, Text, template
from talentboard.sheets.typed import add_typed, typed

RETURN_POSTS = Sheet(POSTS.name, (*POSTS.columns, CLOSES_ON), about=POSTS.about)
STAMP = Sheet(
    "return",
    (
        Column("organisation", Code(), required=True),
        Column("quarter", Text(60), required=True),
        Column("version", Text(60), required=True),
    ),
    about="Which return the workbook is of. Leave it as it is.",
)


def workbook(one: Return, *, by: Any) -> bytes:
    """The workbook for whoever writes in the return, with what they may see and say of the forecasts."""
    require(by, Permission.KEEP_RETURN, about=one)
    policies.can_write(one)
    book = opened(one, by=by)
    said = stated(book)
    record(Event.RETURN_DOWNLOADED, about=one, by=by)
    code = one.organisation.code
    rows = {RETURN_POSTS.name: [*post_rows(said, code)], FORECASTS.name: [*forecast_rows(said, code)]}
    stamp = Printed(STAMP.name, [column.name for column in STAMP.columns], [(code, str(one.period), version(said))])
    return template((RETURN_POSTS, FORECASTS), choices={"organisation": [code]}, also=[stamp], rows=rows)


def version(said: Statement) -> str:
    """A stamp of everything that the workbook holds: another one means that something has been said or kept since."""
    rows = [[row.ref, row.said, row.closes_on, sorted(told(row).items())] for row in said.rows]
    return f"{said.one.revision}-{part(rows)}"


def told(row: Stated) -> dict[bool, dict[str, str]]:
    """The forecasts of a post that may be both seen and said, by kind."""
    return {
        kind: row.forecasts[kind].said
        for kind in KINDS
        if kind in row.forecasts and kind not in row.closed_to and row.forecasts[kind].said
    }


def closes_on(row: Stated) -> str:
    """The day on which the post closes, as said or else as kept."""
    if row.closes_on:
        return row.closes_on
    until = row.post.established_until if row.post else None
    return str(until or "")


def post_rows(said: Statement, code: str) -> Iterator[list[Any]]:
    for row in said.rows:
        texts = row.said | {"organisation": code, "post_ref": row.said.get("post_ref", row.ref)}
        yield cells(RETURN_POSTS, texts | {CLOSES_ON.name: closes_on(row)})


def forecast_rows(said: Statement, code: str) -> Iterator[list[Any]]:
    for row in said.rows:
        for kind, texts in told(row).items():
            yes_no = "yes" if kind else "no"
            yield cells(FORECASTS, texts | {"organisation": code, "post_ref": row.ref, "confidential": yes_no})


def cells(sheet: Sheet, texts: dict[str, str]) -> list[Any]:
    """The values of a row where they can be read, so that days are days; as typed where they cannot."""
    row = add_typed(typed(sheet), texts, known={})
    values = []
    for column in sheet.columns:
        value = row[column.name] if row.reads(column.name) else texts.get(column.name, "")
        values.append("; ".join(value) if isinstance(value, tuple) else value)
    return values
