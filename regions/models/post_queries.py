"""Asking for posts as they stand on a day: where they count, who holds them, when they are expected to fall vacant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from .organisation import Placement
from .periods import as_of


class State(models.TextChoices):
    """How a post stands on a day. Open means vacant or covered; nobody recorded as holding it means vacant."""

    VACANT = "vacant", "Vacant"
    COVERED = "covered", "Covered"
    FILLED = "filled", "Filled"
    NEW = "new", "Not yet established"


OPEN_STATES = (State.VACANT, State.COVERED)
FORECAST_FACTS = {
    "expected_on": "expected_on",
    "probability": "probability",
    "reason": "reason",
    "is_confidential": "confidential",
    "forecast_as_of": "as_of",
}


class Horizon(models.TextChoices):
    """When a post is or will be vacant. Overdue forecasts of filled posts count within a year."""

    NOW = "now", "Open now"
    WITHIN_A_YEAR = "0-1", "Within a year"
    ONE_TO_THREE = "1-3", "1 to 3 years"
    THREE_TO_FIVE = "3-5", "3 to 5 years"
    LATER = "later", "After 5 years"


class MonthsAfter(Func):
    """The same day so many months later, or that month's last day, as the measures count them."""

    output_field = DateField()

    def __init__(self, day: dt.date, months: int):
        super().__init__(
            Value(day, output_field=DateField()),
            template=f"(%(expressions)s::date + interval '{months:d} months')::date",
        )


class PostQuerySet(models.QuerySet):
    """Phrases about posts. `slugs` are regions; None is the nation."""

    def as_of(self, day: dt.date):
        """Posts established on a day."""
        return self.filter(as_of(day, since="established_from", until="established_until"))

    def known_on(self, day: dt.date):
        """Posts established on a day, or to be established later: the forecasts of those count too.

        One that moved is known where it came from until the day on which it moved.
        """
        known = Q(established_until__isnull=True) | Q(established_until__gt=day)
        return self.filter(known, Q(continues__isnull=True) | Q(established_from__lte=day))

    def critical(self):
        return self.filter(critical=True)

    def in_region(self, slug: str, day: dt.date):
        """Posts that count in a region: their lead organisation belongs to it on the day."""
        return self.filter(led_in([slug], day))

    def shown_in(self, slugs: Collection[str] | None, day: dt.date, *, organisations: Collection[UUID] = ()):
        """Posts that count in the regions or the organisations, and those led elsewhere that serve one of these.

        Adds `counted`: whether it counts there.
        """
        served = led_in(slugs, day, organisations=organisations)
        shares = apps.get_model("regions", "PostShare").objects.filter(served, post=OuterRef("pk"))
        posts, here = self, Q(organisation__in=organisations)
        if slugs is None or slugs:
            posts = self.alias(home=_home(slugs, day))
            here = Q(home__isnull=False) | here if organisations else Q(home__isnull=False)
        return posts.annotate(counted=ExpressionWrapper(here, BooleanField())).filter(Q(counted=True) | Exists(shares))

    def with_occupancy(self, day: dt.date):
        """Adds `occupancy`, `holders`, `held_since`, `expected_end`, `returns_on` (all empty where nobody is recorded)
        and `state`, a State."""
        held = FilteredRelation("occupancies", condition=as_of(day, prefix="occupancies__"))
        state = Case(
            When(established_from__gt=day, then=Value(State.NEW.value)),
            When(Q(held__kind__isnull=True) | Q(held__kind="vacant"), then=Value(State.VACANT.value)),
            When(held__kind__in=["interim", "acting"], held__returns_on__isnull=True, then=Value(State.COVERED.value)),
            default=Value(State.FILLED.value),
            output_field=CharField(),
        )
        return self.annotate(
            held=held,
            occupancy=F("held__kind"),
            holders=F("held__holders"),
            held_since=F("held__since"),
            expected_end=F("held__expected_end"),
            returns_on=F("held__returns_on"),
            state=state,
        )

    def with_sharers(self):
        """Adds `sharers`: the names of the other organisations that a post serves, in order."""
        shares = apps.get_model("regions", "PostShare").objects.filter(post=OuterRef("pk"))
        names = shares.order_by("organisation__sort_key").values("organisation__name")
        return self.annotate(sharers=ArraySubquery(names))

    def with_forecast(self, day: dt.date, *, confidential: Q | None, shown: Q | None = None, by: Any = None):
        """After `with_occupancy`. Adds `expected_on`, `probability`, `reason`, `is_confidential`, `forecast_as_of` and
        `horizon`, of the forecast in force on the day; all empty where there is none.

        confidential: of which posts the confidential forecasts may be seen (None: of none); where both kinds are live
        the confidential one is in force. shown: for which posts a forecast may be seen at all (all of them when left
        out), by: or else whoever has entered it. As in figures, the forecasts of open posts, and those for a day on
        which the post no longer is, do not count.
        """
        in_force = F("plain__pk")
        posts = self.alias(plain=_live(day, confidential=False))
        if confidential is not None:
            posts = posts.alias(private=_live(day, confidential=True))
            in_force = Coalesce(Case(When(confidential, then=F("private__pk"))), in_force)
        counts = _yes(~Q(state__in=OPEN_STATES))
        posts = posts.alias(in_force=in_force, counts=counts, shown=Value(True) if shown is None else _yes(shown))
        return posts.annotate(
            forecast=_seen(by),
            **{name: F(f"forecast__{field}") for name, field in FORECAST_FACTS.items()},
            horizon=_horizon(day),
        )


