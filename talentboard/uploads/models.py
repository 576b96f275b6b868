"""Files that somebody has sent and not saved yet."""

import datetime as dt
import uuid

from django.db import models
from django.db.models.functions import Now

from talentboard.clock import now
from talentboard.database.privileges import Privileges

KEPT_FOR = dt.timedelta(hours=24)


def a_day_from_now() -> dt.datetime:
    return now() + KEPT_FOR


class UploadQuerySet(models.QuerySet):
    def of(self, user: object, region: str) -> "UploadQuerySet":
        """What somebody has sent for a region: nobody else finds it, nor anybody once its day is over."""
        return self.filter(owner=user, region=region, expires_at__gt=now())

    def unsaved(self) -> "UploadQuerySet":
        """What is not saved, and whose files are still there to be checked, saved or put right."""
        files = UploadFile.objects.filter(upload=models.OuterRef("pk"), is_marked=False)
        return self.filter(models.Exists(files)).exclude(state=Upload.State.SAVED).defer("findings")

    def over(self) -> "UploadQuerySet":
        """What is to be deleted."""
        return self.filter(expires_at__lte=now())


class Upload(models.Model):
    """What somebody sent in one go, for a region (its slug), and what came of checking it.

    kind: the slug of a registered kind. names: of its files. options: what was asked for besides. findings: as
    `findings.Findings`, none before it has been checked. seen_as: which of its rows the owner could see then. Its
    files go when it is saved, the rest of it when its day is over: names of people are in both.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked"
        CHECKED = "checked", "Checked"
        SAVED = "saved", "Saved"

    privileges = Privileges(retention="SELECT, DELETE")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("talentboard.User", on_delete=models.CASCADE, related_name="+")
    region = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    as_of = models.DateField()
    names = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    is_large = models.BooleanField(default=False)
    seen_as = models.CharField(max_length=20, blank=True)
    findings = models.JSONField(null=True, blank=True)
    sent_at = models.DateTimeField(db_default=Now())
    checked_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(default=a_day_from_now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "checked", "saved")), name="upload_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "region"], name="upload_owner_region"),
            models.Index(fields=["expires_at"], name="upload_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.region}"

    @property
    def access_region(self) -> str:
        return self.region

    @property
    def sent_files(self) -> "models.QuerySet[UploadFile]":
        """The files as they were sent."""
        return self.files.filter(is_marked=False)

    @property
    def marked_files(self) -> "models.QuerySet[UploadFile]":
        """The workbook with everything to be put right marked in it; one or none."""
        return self.files.filter(is_marked=True)


class UploadFile(models.Model):
    """One file of an upload, as it was sent; or, `is_marked`, all of them as one workbook with what is wrong marked."""

    privileges = Privileges(retention="SELECT, DELETE")

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    is_marked = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "name", "is_marked"], name="upload_file_name"),
        ]

    def __str__(self) -> str:
        return self.name
