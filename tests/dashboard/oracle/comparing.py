"""Setting what was computed beside what was expected, row by row."""

from __future__ import annotations

import math
from typing import Any

from dashboard import frames
from dashboard.figures import figures

from .figures import Figures

KEYS = ("role_family", "level", "horizon", "rung", "organisation")


def computed(region: str, day: Any) -> Figures:
    """The rows of every figure, by edition, measure and slice; no figure is made twice."""
    found: Figures = {}
    for made in figures(frames.read(region, day)):
        key = made.edition, made.measure, made.slice
        assert key not in found, f"{key} was made twice"
        found[key] = made.payload
    return found


def differences(made: Figures, wanted: Figures) -> list[str]:
    """One line for each value that is not as expected, and for each figure or row that only one side has."""
    found = [f"{key}: only {side}" for key, side in one_sided(made, wanted)]
    for figure in sorted(made.keys() & wanted.keys()):
        left, right = by_key(made[figure]), by_key(wanted[figure])
        found += [f"{figure} {key}: only {side}" for key, side in one_sided(left, right)]
        for key in left.keys() & right.keys():
            names = sorted(left[key].keys() | right[key].keys())
            found += [
                f"{figure} {key}: {name} is {left[key].get(name, 'absent')}, not {right[key].get(name, 'absent')}"
                for name in names
                if not same(left[key].get(name, "absent"), right[key].get(name, "absent"))
            ]
    return found


def one_sided(made: dict, wanted: dict) -> list[tuple[Any, str]]:
    return [(key, "computed") for key in made.keys() - wanted.keys()] + [
        (key, "expected") for key in wanted.keys() - made.keys()
    ]


def by_key(rows: list[dict[str, Any]]) -> dict[tuple, dict[str, Any]]:
    """The rows by their keys, each of which stands once."""
    found = {tuple(row.get(name) for name in KEYS): row for row in rows}
    assert len(found) == len(rows), "a row stands twice"
    return found


def same(left: Any, right: Any) -> bool:
    """Equal and of one type; fractions to a billionth."""
    if isinstance(left, float) and isinstance(right, int | float):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    return left == right and type(left) is type(right)