def led_in(slugs: Collection[str] | None, day: dt.date, *, organisations: Collection[UUID] = ()) -> Q:
    """That a post's lead organisation (or one that shares it) belongs to one of the regions on the day, or is one of
    the organisations."""
    led = Q(organisation__in=_placements(slugs, day).values("organisation"))
    return led | Q(organisation__in=organisations) if organisations else led


def _home(slugs: Collection[str] | None, day: dt.date) -> FilteredRelation:
    """Where the post's lead organisation belongs on the day, if that is one of the regions."""
    placed = as_of(day, prefix="organisation__placements__")
    if slugs is not None:
        placed &= Q(organisation__placements__region__in=slugs)
    return FilteredRelation("organisation__placements", condition=placed)


def _placements(slugs: Collection[str] | None, day: dt.date):
    placed = Placement.objects.as_of(day)
    return placed if slugs is None else placed.filter(region__in=slugs)


def _live(day: dt.date, *, confidential: bool) -> FilteredRelation:
    return FilteredRelation(
        "forecasts",
        condition=as_of(day, since="as_of", until="ended_on", prefix="forecasts__")
        & Q(forecasts__confidential=confidential),
    )


def _seen(by: Any) -> FilteredRelation:
    """The forecast in force where it counts and may be seen: whatever is asked of it afterwards is a plain column."""
    who = Q(shown=True) if by is None else Q(shown=True) | Q(forecasts__recorded_by=by.pk)
    end_of_post = Coalesce(F("established_until"), Value(dt.date.max))
    in_time = Q(forecasts__expected_on__lt=end_of_post)
    return FilteredRelation("forecasts", condition=Q(forecasts__pk=F("in_force"), counts=True) & in_time & who)


def _yes(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _horizon(day: dt.date) -> Case:
    bounds = ((12, Horizon.WITHIN_A_YEAR), (36, Horizon.ONE_TO_THREE), (60, Horizon.THREE_TO_FIVE))
    return Case(
        When(state__in=OPEN_STATES, then=Value(Horizon.NOW.value)),
        When(expected_on__isnull=True, then=Value("")),
        *(When(expected_on__lt=MonthsAfter(day, months), then=Value(slug.value)) for months, slug in bounds),
        default=Value(Horizon.LATER.value),
        output_field=CharField(),
    )
