"""What is compared of a region, or of England."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from dashboard.reading.focus import Row


@dataclass(frozen=True)
class Side:
    """What is compared of one region, or of England. Without a snapshot of the day nothing is known but its name.

    gaps: horizon -> its row of the measure `gap`; fresh: posts on returns up to 100 days old
    """

    slug: str
    name: str
    snapshot: UUID | None
    posts: int = 0
    vacant: int = 0
    covered: int = 0
    opened: int = 0
    gaps: Mapping[str, Row] = field(default_factory=dict)
    filled: int = 0
    openings: int = 0
    nobody: int = 0
    critical: int = 0
    fresh: int = 0
    returns: int = 0
    fresh_returns: int = 0

    @property
    def late(self) -> int:
        """Posts that rest on older returns."""
        return self.posts - self.fresh

    def gap(self, horizon: str = "now") -> int:
        """Posts open or forecast, minus people ready."""
        return int(self.gaps.get(horizon, {}).get("gap") or 0)

    def ready(self, horizon: str = "now") -> int:
        """Distinct people ready."""
        return int(self.gaps.get(horizon, {}).get("supply") or 0)

    def per_100(self, horizon: str = "now") -> float | None:
        """The gap per 100 posts; None without figures and without posts."""
        value = self.gaps.get(horizon, {}).get("gap_per_100")
        return None if value is None else float(value)


def in_order(sides: Sequence[Side]) -> list[Side]:
    """By the gap per 100 posts now, the shortest of people first; last those of which it is not known."""

    def order(side: Side) -> tuple[bool, bool, float]:
        now = side.per_100()
        return (side.snapshot is None, now is None, -(now or 0))

    return sorted(sides, key=order)
