"""What people ask to have put right in what is held about them, and what they were answered."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from talentboard.database.privileges import KEPT_ITS_TIME, Privileges
from talentboard.database.triggers import Until, kept
from talentboard.moves import Move, Moves, Moving, Step
from talentboard.retention.lasting import Lasts

from .candidate import Candidate

KEPT_FOR = Lasts(months=24)


class StateOfCorrection(models.TextChoices):
    ASKED = "asked", "Awaiting an answer"
    ANSWERED = "answered", "Answered"


MOVES = Moves(
    start=[StateOfCorrection.ASKED],
    moves=[Move("answer", [StateOfCorrection.ASKED], StateOfCorrection.ANSWERED)],
)


class CorrectionQuerySet(models.QuerySet):
    def open(self):
        """Those that await an answer, the most pressing first."""
        return self.filter(state=StateOfCorrection.ASKED).order_by("due", "asked_on", "pk")


class CorrectionRequest(Moving, models.Model):
    """Somebody has asked the regional team that keeps their record to put something right.

    subject: what it is about; words: theirs. due: the day by which they are answered. outcome, answer: what was done
    about it and what they were told; empty until then.
    """

    State = StateOfCorrection
    moves = MOVES
    privileges = Privileges(retention="SELECT, DELETE")

    class Subject(models.TextChoices):
        DETAILS = "details", "My details"
        POST = "post", "The post that I hold"
        MEMBERSHIP = "membership", "A membership of a pool"
        READINESS = "readiness", "The readiness that was decided"
        OTHER = "other", "Something else"

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "Put right"
        PARTLY = "partly", "Put right in part"
        UNCHANGED = "unchanged", "Left as it is"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="corrections")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField("What is wrong", max_length=12, choices=Subject)
    words = models.TextField("What would be right", max_length=2000)
    state = models.CharField(max_length=10, choices=StateOfCorrection, default=StateOfCorrection.ASKED)
    asked_on = models.DateField()
    due = models.DateField()
    outcome = models.CharField("What was done", max_length=12, choices=Outcome, blank=True)
    answer = models.TextField("What they are told", max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "request for a correction"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due__gte=F("asked_on")), name="correction_due_after_it_is_asked"),
            models.CheckConstraint(
                condition=Q(state="asked", outcome="", answer="", answered_on__isnull=True)
                | (Q(state="answered", answered_on__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="correction_answered_in_words",
            ),
        ]
        triggers = MOVES.triggers()

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def access_region(self) -> str:
        return self.candidate.kept_by_id

    def is_late(self, day: dt.date) -> bool:
        """Whether the answer should have been given before this day."""
        return self.state == StateOfCorrection.ASKED and self.due < day


class CorrectionStep(Step):
    """A move of a request: asked, answered; by whom and when."""

    privileges = KEPT_ITS_TIME

    of = models.ForeignKey(CorrectionRequest, on_delete=models.PROTECT, related_name="steps")

    class Meta(Step.Meta):
        triggers = kept(
            Until(
                chapter="corrections",
                lasts=KEPT_FOR,
                since="SELECT request.answered_on FROM pools_correctionrequest request WHERE request.id = OLD.of_id",
                person="SELECT request.candidate_id FROM pools_correctionrequest request WHERE request.id = OLD.of_id",
            )
        )
