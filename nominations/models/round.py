"""Rounds: windows in which nominations are taken for a pool, with what is asked and what makes somebody eligible."""

from __future__ import annotations

import datetime as dt
import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from pools.models import Framework, Pool
from talentboard.clock import LONDON
from talentboard.moves import Move, Moves, Moving, Step

CLOSES_AT = dt.time(17)


class StateOfRound(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    CANCELLED = "cancelled", "Cancelled"


MOVES = Moves(
    start=[StateOfRound.DRAFT],
    moves=[
        Move("publish", [StateOfRound.DRAFT], StateOfRound.PUBLISHED),
        Move("cancel", [StateOfRound.DRAFT, StateOfRound.PUBLISHED], StateOfRound.CANCELLED),
    ],
)


class RoundQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=StateOfRound.PUBLISHED)

    def taking(self, moment: dt.datetime):
        """Published ones in which nominations are taken at a moment, late ones included."""
        here = moment.astimezone(LONDON)
        day = here.date() if here.time() < CLOSES_AT else here.date() + dt.timedelta(days=1)
        last = models.functions.Coalesce(F("late_until"), F("closes"))
        return self.published().annotate(last=last).filter(opens__lte=here.date(), last__gte=day)

    def to_come(self, moment: dt.datetime):
        """Published ones that have not begun."""
        return self.published().filter(opens__gt=moment.astimezone(LONDON).date())

    def in_order(self, moment: dt.datetime):
        """As a list shows them: what takes nominations, what is to come, drafts, what is closed, what was cancelled."""
        rank = models.Case(
            models.When(pk__in=self.taking(moment).values("pk"), then=0),
            models.When(pk__in=self.to_come(moment).values("pk"), then=1),
            models.When(state=StateOfRound.DRAFT, then=2),
            models.When(state=StateOfRound.PUBLISHED, then=3),
            default=4,
        )
        return self.alias(rank=rank).order_by("rank", "-opens", "title", "pk")


class Round(Moving, models.Model):
    """Nominations for a pool are taken from the day it opens until 17:00 in London on the day it closes.

    closes: the last day. late_until: the last day on which a nomination with a reason is taken late, at 17:00 too;
    empty for none. cap: how many nominations of one organisation's people leaders may make; empty for no limit.
    on_paper: it was run elsewhere, and what came of it was loaded from a file once it was over.
    """

    State = StateOfRound
    moves = MOVES

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=100)
    guidance = models.TextField(max_length=4000, blank=True)
    framework = models.ForeignKey(
        Framework,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rounds",
        verbose_name="Assessed against",
    )
    opens = models.DateField()
    closes = models.DateField("Last day")
    late_until = models.DateField("Last day for late nominations", null=True, blank=True)
    takes_leaders = models.BooleanField("Leaders nominate", default=True)
    takes_self = models.BooleanField("People nominate themselves", default=True)
    needs_cv = models.BooleanField("A CV is asked for", default=True)
    needs_training = models.BooleanField("Nominators have done the conscious decision making module", default=False)
    cap = models.PositiveSmallIntegerField("Most nominations an organisation", null=True, blank=True)
    state = models.CharField(max_length=10, choices=StateOfRound, default=StateOfRound.DRAFT)
    on_paper = models.BooleanField("Run on paper", default=False)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens", "title"]
        constraints = [
            models.UniqueConstraint(
                "pool",
                Lower("title"),
                name="round_title_unique",
                violation_error_message="This pool has a round of this title already.",
            ),
            models.CheckConstraint(
                condition=Q(closes__gte=F("opens")),
                name="round_period",
                violation_error_message="The last day must be the first day or later.",
            ),
            models.CheckConstraint(
                condition=Q(late_until__isnull=True) | Q(late_until__gt=F("closes")),
                name="round_late_after_closing",
                violation_error_message="Late nominations end after the last day of the round.",
            ),
            models.CheckConstraint(
                condition=Q(takes_leaders=True) | Q(takes_self=True),
                name="round_has_a_route",
                violation_error_message="Leaders nominate, people nominate themselves, or both.",
            ),
            models.CheckConstraint(
                condition=Q(on_paper=False) | Q(late_until__isnull=True),
                name="round_on_paper_is_over",
                violation_error_message="A round on paper is over: it takes no late nominations.",
            ),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(cap__gte=1),
                name="round_cap",
                violation_error_message="The most nominations an organisation is 1 or more.",
            ),
        ]
        triggers = MOVES.triggers()

    def __str__(self) -> str:
        return self.title

    @property
    def access_region(self) -> str:
        return self.pool.region_id

    @property
    def closes_at(self) -> dt.datetime:
        return dt.datetime.combine(self.closes, CLOSES_AT, tzinfo=LONDON)

    @property
    def late_until_at(self) -> dt.datetime | None:
        """When the last late nomination is taken; none where none is."""
        return dt.datetime.combine(self.late_until, CLOSES_AT, tzinfo=LONDON) if self.late_until else None

    def has_begun(self, moment: dt.datetime) -> bool:
        return self.state == StateOfRound.PUBLISHED and self.opens <= moment.astimezone(LONDON).date()

    def takes(self, moment: dt.datetime) -> bool:
        """Whether nominations are taken, in time."""
        return self.has_begun(moment) and moment < self.closes_at

    def takes_late(self, moment: dt.datetime) -> bool:
        """Whether nominations are taken late, with a reason."""
        late = self.late_until_at
        return self.has_begun(moment) and late is not None and self.closes_at <= moment < late


class RoundStep(Step):
    """A move of a round: from, to, by, when, why."""

    of = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="steps")

    class Meta(Step.Meta):
        pass


ROUND_STANDS = """
SELECT state INTO STRICT its_state FROM nominations_round
 WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.round_id ELSE OLD.round_id END FOR SHARE;
IF its_state <> 'draft' OR (TG_OP = 'UPDATE' AND NEW.round_id <> OLD.round_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'round_stands',
        MESSAGE = format('the round is %s: %s of what it asks is refused', its_state, TG_OP);
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


class AskedWhileDraft(pgtrigger.Trigger):
    """What a round asks is changed only before it is published: everybody in it is asked the same."""

    name = "asked_while_draft"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    declare = [("its_state", "TEXT")]
    func = ROUND_STANDS


class Question(models.Model):
    """A question of a round: to the leader who nominates, or to the person nominated. word_limit: the most words."""

    class Asked(models.TextChoices):
        NOMINATOR = "nominator", "The leader who nominates"
        NOMINEE = "nominee", "The person nominated"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    asked_of = models.CharField(max_length=10, choices=Asked)
    order = models.PositiveSmallIntegerField()
    text = models.CharField("Question", max_length=300)
    guidance = models.TextField(max_length=2000, blank=True)
    word_limit = models.PositiveSmallIntegerField("Most words", default=300)
    optional = models.BooleanField("May be left empty", default=False)

    class Meta:
        ordering = ["-asked_of", "order"]  # the nominator's first
        constraints = [
            models.UniqueConstraint(
                fields=["round", "asked_of", "order"], name="question_order_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(word_limit__range=(20, 2000)), name="question_word_limit"),
        ]
        triggers = [AskedWhileDraft()]

    def __str__(self) -> str:
        return self.text


class EligibilityCriterion(models.Model):
    """What has to be so of everybody in a round. The regional team finds it met, not met, or waives it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    text = models.CharField("Criterion", max_length=300)
    guidance = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "order"], name="criterion_order_once", deferrable=models.Deferrable.DEFERRED
            )
        ]
        triggers = [AskedWhileDraft()]

    def __str__(self) -> str:
        return self.text
