"""Tables that become one column on a phone."""

import re
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tfoot": "rowgroup", "tr": "row", "td": "cell"}
HEAD = re.compile(r"<thead.*?</thead>", re.DOTALL)
HEAD_CELL = re.compile(r"<th[\s>].*?</th>|<td[\s>].*?</td>", re.DOTALL)
PART = re.compile(r"<(thead|tbody|tfoot|tr|td|th)(?=[\s>])([^>]*)>")
SPAN = re.compile(r"colspan=\"(\d+)\"")


def stacking(content: str) -> SafeString:
    """The inside of a table, ready to be drawn as blocks: each part with its role, each cell with its column's name.

    Drawn as blocks, a table is forgotten by the browser; the roles keep it one for those who listen to it.
    """
    head = HEAD.search(content)
    names = [unescape(strip_tags(cell)).strip() for cell in HEAD_CELL.findall(head.group(0))] if head else []
    column = 0

    def described(match: re.Match) -> str:
        nonlocal column
        part, attributes = match.groups()
        if part not in {"td", "th"}:
            column = 0 if part == "tr" else column
            return f'<{part} role="{ROLES[part]}"{attributes}>'
        width = _width(attributes)
        name, column = names[column] if column < len(names) and width == 1 else "", column + width
        if part == "th":
            return f'<th role="{"rowheader" if "row" in attributes else "columnheader"}"{attributes}>'
        return f'<td role="cell" data-label="{escape(name)}"{attributes}>'

    return mark_safe(PART.sub(described, content))  # noqa: S308 (the template's own text, with attributes added)


def _width(attributes: str) -> int:
    span = SPAN.search(attributes)
    return int(span.group(1)) if span else 1
