"""What a nominee says when they register, besides their answers and their record."""

from django.db import models
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges

from .nomination import Nomination


class Registration(models.Model):
    """A nominee's registration, saved as typed until `registered_at`.

    adjustments: what they need at the gateway, for whoever organises the panel alone. found: whether they agree to be
    found in searches for people.
    """

    privileges = Privileges(retention="SELECT, DELETE")

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="registration")
    adjustments = models.TextField("Reasonable adjustments", max_length=4000, blank=True)
    found = models.BooleanField("May be found", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_default=Now())
    registered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"registration of {self.nomination_id}"
