"""Steps: what is left behind by every move."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from talentboard.database.privileges import KEPT
from talentboard.database.triggers import kept


class Step(models.Model):
    """One move of one thing: from, to, by, when, why; kept as written. `from_state` is empty for the start.

    A model that moves has one concrete class of these, with a foreign key to itself whose related name is `steps`.
    by: the account; empty for the operator of the command line (whose system account stands in `operator`) and for
    the timetable.
    """

    privileges = KEPT

    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    operator = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    why = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]
        triggers = kept()

    def __str__(self) -> str:
        return f"{self.from_state or 'start'} -> {self.to_state}"
