"""Board packs: revisions, their comments, the files that were built, and the attempts to build them again."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from dashboard.immutable import NotEmptied
from talentboard.database.privileges import Privileges
from talentboard.database.triggers import kept
from talentboard.moves import Move, Moves, Moving, Step
from talentboard.nhs.words import long_day

from .triggers import CommentsStay, ContentStays


class PackState(models.TextChoices):
    DRAFT = "draft", "Draft"
    BUILT = "built", "Built"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


MOVES = Moves(
    start=[PackState.DRAFT],
    moves=[
        Move("build", [PackState.DRAFT], PackState.BUILT),
        Move("publish", [PackState.BUILT], PackState.PUBLISHED),
        Move("replace by a newer revision", [PackState.PUBLISHED], PackState.SUPERSEDED),
        Move("withdraw", [PackState.DRAFT, PackState.BUILT, PackState.PUBLISHED], PackState.WITHDRAWN),
    ],
)


class BoardPack(Moving, models.Model):
    """One revision of the pack of one meeting of one board. `region` is a slug; `sections` are slugs in their order.

    since: the snapshot that "what changed" compares with; after: the last published pack, where it is that one's
    title: the meeting's name where it has one; version: counts the changes of a draft, so that a file is never kept of
    another draft than the one it was built from
    """

    State = PackState
    moves = MOVES
    privileges = Privileges(web="SELECT, INSERT, UPDATE")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=20)
    meeting = models.DateField()
    title = models.CharField(max_length=80, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    snapshot = models.ForeignKey("dashboard.Snapshot", on_delete=models.PROTECT, related_name="packs")
    since = models.ForeignKey("dashboard.Snapshot", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sections = ArrayField(models.CharField(max_length=20))
    state = models.CharField(max_length=12, choices=PackState, default=PackState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "board pack"
        ordering = ["-meeting", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["region", "meeting", "revision"], name="pack_revision_once"),
            models.UniqueConstraint(
                fields=["region", "meeting"], condition=Q(state="draft"), name="pack_one_draft_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["region", "meeting"], condition=Q(state="published"), name="pack_one_published_a_meeting"
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="pack_revision_from_one"),
            models.CheckConstraint(condition=Q(sections__len__gte=1), name="pack_has_a_section"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="pack_published_when"
            ),
        ]
        indexes = [models.Index(fields=["region", "-meeting", "-revision"], name="pack_newest")]
        triggers = [*MOVES.triggers(), ContentStays(), NotEmptied()]

    def __str__(self) -> str:
        return f"Board pack for {long_day(self.meeting)}, revision {self.revision}"

    @property
    def access_region(self) -> str:
        return self.region

    @property
    def is_draft(self) -> bool:
        return self.state == PackState.DRAFT


class PackStep(Step):
    """A move of a pack: from, to, by, when."""

    of = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="steps")

    class Meta(Step.Meta):
        pass


class PackComment(models.Model):
    """What the regional team says of a section, dated. role: in whose name it is printed, for no pack names a person.

    A later revision takes its comments over with their days.
    """

    privileges = Privileges(web="SELECT, INSERT, DELETE", worker="SELECT, INSERT")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="comments")
    section = models.CharField(max_length=20)
    text = models.TextField()
    role = models.CharField(max_length=40)
    on = models.DateField()
    by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["pack", "order"], name="pack_comment_in_its_place")]
        triggers = [CommentsStay(), NotEmptied()]

    def __str__(self) -> str:
        return f"Comment on {self.section}"


class PackFile(models.Model):
    """What was built of a revision, kept as it is: the PDF, the same content as HTML, and all that they rest on.

    facts: what was read beside the snapshot (names of organisations, the posts open); renderer: what printed it
    """

    privileges = Privileges(web="SELECT", worker="SELECT, INSERT")

    pack = models.OneToOneField(BoardPack, primary_key=True, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    html = models.TextField()
    facts = models.JSONField()
    renderer = models.JSONField()
    built_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(
                    F("digest"),
                    Func(
                        Func(F("content"), function="sha256", output_field=models.BinaryField()),
                        Value("hex"), function="encode", output_field=models.CharField(),
                    ),
                ),
                name="pack_digest_is_of_its_content",
            )
        ]  # fmt: skip
        triggers = kept()

    def __str__(self) -> str:
        return self.digest


class PackCheck(models.Model):
    """A pack built again from what it rests on, to see whether it comes out the same.

    differs: the parts of the renderer that are others now; same_text: whether every word is the same
    """

    privileges = Privileges(web="SELECT", worker="SELECT, INSERT")

    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="checks")
    digest = models.CharField(max_length=64)
    same_bytes = models.BooleanField()
    same_text = models.BooleanField()
    differs = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    renderer = models.JSONField()
    pages = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        triggers = kept()

    def __str__(self) -> str:
        return "the same" if self.same_bytes else "not the same"
