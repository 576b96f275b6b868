"""Files that somebody had made of everything about themself: kept for a day, to be taken."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models

from talentboard.clock import now
from talentboard.database.privileges import Privileges

KEPT_FOR = dt.timedelta(hours=24)


def a_day_from_now() -> dt.datetime:
    return now() + KEPT_FOR


class PersonFileCopyQuerySet(models.QuerySet):
    def over(self, moment: dt.datetime):
        """What is to be deleted."""
        return self.filter(expires_at__lte=moment)


class PersonFileCopy(models.Model):
    """Everything about somebody as a PDF, as it was when it was made. Nobody but its person finds it."""

    privileges = Privileges(web="SELECT", worker="SELECT, INSERT, DELETE", retention="SELECT, DELETE")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("talentboard.User", on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()
    made_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField(default=a_day_from_now)
    objects = PersonFileCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="person_file_newest"),
            models.Index(fields=["expires_at"], name="person_file_expires"),
        ]

    def __str__(self) -> str:
        return f"copy {self.pk}"
