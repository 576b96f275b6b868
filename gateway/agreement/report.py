"""The agreement of a round, by criterion and overall, and its assessors, as `bin/manage agreement` prints it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from .alpha import Value, ordinal_alpha
from .icc import icc
from .marks import ALL, Mark, by_criterion
from .severity import severities

Marked = tuple[str, str, Value]
"""A candidate, an assessor, and the mark that the one had from the other."""


def agreement(marks: Sequence[Mark]) -> dict[str, Any]:
    """rows: a dictionary for each criterion by name, then `all`; assessors: one for each by name.

    Overall a candidate's mark from an assessor is the mean over the criteria that this one marked.
    """
    ordered = sorted(marks, key=lambda mark: (mark.candidate, mark.assessor, mark.criterion))
    rows = [row(criterion, marked(own)) for criterion, own in by_criterion(ordered)]
    overall = means(ordered)
    assessors = severities({(candidate, assessor): float(value) for candidate, assessor, value in overall})
    unmarked = {mark.assessor for mark in marks} - {one.assessor for one in assessors}
    return {
        "rows": [*rows, row(ALL, overall)],
        "assessors": sorted(
            [asdict(one) for one in assessors] + [nothing_said(name) for name in unmarked],
            key=lambda one: one["assessor"],
        ),
    }


def row(criterion: str, values: Sequence[Marked]) -> dict[str, Any]:
    """One line: how many candidates have two marks or more, who marked at all, and how far they agree."""
    units: dict[str, list[Value]] = {}
    for candidate, _assessor, value in values:
        units.setdefault(candidate, []).append(value)
    return {
        "criterion": criterion,
        "n_candidates": sum(len(unit) > 1 for unit in units.values()),
        "n_assessors": len({assessor for _candidate, assessor, _value in values}),
        "alpha_ordinal": ordinal_alpha(units.values()),
        **asdict(icc(units.values())),
    }


def marked(marks: Iterable[Mark]) -> list[Marked]:
    """Without those who found no evidence."""
    return [(mark.candidate, mark.assessor, mark.mark) for mark in marks if mark.mark is not None]


def means(marks: Iterable[Mark]) -> list[Marked]:
    """The mean over the criteria marked, exactly, for each candidate and assessor."""
    given: dict[tuple[str, str], list[int]] = {}
    for mark in marks:
        if mark.mark is not None:
            given.setdefault((mark.candidate, mark.assessor), []).append(mark.mark)
    return [(*pair, Fraction(sum(values), len(values))) for pair, values in given.items()]


def nothing_said(assessor: str) -> dict[str, Any]:
    """The line of an assessor who found no evidence anywhere."""
    return {"assessor": assessor, "n_candidates": 0, "severity": None, "low": None, "high": None}
