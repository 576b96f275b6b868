"""What a page looks at: all of a region's posts, or one role family, one level, the critical ones; and its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.sentences.names import ALL, HORIZONS, name_of

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Focus:
    """A filter over stored figures; "all" means not filtered."""

    role_family: str = ALL
    level: str = ALL
    critical: bool = False

    @property
    def is_everything(self) -> bool:
        """Nothing is filtered."""
        return self == Focus()

    @property
    def breakdown(self) -> str | None:
        """Along which key the rows of charts and tables run: role families; the levels of one family; or none."""
        if self.role_family == ALL:
            return "role_family"
        return "level" if self.level == ALL else None

    @property
    def posts(self) -> str:
        """The posts looked at, as a plural in a sentence: "senior posts", "critical digital posts"."""
        return f"{self.kind} posts"

    @property
    def kind(self) -> str:
        """What comes before "post" or "posts": "senior", "digital", "critical finance executive director"."""
        words = ["critical"] if self.critical else []
        if self.role_family != ALL:
            words.append(name_of("role_family", self.role_family))
        if self.level != ALL and self.level != self.role_family:
            words.append(name_of("level", self.level))
        return " ".join(words) or "senior"

    def total(self, rows: Iterable[Row]) -> list[Row]:
        """The rows (one a horizon or rung where there are any) of exactly what is looked at."""
        return [row for row in rows if (row["role_family"], row["level"]) == (self.role_family, self.level)]

    def parts(self, rows: Iterable[Row]) -> dict[str, list[Row]]:
        """The rows below the total, by role family or level, in the order they come; {} where there is no breakdown."""
        if self.breakdown is None:
            return {}
        fixed, value = ("level", self.level) if self.breakdown == "role_family" else ("role_family", self.role_family)
        found: dict[str, list[Row]] = {}
        for row in rows:
            if row[fixed] == value and row[self.breakdown] != ALL:
                found.setdefault(str(row[self.breakdown]), []).append(row)
        return found


def by_horizon(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows of one family and level by their horizon, in the order of time."""
    found = {str(row["horizon"]): row for row in rows}
    return {horizon: found[horizon] for horizon in HORIZONS if horizon in found}


def widest_first(gap: Iterable[Row], focus: Focus) -> list[str]:
    """The parts in the order of every chart and table: by the gap now and within a year, largest first.

    Equal gaps: by the gap now, then by the posts open now, then by slug.
    """
    parts = {part: by_horizon(rows) for part, rows in focus.parts(gap).items()}

    def order(part: str) -> tuple[float, float, float, str]:
        now, year = parts[part].get("now", {}), parts[part].get("0-1", {})
        return (-_number(year, "cumulative_gap"), -_number(now, "gap"), -_number(now, "demand_count"), part)

    return sorted(parts, key=order)


def _number(row: Row, column: str) -> float:
    return float(row.get(column) or 0)
