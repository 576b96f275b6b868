"""Periods of days, half-open: `since` is the first day it is so, `until` the first day it is not (none: still so)."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class Period(Func):
    """The half-open range of days between two columns."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, since: str = "since", until: str = "until"):
        super().__init__(F(since), F(until), Value("[)"))


def as_of(day: dt.date, *, since: str = "since", until: str = "until", prefix: str = "") -> Q:
    """The rows that are so on a day."""
    return Q(**{f"{prefix}{since}__lte": day}) & (
        Q(**{f"{prefix}{until}__isnull": True}) | Q(**{f"{prefix}{until}__gt": day})
    )


def until_after_since(name: str, *, since: str = "since", until: str = "until") -> models.CheckConstraint:
    """A period of at least one day. An empty range overlaps nothing, so the exclusion alone would let it through."""
    return models.CheckConstraint(
        condition=Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": F(since)}),
        name=name,
        violation_error_message="The last day must be after the first.",
    )


def no_overlap(name: str, *fields: str, since: str = "since", until: str = "until", message: str = "", condition=None):
    """At most one row a day for each value of the fields."""
    return ExclusionConstraint(
        name=name,
        expressions=[(field, RangeOperators.EQUAL) for field in fields]
        + [(Period(since, until), RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=message or "Two of these overlap in time.",
    )


class DatedQuerySet(models.QuerySet):
    """Rows with `since` and `until`."""

    def as_of(self, day: dt.date):
        return self.filter(as_of(day))
