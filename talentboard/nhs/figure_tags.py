"""Template tags for pages with figures: key figures, the bar of trust, bars in rows, jump links, steps."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import words
from .tags import pairs

register = template.Library()
TRUST_WIDTH = 240


@register.inclusion_tag("components/key-figures.html")
def key_figures(figures: Iterable[Sequence[str]]) -> dict:
    """Rows of (name, figure, small print), all as words: ("Open now", "38", "15.0% of 254")."""
    return {"figures": [(row[0], row[1], row[2] if len(row) > 2 else "") for row in figures]}


@register.inclusion_tag("components/trust-bar.html")
def trust_bar(fresh: int, total: int, noun: str = "posts") -> dict:
    """The bar of trust: dark is what rests on recent returns, hatched what rests on late ones."""
    late = total - fresh
    split = round(TRUST_WIDTH * fresh / total) if total else 0
    said = f"{words.percent_of(fresh, total, noun)} on recent returns, {words.count(late)} on late returns"
    return {"said": said, "width": TRUST_WIDTH, "split": split, "late_width": TRUST_WIDTH - split if total else 0}


@register.simple_tag
def bar(value: float, largest: float, kind: str = "demand", width: int = 120) -> SafeString:
    """A bar in a row of a table, beside the number that it draws; the longest is `width` pixels."""
    length = max(1, round(width * value / largest)) if value and largest else 0
    return format_html(
        '<svg class="tb-bar" width="{}" height="12" aria-hidden="true" focusable="false">'
        '<rect class="tb-bar__fill tb-bar__fill--{}" width="{}" height="12"/></svg>',
        width, kind, length,
    )  # fmt: skip


@register.inclusion_tag("components/jump-links.html")
def jump_links(*links: Any) -> dict:
    """{% jump_links "Where the gap is" "#gap" "How sure we are" "#sure" %}"""
    return {"links": pairs(links)}


@register.inclusion_tag("components/downloads.html")
def downloads(csv_url: str, excel_url: str, what: str = "this table") -> dict:
    """The two links under a table."""
    return {"csv_url": csv_url, "excel_url": excel_url, "what": what}


@register.inclusion_tag("components/steps.html")
def steps(steps: Iterable[Sequence[str]]) -> dict:
    """The road ahead: (label, small print, "done", "now" or "next")."""
    return {"steps": steps}
