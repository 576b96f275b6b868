"""Dated settings of how long things are kept, and legal holds, under which nothing of somebody is deleted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges
from talentboard.database.triggers import kept

from .lasting import Lasts


class RetentionPeriod(models.Model):
    """How long a chapter's rows are kept, from a day on. The newest setting of that day or before counts; none: the
    chapter's own default. Set by whoever holds the owner's login: neither web nor worker can shorten it."""

    privileges = Privileges(web="SELECT", retention="SELECT")

    chapter = models.CharField(max_length=40)
    months = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=0)
    since = models.DateField()
    set_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["chapter", "since", "id"]
        triggers = kept()

    def __str__(self) -> str:
        return f"{self.chapter} {self.lasts} from {self.since}"

    @property
    def lasts(self) -> Lasts:
        return Lasts(months=self.months, days=self.days)


class LegalHoldQuerySet(models.QuerySet):
    def open(self):
        """Those in force."""
        return self.filter(lifted_at__isnull=True)


class LegalHold(models.Model):
    """Nothing about a person is deleted from the one moment to the other, whatever a period says.

    about: the kind of thing and its id, as in the audit ("candidate"). why: what it is for, say the number of a case.
    """

    privileges = Privileges(web="SELECT", worker="SELECT, INSERT, UPDATE", retention="SELECT")

    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    why = models.CharField(max_length=200)
    by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(db_default=Now(), editable=False)
    lifted_at = models.DateTimeField(null=True, blank=True)
    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["about_kind", "about_id"], condition=Q(lifted_at__isnull=True), name="legal_hold_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("since")), name="legal_hold_period"
            ),
        ]

    def __str__(self) -> str:
        return f"hold on {self.about_kind} {self.about_id}"
