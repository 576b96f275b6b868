"""What the regional talent team found of a nomination, criterion by criterion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges

from .nomination import Nomination
from .round import EligibilityCriterion


class EligibilityFinding(models.Model):
    """One criterion of the round, of one nomination: met, not met, or waived; by whom, and why."""

    privileges = Privileges(retention="SELECT, DELETE")

    class Result(models.TextChoices):
        MET = "met", "Met"
        NOT_MET = "not-met", "Not met"
        WAIVED = "waived", "Waived"

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="findings")
    criterion = models.ForeignKey(EligibilityCriterion, on_delete=models.PROTECT, related_name="findings")
    result = models.CharField(max_length=10, choices=Result)
    why = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "criterion"], name="finding_once"),
            models.CheckConstraint(
                condition=Q(result="met") | ~Q(why=""),
                name="finding_says_why",
                violation_error_message="Say why a criterion is not met or waived.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.result}"
