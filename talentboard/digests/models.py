"""On which days the digests were queued."""

from django.db import models
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges


class DigestDay(models.Model):
    """A working day whose digests have been queued: what comes to wait later that day is told on the next."""

    privileges = Privileges(web="SELECT", worker="SELECT, INSERT")

    day = models.DateField(primary_key=True)
    queued_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"digests of {self.day}"
