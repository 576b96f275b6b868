"""Forecasts: posts expected to fall vacant, when and how likely."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least, Now

from .periods import no_overlap
from .post import Post


class ForecastQuerySet(models.QuerySet):
    def live(self, day):
        """On a day: the newest of each kind with an as-of day on or before it, not withdrawn by it."""
        return self.filter(Q(as_of__lte=day), Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def open_edition(self):
        return self.filter(confidential=False)


class Forecast(models.Model):
    """That a post will fall vacant around a day, with a probability above 0 and up to 1.

    At most one open and one confidential forecast a post is live on any day; a newer one supersedes only its own kind,
    and the earlier ones are kept. `ended_on` is the day it was withdrawn or superseded, whichever came first.
    `stated_in` is the return that said so; none for a file, and for a correction between returns.
    """

    class Reason(models.TextChoices):
        RETIREMENT = "retirement", "Retirement"
        END_OF_TERM = "end-of-term", "End of term"
        RESIGNATION = "resignation", "Resignation"
        PROMOTION = "promotion", "Promotion"
        NEW_POST = "new-post", "New post"
        RESTRUCTURE = "restructure", "Restructure"
        OTHER = "other", "Other"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="forecasts")
    expected_on = models.DateField()
    probability = models.DecimalField(max_digits=5, decimal_places=4)
    reason = models.CharField(max_length=15, choices=Reason)
    confidential = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    ended_on = models.GeneratedField(
        expression=Least("withdrawn_on", "superseded_on"), output_field=models.DateField(null=True), db_persist=True
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stated_in = models.ForeignKey(
        "regions.Return", null=True, blank=True, on_delete=models.PROTECT, related_name="stated_forecasts"
    )
    signed_off = models.BooleanField(default=True)
    objects = ForecastQuerySet.as_manager()

    class Meta:
        ordering = ["post", "as_of"]
        constraints = [
            models.CheckConstraint(condition=Q(probability__gt=0, probability__lte=1), name="forecast_probability"),
            models.CheckConstraint(
                condition=Q(
                    reason__in=[
                        "retirement", "end-of-term", "resignation", "promotion", "new-post", "restructure", "other",
                    ]
                ),
                name="forecast_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("as_of")),
                name="forecast_withdrawn_after",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on__isnull=True) | Q(superseded_on__gte=F("as_of")),
                name="forecast_superseded_after",
            ),
            no_overlap(
                "forecast_one_live_of_a_kind",
                "post",
                "confidential",
                since="as_of",
                until="ended_on",
                message="The post already has a live forecast of this kind on some of these days.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"expected vacant on {self.expected_on}"
