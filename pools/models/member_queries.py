"""Asking for memberships as they stand on a day."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery


class MembershipQuerySet(models.QuerySet):
    """Phrases about memberships."""

    def counting(self):
        """All but those that were set aside when two records of one person were merged."""
        return self.filter(set_aside_by=None)

    def with_standing(self, day: dt.date):
        """Adds `state_then` (empty before the membership began), and `band`, `band_label` and `decided_on` (empty
        where nothing had been decided): the newest effective on or before the day."""
        states = apps.get_model("pools", "MembershipState").objects.filter(of=OuterRef("pk"), effective_on__lte=day)
        decisions = apps.get_model("pools", "ReadinessDecision").objects.filter(
            membership=OuterRef("pk"), decided_on__lte=day
        )
        return self.alias(
            newest_state=Subquery(states.order_by("-effective_on", "-id").values("pk")[:1]),
            newest_decision=Subquery(decisions.order_by("-decided_on", "-id").values("pk")[:1]),
            standing=FilteredRelation("steps", condition=Q(steps__pk=F("newest_state"))),
            decision=FilteredRelation("decisions", condition=Q(decisions__pk=F("newest_decision"))),
        ).annotate(
            state_then=F("standing__to_state"),
            band=F("decision__band"),
            band_label=F("decision__band__label"),
            band_order=F("decision__band__order"),
            decided_on=F("decision__decided_on"),
        )

    def begun_by(self, day: dt.date):
        """After `with_standing`: those that had begun."""
        return self.filter(state_then__isnull=False)
