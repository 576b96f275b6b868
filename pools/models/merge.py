"""Two records of one person that were merged, and two that were found to be of two people."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from talentboard.clock import LONDON, now
from talentboard.database.privileges import Privileges

from .candidate import Candidate

UNDO_DAYS = 30


class MergeQuerySet(models.QuerySet):
    def in_force(self):
        """Those that have not been undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """The record `merged` was merged into `kept`, which stands for both from then on.

    was: what each of the two said before in the fields that the merge changed, by field; emptied once it can be undone
    no more, because it is personal. moved: ids of rows that changed hands, by table; higher apps add theirs. aliases:
    ids of those that pointed at `merged` until then.
    """

    privileges = Privileges(web="SELECT, INSERT, UPDATE", retention="SELECT, UPDATE, DELETE")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="merges_away")
    was = models.JSONField(default=dict, blank=True)
    moved = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(default=now, editable=False)
    made_by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="merge_one_in_force"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=F("made_at")), name="merge_undone_after"
            ),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"

    @property
    def access_region(self) -> str:
        return self.kept.kept_by_id

    @property
    def made_on(self) -> dt.date:
        return self.made_at.astimezone(LONDON).date()

    @property
    def last_day(self) -> dt.date:
        """The last day on which it can be undone."""
        return self.made_on + dt.timedelta(days=UNDO_DAYS)


class FoundApart(models.Model):
    """Somebody has looked at two records and found them to be of two people: their ids, the smaller one first.

    Ids and no keys to the records, so that either can go without the other.
    """

    privileges = Privileges(web="SELECT, INSERT, DELETE", retention="SELECT, DELETE")

    one = models.UUIDField()
    other = models.UUIDField()
    found_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pair found apart"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="found_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="found_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"
