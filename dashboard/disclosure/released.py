"""A table as it may be seen: what pages, downloads and packs take, and nothing else."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dashboard.disclosure.rules import Shown, rule_named


class NotReleased(ValueError):
    """What is not a released table: the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Released:
    """A table with its totals as it is shown; null is hidden. Raises NotReleased.

    `release` makes one; a stored one is read back by `from_payload`. rule: the name of the rule it was released under.
    digest: over everything else, so that what was changed after its release is refused
    """

    rule: str
    row_heads: tuple[str, ...]
    column_heads: tuple[str, ...]
    shown: tuple[tuple[Shown, ...], ...]
    digest: str
    rows_are: str = "rows"
    columns_are: str = "columns"

    def __post_init__(self) -> None:
        rule = rule_named(self.rule)
        heads = self.rows_are, self.row_heads, self.columns_are, self.column_heads
        if self.digest != seal(self.rule, heads, self.shown):
            raise NotReleased("This table is not as it was released: its digest does not fit.")
        if len(self.shown) != len(self.row_heads) or {len(row) for row in self.shown} != {len(self.column_heads)}:
            raise NotReleased("This table was not released: it has not one cell for each row and column.")
        for count in (count for row in self.shown for count in row if count is not None):
            try:
                rule.possible(count)
            except ValueError as never:
                raise NotReleased(f"This table was not released: {never}") from never

    @property
    def number_hidden(self) -> int:
        return sum(count is None for row in self.shown for count in row)

    def payload(self) -> dict[str, Any]:
        """As it is stored: plain values that JSON can hold."""
        return asdict(self)


def from_payload(payload: Mapping[str, Any]) -> Released:
    """A stored table. Raises NotReleased, or NoRule where its rule is not known."""
    try:
        return Released(
            rule=payload["rule"],
            row_heads=tuple(payload["row_heads"]),
            column_heads=tuple(payload["column_heads"]),
            shown=tuple(map(tuple, payload["shown"])),
            digest=payload["digest"],
            rows_are=payload["rows_are"],
            columns_are=payload["columns_are"],
        )
    except (KeyError, TypeError) as missing:
        raise NotReleased("This is not a released table: a part of it is missing.") from missing


def seal(rule: str, heads: Sequence[Any], shown: Sequence[Sequence[Shown]]) -> str:
    """The digest of a table's rule, heads and shown counts. Only `release` and `Released` ask for it."""
    text = json.dumps([rule, heads, shown], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
