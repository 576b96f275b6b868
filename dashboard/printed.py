"""What leaves by the command line: the columns of each measure, in order (`measures.md` 9)."""

from typing import Any

CELL = ("role_family", "level")
COLUMNS: dict[str, tuple[str, ...]] = {
    "posts": (
        *CELL, "posts", "vacant", "covered", "open", "covered_absence", "vacancy_rate", "strict_vacancy_rate",
        "spoilt_for_choice_ratio",
    ),
    "demand": (*CELL, "horizon", "demand_count", "demand_expected", "low", "high"),
    "supply": (*CELL, "horizon", "supply"),
    "gap": (
        *CELL, "horizon", "demand_count", "demand_expected", "supply", "gap", "gap_expected", "cumulative_gap",
        "gap_per_100",
    ),
    "cover": (*CELL, "horizon", "openings", "gross", "filled", "unfilled", "netted_cover"),
    "choice": ("rung", "critical_posts"),
    "quality": (
        "organisation", "return_state", "return_age_days", "stale_forecasts", "overdue_forecasts",
        "posts_without_occupancy", "open_over_a_year", "corrections_not_signed_off", "memberships_past_end",
        "confidence",
    ),
}  # fmt: skip


def rows_printed(measure: str, payload: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a measure with its columns alone; the choice ladder for the whole region alone."""
    if measure == "choice":
        payload = [row for row in payload if row["role_family"] == "all" and row["level"] == "all"]
    return [{name: row[name] for name in COLUMNS[measure]} for row in payload]
