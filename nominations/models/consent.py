"""Whether a person agrees to be nominated."""

from django.db import models
from django.db.models import Q

from talentboard.database.privileges import Privileges

from .nomination import Nomination


class Consent(models.Model):
    """What the nominee was asked and answered: agreed or declined, or neither yet. due: the last day to answer."""

    privileges = Privileges(retention="SELECT, DELETE")

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="consent")
    asked_at = models.DateTimeField()
    due = models.DateField()
    given_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | Q(declined_at__isnull=True), name="consent_one_answer"
            )
        ]

    def __str__(self) -> str:
        return f"consent of {self.nomination_id}"
