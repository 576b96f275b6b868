"""What was done and looked at: kept for ever as written."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from talentboard.database.privileges import KEPT
from talentboard.database.triggers import kept


class AuditEvent(models.Model):
    """One thing that somebody did or read. Never a name, never a value: a reference and the fields that changed.

    about: the kind of thing and its id or reference number. by: the account; empty for the operator of the command
    line, whose system account stands in `operator`. region: the slug as text, so that it outlives the region.
    """

    privileges = KEPT

    kind = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    region = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="audit_events"
    )
    operator = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    changed = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["about_kind", "about_id"], name="audit_about"),
            models.Index(fields=["region", "-id"], name="audit_region"),
            models.Index(fields=["by", "-id"], name="audit_by"),
        ]
        triggers = kept()

    def __str__(self) -> str:
        return f"{self.kind} {self.about_kind} {self.about_id}".strip()
