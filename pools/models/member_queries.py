"""Asking for memberships as they stand on a day."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery


class MembershipQuerySet(models.QuerySet):
    """Phrases about memberships."""

    def with_standing(self, day: dt.date):
        """Adds `state_then` (empty before the membership began), and `band`, `band_label` and `decided_on` (empty
        where nothing had been decided): the newest effective on or before the day."""
        states = apps.get_model("pools", "MembershipState").objects.filter(of=OuterRef("pk"), effective_on__lte=day)
        decisions = apps.get_model("pools", "ReadinessDecision").objects.filter(
            membership=OuterRef("pk"), decided_on__lte=day
        )
        newest_state = states.order_by("-effective_on", "-id")
        newest = decisions.order_by("-decided_on", "-id")
        return self.annotate(
            state_then=Subquery(newest_state.values("to_state")[:1]),
            band=Subquery(newest.values("band")[:1]),
            band_label=Subquery(newest.values("band__label")[:1]),
            band_order=Subquery(newest.values("band__order")[:1]),
            decided_on=Subquery(newest.values("decided_on")[:1]),
        )

    def begun_by(self, day: dt.date):
        """After `with_standing`: those that had begun."""
        return self.filter(state_then__isnull=False)
