"""Returns: an organisation's quarterly posts and forecasts."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from talentboard.moves import Move, Moves, Moving, Step

from .organisation import Organisation, Placement
from .quarter import Quarter


class ReturnState(models.TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in-progress", "In progress"
    SUBMITTED = "submitted", "Submitted"
    SIGNED_OFF = "signed-off", "Signed off"
    REOPENED = "reopened", "Reopened"
    WITHDRAWN = "withdrawn", "Withdrawn"


# In which its organisation writes in it, and in which it is not yet signed off.
WRITABLE = (ReturnState.OPEN, ReturnState.IN_PROGRESS, ReturnState.REOPENED)
UNSIGNED = (ReturnState.OPEN, ReturnState.IN_PROGRESS, ReturnState.SUBMITTED, ReturnState.REOPENED)

MOVES = Moves(
    start=[ReturnState.OPEN],
    moves=[
        Move("begin work on", [ReturnState.OPEN], ReturnState.IN_PROGRESS),
        Move("submit", [ReturnState.IN_PROGRESS, ReturnState.REOPENED], ReturnState.SUBMITTED),
        Move("send back", [ReturnState.SUBMITTED], ReturnState.IN_PROGRESS),
        Move("sign off", [ReturnState.SUBMITTED], ReturnState.SIGNED_OFF),
        Move("reopen", [ReturnState.SIGNED_OFF], ReturnState.REOPENED),
        Move("withdraw", UNSIGNED, ReturnState.WITHDRAWN),
        Move("load from a file", (*UNSIGNED, ReturnState.SIGNED_OFF), ReturnState.SIGNED_OFF),
    ],
)


class ReturnQuerySet(models.QuerySet):
    def with_whereabouts(self):
        """Adds `home`, the slug of the region to which the organisation belonged on the return's day, and `newest`, the
        newest day of which it has signed a return."""
        here = Placement.objects.filter(organisation=OuterRef("organisation"), since__lte=OuterRef("as_of"))
        signed = Return.objects.filter(organisation=OuterRef("organisation"), state=ReturnState.SIGNED_OFF)
        return self.annotate(
            home=Coalesce(
                Subquery(here.order_by("-since").values("region")[:1]),
                Value("england"),
                output_field=models.CharField(),
            ),
            newest=Subquery(signed.order_by("-as_of").values("as_of")[:1]),
        )


class Return(Moving, models.Model):
    """What an organisation says of its posts for a quarter of the financial year (April to June is the first).

    `year` is the calendar year in which the financial year begins. `as_of` is the day it describes. Each time it is
    reopened a new `revision` begins: what the earlier ones said stays as it was signed. `writers` are the ids of the
    accounts that wrote in the present revision or handed it over; none of them signs it.
    """

    State = ReturnState
    moves = MOVES

    class Source(models.TextChoices):
        PAGE = "page", "The return's page"
        FILE = "file", "A file loaded by the regional team"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="returns")
    year = models.PositiveSmallIntegerField("Financial year beginning in April of")
    quarter = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=12, choices=ReturnState, default=ReturnState.OPEN)
    revision = models.PositiveSmallIntegerField(default=1)
    writers = ArrayField(models.UUIDField(), default=list, blank=True, editable=False)
    source = models.CharField(max_length=5, choices=Source, default=Source.PAGE)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "quarter"], name="return_one_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="return_quarter"),
            models.CheckConstraint(
                condition=~Q(state="signed-off") | Q(signed_off_at__isnull=False), name="return_signed_off_when"
            ),
        ]
        triggers = MOVES.triggers()

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}"

    @property
    def period(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def can_be_written(self) -> bool:
        return self.state in WRITABLE

    def is_late(self, day: dt.date) -> bool:
        """Whether the organisation should have handed it over before this day."""
        return self.can_be_written and self.due < day

    @property
    def access_region(self) -> str:
        """The slug of the region to which its organisation belonged on the day that it describes. Asked for once."""
        if not hasattr(self, "home"):
            self.home = Organisation(pk=self.organisation_id).region_on(self.as_of)
        return self.home

    @property
    def access_organisation(self) -> uuid.UUID:
        return self.organisation_id


class ReturnStep(Step):
    """A move of a return: from, to, by, when, why."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="steps")

    class Meta(Step.Meta):
        pass
