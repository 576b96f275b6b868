"""Who has done the module on conscious decision making, which a round may ask of its nominators."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class NominatorTraining(models.Model):
    """That somebody did the module on a day, and who noted it. The newest counts."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="nominator_training")
    done_on = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-done_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "done_on"], name="training_once_a_day")]

    def __str__(self) -> str:
        return f"module done on {self.done_on}"
