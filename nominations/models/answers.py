"""What has been written for a nomination, question by question."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges

from .nomination import Nomination
from .round import Question

# The nomination is read FOR SHARE, so that no word slips in while another session sends it.
WRITTEN_IN_TIME = """
SELECT nomination.state, question.asked_of INTO STRICT its_state, asked_of
  FROM nominations_nomination nomination, nominations_question question
 WHERE nomination.id = NEW.nomination_id AND question.id = NEW.question_id
   AND question.round_id = nomination.round_id FOR SHARE OF nomination;
IF its_state = 'draft' OR (asked_of = 'nominee' AND its_state = 'awaiting-registration') THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'answer_in_time',
    MESSAGE = format('the nomination is %s: %s of an answer is refused', its_state, TG_OP);
"""


class WrittenInTime(pgtrigger.Trigger):
    """A leader writes while it is a draft, the person nominated until they have registered; questions are its own."""

    name = "written_in_time"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update
    declare = [("its_state", "TEXT"), ("asked_of", "TEXT")]
    func = WRITTEN_IN_TIME


class Answer(models.Model):
    """The answer to a question of the round, as it was typed. version: goes up with every change."""

    privileges = Privileges(retention="SELECT, DELETE")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["question__order"]
        constraints = [models.UniqueConstraint(fields=["nomination", "question"], name="answer_once")]
        triggers = [WrittenInTime()]

    def __str__(self) -> str:
        return f"answer {self.pk}"
