"""Frameworks: versioned lists of criteria with a scale, against which people are assessed and assess themselves."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q

from regions.models import Region
from talentboard.access import NATION
from talentboard.database.privileges import Privileges
from talentboard.moves import Move, Moves, Moving, Step

from .framework_triggers import ContentStays, PartsStay


class FrameworkState(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_USE = "in-use", "In use"
    SUCCEEDED = "succeeded", "Succeeded"
    DISCARDED = "discarded", "Discarded"


DRAFT, IN_USE, SUCCEEDED, DISCARDED = FrameworkState
MOVES = Moves(
    start=[DRAFT],
    moves=[
        Move("put to use", [DRAFT], IN_USE),
        Move("succeed", [IN_USE], SUCCEEDED),
        Move("discard", [DRAFT], DISCARDED),
    ],
)


class FrameworkQuerySet(models.QuerySet):
    """Phrases about frameworks."""

    def kept(self):
        """All but drafts that were discarded."""
        return self.exclude(state=DISCARDED)

    def in_use(self):
        """Those that a round may be opened with."""
        return self.filter(state=IN_USE)

    def of_region(self, slug: str):
        """Those that a region may use: the national ones, and its own."""
        return self.filter(Q(region=None) | Q(region=slug))


class Framework(Moving, models.Model):
    """One version of a framework. `slug` is the same for all versions; without a region it is a national one.

    A version in use never changes: a draft copied from it succeeds it. What nobody could see is *missing*, with a label
    and a meaning of its own; it is never a rating. `saves` counts the changes of a draft, so that nobody overwrites
    what somebody else has saved meanwhile. `source` is where its words are from.
    """

    class Kind(models.TextChoices):
        GATEWAY = "gateway", "Gateway assessment"
        SELF_ASSESSMENT = "self-assessment", "Self-assessment"

    State = FrameworkState
    moves = MOVES
    privileges = Privileges(web="SELECT, INSERT, UPDATE")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="frameworks")
    title = models.CharField(max_length=150)
    version = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=Kind)
    missing_label = models.CharField("What a missing mark is called", max_length=60, default="No evidence")
    missing_meaning = models.CharField("What it means", max_length=200, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    source = models.TextField("Where its words are from", max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=FrameworkState, default=DRAFT)
    successor_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors", editable=False
    )
    saves = models.PositiveIntegerField(default=0, editable=False)
    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["title", "version", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "region", "version"],
                condition=~Q(state="discarded"),
                nulls_distinct=False,
                name="framework_version_once",
                violation_error_message="There is a version of that name already.",
            ),
            models.UniqueConstraint(
                fields=["slug", "region"],
                condition=Q(state="in-use"),
                nulls_distinct=False,
                name="framework_one_version_in_use",
            ),
            models.UniqueConstraint(
                fields=["successor_of"], condition=~Q(state="discarded"), name="framework_one_successor"
            ),
            models.CheckConstraint(condition=~Q(slug="") & ~Q(title="") & ~Q(version=""), name="framework_is_named"),
            models.CheckConstraint(condition=~Q(missing_label=""), name="framework_says_missing"),
            models.CheckConstraint(condition=Q(kind__in=["gateway", "self-assessment"]), name="framework_kind_known"),
        ]
        triggers = [*MOVES.triggers(), ContentStays()]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    @property
    def access_region(self) -> str:
        return self.region_id or NATION

    @property
    def is_national(self) -> bool:
        return self.region_id is None

    @property
    def is_draft(self) -> bool:
        return self.state == FrameworkState.DRAFT


class FrameworkStep(Step):
    """A move of a framework: from, to, by, when."""

    of = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="steps")

    class Meta(Step.Meta):
        pass


class Rating(models.Model):
    """One rating of a framework's scale, with what it stands for. There is no rating for a missing mark."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="ratings")
    value = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    label = models.CharField(max_length=40)
    anchor = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-value"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "value"], name="rating_once", deferrable=Deferrable.DEFERRED),
            models.CheckConstraint(condition=Q(value__gte=1), name="rating_is_never_zero"),
            models.CheckConstraint(condition=~Q(label=""), name="rating_is_named"),
        ]
        triggers = [PartsStay()]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class Criterion(models.Model):
    """One thing that people are assessed on. `slug` is the same in every version that has it, so that marks of several
    versions can be told apart by criterion; `order` is its place; `looks_for`: what an assessor listens for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=60)
    theme = models.CharField("Theme or domain", max_length=150, blank=True)
    title = models.CharField(max_length=150)
    question = models.TextField(max_length=500, blank=True)
    looks_for = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "order"], name="criterion_in_its_place", deferrable=Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["framework", "slug"], name="criterion_once"),
            models.CheckConstraint(condition=~Q(title=""), name="criterion_is_named"),
        ]
        triggers = [PartsStay()]

    def __str__(self) -> str:
        return self.title
