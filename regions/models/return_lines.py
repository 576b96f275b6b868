"""What a return says of each post, as it was typed; nothing of it is so before the return is signed off."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject, Now

from .post import Post
from .returns import Return

# The return is read FOR SHARE, so that a line cannot slip in while another session hands the return over.
WRITTEN_WHILE_OPEN = """
SELECT state, revision INTO STRICT its_state, its_revision FROM regions_return
 WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.of_id ELSE OLD.of_id END FOR SHARE;
IF its_state NOT IN ('open', 'in-progress', 'reopened')
    OR (CASE WHEN TG_OP = 'INSERT' THEN NEW.revision ELSE OLD.revision END) <> its_revision
    OR (TG_OP = 'UPDATE' AND (NEW.of_id, NEW.revision) <> (OLD.of_id, OLD.revision)) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'return_line_stands',
        MESSAGE = format('the return is %s: %s of its lines is refused', its_state, TG_OP);
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""

FORECASTS_LINE_IS_OPEN = """
SELECT parent.state, parent.revision, line.revision INTO STRICT its_state, its_revision, line_revision
  FROM regions_returnline line JOIN regions_return parent ON parent.id = line.of_id
 WHERE line.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.line_id ELSE OLD.line_id END FOR SHARE OF parent;
IF its_state NOT IN ('open', 'in-progress', 'reopened') OR line_revision <> its_revision
    OR (TG_OP = 'UPDATE' AND NEW.line_id <> OLD.line_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'return_line_stands',
        MESSAGE = format('the return is %s: %s of its forecasts is refused', its_state, TG_OP);
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


class WrittenWhileOpen(pgtrigger.Trigger):
    """Lines are added, changed and removed only while their organisation writes in the return."""

    name = "written_while_open"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    declare = [("its_state", "TEXT"), ("its_revision", "INTEGER")]
    func = WRITTEN_WHILE_OPEN


class ForecastsLineIsOpen(WrittenWhileOpen):
    """The same of what a line says of its post's forecasts."""

    declare = [("its_state", "TEXT"), ("its_revision", "INTEGER"), ("line_revision", "INTEGER")]
    func = FORECASTS_LINE_IS_OPEN


class ReturnLineQuerySet(models.QuerySet):
    def with_forecasts(self):
        """Adds `on_forecasts`: what each line says of its post's forecasts, as a list of dictionaries."""
        said = ReturnForecast.objects.filter(line=OuterRef("pk")).order_by("confidential")
        facts = {name: name for name in ("confidential", "said", "is_none", "said_by")}
        return self.annotate(on_forecasts=ArraySubquery(said.values(facts=JSONObject(**facts))))


class ReturnLine(models.Model):
    """One post in a return.

    said: what was typed, by the column of the sheet `posts`; of a confirmed post nothing, for it stays as it is kept,
    and of a closing one `closes_on` alone. kept_as: the digest of what was kept of the post when this was said; when
    it is another at sign-off, the post has changed since. version: goes up with every change, so that two people who
    write at once see each other's words.
    """

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        CHANGED = "changed", "Changed"
        NEW = "new", "New"
        CLOSING = "closing", "Closing"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="lines")
    revision = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="return_lines")
    ref = models.CharField("Post reference", max_length=40, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    said = models.JSONField(default=dict, blank=True)
    kept_as = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    said_by = models.ForeignKey("talentboard.User", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(db_default=Now())
    objects = ReturnLineQuerySet.as_manager()

    class Meta:
        ordering = ["of", "revision", "ref", "id"]
        constraints = [
            models.UniqueConstraint(fields=["of", "revision", "post"], name="return_line_one_a_post"),
            models.CheckConstraint(
                condition=Q(verdict__in=["confirmed", "changed", "new", "closing"]), name="return_line_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict="new", post__isnull=True, kept_as="")
                | (~Q(verdict="new") & Q(post__isnull=False) & ~Q(kept_as="")),
                name="return_line_new_has_no_post",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="confirmed") | Q(said={}), name="return_line_confirmed_as_kept"
            ),
        ]
        triggers = [WrittenWhileOpen()]

    def __str__(self) -> str:
        return f"{self.ref}: {self.verdict}"


class ReturnForecast(models.Model):
    """What a line says of its post's open or confidential forecast; without one, what is kept of it is said again.

    said: `expected_on`, `probability`, `reason` as typed. is_none: that there is no such forecast any more.
    """

    line = models.ForeignKey(ReturnLine, on_delete=models.CASCADE, related_name="forecasts")
    confidential = models.BooleanField(default=False)
    said = models.JSONField(default=dict, blank=True)
    is_none = models.BooleanField(default=False)
    said_by = models.ForeignKey("talentboard.User", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["line", "confidential"]
        constraints = [
            models.UniqueConstraint(fields=["line", "confidential"], name="return_forecast_one_of_a_kind"),
            models.CheckConstraint(condition=Q(is_none=False) | Q(said={}), name="return_forecast_none_says_nothing"),
        ]
        triggers = [ForecastsLineIsOpen()]

    def __str__(self) -> str:
        return f"forecast of {self.line}"
