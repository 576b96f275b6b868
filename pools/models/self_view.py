"""How soon people think themselves ready: never mixed with what a board decided."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges

from .candidate import Candidate
from .pool import ReadinessBand


class SelfView(models.Model):
    """A person's own view of how soon they are ready, from a moment on; the newest counts.

    band: empty where they no longer wish to say.
    """

    privileges = Privileges(web="SELECT, INSERT", retention="SELECT, DELETE")

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="self_views")
    band = models.ForeignKey(ReadinessBand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["given_at", "id"]
        indexes = [models.Index(fields=["candidate", "-given_at", "-id"], name="self_view_newest")]

    def __str__(self) -> str:
        return f"{self.band_id} of {self.candidate_id}"
