"""The inside of a table of figures, written out: in templates its cells cost more than all the rest of a page."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from dashboard.pages.table import Cell, Line, Table
from talentboard.nhs.figure_tags import bar
from talentboard.nhs.tags import tag

register = template.Library()


@register.filter
def parts(table: Table) -> SafeString:
    """{{ table|parts }}: head, body and total. Where it stacks on a phone, as `nhs.tables.stacking` would have it."""
    names = [escape(column) for column in table.columns] if table.stack else []
    role = (lambda name: f' role="{name}"') if table.stack else (lambda name: "")
    heads = "".join(
        f'<th{role("columnheader")} scope="col"{_number(is_number)}>{escape(column)}</th>'
        for column, is_number in table.heads
    )
    group, row = role("rowgroup"), role("row")
    body = _rows(table.lines, names, row=row, head=role("rowheader"), cell=role("cell"))
    foot = _rows([table.total] if table.total else [], names, row=row, head=role("rowheader"), cell=role("cell"))
    total = f"<tfoot{group}>{foot}</tfoot>" if foot else ""
    inside = f"<thead{group}><tr{row}>{heads}</tr></thead><tbody{group}>{body}</tbody>{total}"
    return mark_safe(inside)  # noqa: S308 (every text in it has been escaped)


def _rows(lines: Iterable[Line], names: list[str], *, row: str, head: str, cell: str) -> str:
    """names: of the columns, escaped, where each cell tells that of its own."""
    said = []
    for line in lines:
        first = escape(line.head)
        linked = f'<a href="{escape(line.address)}">{first}</a>' if line.address else first
        labels = [f' data-label="{name}"' for name in names[1:]] or [""] * len(line.cells)
        cells = "".join(
            f"<td{cell}{label}{_class(one)}>{_inside(one)}</td>" for label, one in zip(labels, line.cells, strict=True)
        )
        said.append(f'<tr{row}><th{head} scope="row">{linked}</th>{cells}</tr>')
    return "".join(said)


def _class(cell: Cell) -> str:
    return ' class="tb-barred"' if cell.bar else _number(cell.number)


def _number(is_number: bool) -> str:
    return ' class="tb-number"' if is_number else ""


def _inside(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.bar:
        text = f'<span class="tb-barred__number">{text}</span> {bar(*cell.bar)}'
    elif cell.state:
        text = tag(cell.state)
    elif cell.short:
        text = f'<span class="tb-short">{text}</span>'
    return f'{text} <span class="tb-made-of">{escape(cell.made_of)}</span>' if cell.made_of else text
