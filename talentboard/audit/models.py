"""What was done and looked at: kept as written, for six years."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges
from talentboard.database.triggers import Until, kept
from talentboard.retention.lasting import Lasts

KEPT_FOR = Lasts(months=72)


class AuditEvent(models.Model):
    """One thing that somebody did or read. Never a name, never a value: a reference and the fields that changed.

    about: the kind of thing and its id or reference number. by: the account; empty for the operator of the command
    line, whose system account stands in `operator`. region: the slug as text, so that it outlives the region.
    """

    privileges = Privileges(web="SELECT, INSERT", retention="SELECT, INSERT, DELETE")

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
        triggers = kept(
            Until(
                chapter="audit",
                lasts=KEPT_FOR,
                since="(OLD.at AT TIME ZONE 'Europe/London')::date",
                person="CASE WHEN OLD.about_kind = 'candidate' THEN OLD.about_id END",
            )
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.about_kind} {self.about_id}".strip()
