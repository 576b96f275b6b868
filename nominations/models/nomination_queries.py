"""Phrases for querying nominations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

BEFORE_CONSENT = ("draft", "awaiting-consent")


class NominationQuerySet(models.QuerySet):
    def agreed_to(self):
        """Those that the person has agreed to: all that anybody but the nominator and the nominee ever sees."""
        return self.filter(candidate__isnull=False)

    def of_person(self, user: Any):
        """Those of which an account's owner is the nominee: drafts of their own; once sent, by the address typed; then
        by their record."""
        own = Q(candidate__isnull=True, state="draft", route="self", nominator=user)
        asked = Q(candidate__isnull=True, state="awaiting-consent", nominee_email__iexact=user.email)
        return self.filter(Q(candidate__user=user) | own | asked)

    def made_by(self, user: Any):
        return self.filter(nominator=user)

    def for_endorser(self, user: Any):
        """Those that wait for this person's endorsement."""
        return self.filter(state="awaiting-endorsement", endorsements__endorser=user, endorsements__answer="")

    def standing(self):
        """Those that go on, from consent to accepted for gateway."""
        from .nomination import STANDING

        return self.filter(state__in=STANDING)

    def goes_on_first(self):
        """Those that go on before those that have ended, the newest first in both."""
        from .nomination import ENDS

        has_ended = models.Case(models.When(state__in=ENDS, then=1), default=0)
        return self.alias(has_ended_already=has_ended).order_by("has_ended_already", "-sent_at", "pk")

    def overdue(self, day: dt.date):
        return self.filter(due__lt=day)

    def with_people(self):
        """With what every list says of them."""
        return self.select_related("round__pool", "candidate__employer", "nominator", "employer")
