"""Snapshots and their figures: dated, and never changed once complete."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from talentboard.database.privileges import WORKER_WRITES, Privileges

from .immutable import CompleteStays, FiguresStay, NotEmptied


class SnapshotQuerySet(models.QuerySet):
    def complete(self):
        return self.filter(state=Snapshot.State.COMPLETE)

    def newest(self, region: str, as_of=None):
        """The newest complete snapshot of a region (of one day), or None."""
        snapshots = self.complete().filter(region=region)
        if as_of is not None:
            snapshots = snapshots.filter(as_of=as_of)
        return snapshots.order_by("-as_of", "-made_at").first()

    def days(self, region: str):
        """The days for which a region has a complete snapshot, each once."""
        return self.complete().filter(region=region).order_by().values_list("as_of", flat=True).distinct()


class Snapshot(models.Model):
    """One computation of a region's measures as of a day. `region` is a slug, or `england`.

    inputs_digest: of everything the figures were computed from. code_version: of the measures that computed them.
    previous: the one that its changes are counted from.
    """

    privileges = WORKER_WRITES

    class State(models.TextChoices):
        MAKING = "making", "Being made"
        COMPLETE = "complete", "Complete"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=20)
    as_of = models.DateField()
    made_at = models.DateTimeField(db_default=Now())
    code_version = models.CharField(max_length=40)
    inputs_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.MAKING)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["region", "as_of", "made_at"], name="snapshot_one_a_making"),
            models.CheckConstraint(condition=Q(state__in=("making", "complete")), name="snapshot_state_known"),
        ]
        indexes = [models.Index(fields=["region", "-as_of", "-made_at"], name="snapshot_newest")]
        triggers = [CompleteStays(), NotEmptied()]

    def __str__(self) -> str:
        return f"{self.region} as of {self.as_of}"

    @property
    def access_region(self) -> str:
        return self.region


class Figure(models.Model):
    """One measure of one slice of a snapshot: `payload` is a list of rows. No payload holds a person's name or id.

    edition: `open` (as if confidential forecasts did not exist) or `full`. slice: `all`, `critical` (critical posts
    alone), `system:CODE` or `organisation:CODE`. rule: the disclosure rule that released it, or `none`.
    """

    privileges = Privileges(web="SELECT", worker="SELECT, INSERT")

    class Edition(models.TextChoices):
        OPEN = "open", "Open"
        FULL = "full", "Full"

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="figures")
    edition = models.CharField(max_length=4, choices=Edition)
    measure = models.CharField(max_length=20)
    slice = models.CharField(max_length=40, default="all")
    payload = models.JSONField()
    rule = models.CharField(max_length=40, default="none")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "edition", "measure", "slice"], name="figure_once"),
            models.CheckConstraint(condition=Q(edition__in=("open", "full")), name="figure_edition_known"),
        ]
        triggers = [FiguresStay(), NotEmptied()]

    def __str__(self) -> str:
        return f"{self.measure} of {self.slice}, {self.edition}"


class Fragment(models.Model):
    """A part of a page drawn from a snapshot: charts and tables ready to print. A cache, rebuilt at will."""

    privileges = Privileges(web="SELECT", worker="SELECT, INSERT, UPDATE, DELETE")

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="fragments")
    edition = models.CharField(max_length=4, choices=Figure.Edition)
    name = models.CharField(max_length=60)
    template_version = models.CharField(max_length=64)
    html = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "edition", "name", "template_version"], name="fragment_once")
        ]

    def __str__(self) -> str:
        return self.name


from .packs.models import BoardPack, PackCheck, PackComment, PackFile, PackStep  # noqa: E402 (they point at the above)

__all__ = ["BoardPack", "Figure", "Fragment", "PackCheck", "PackComment", "PackFile", "PackStep", "Snapshot"]
