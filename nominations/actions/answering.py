"""Answers to the questions of a round, kept as they are typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from nominations import access, policies
from nominations.models import Answer, Nomination, Question
from nominations.words import as_typed
from pools.models import Candidate
from talentboard.access import NotFound
from talentboard.clock import now

from .book import SavedMeanwhile


@transaction.atomic
def write_answer(one: Nomination | UUID, question: Question | UUID, *, text: str, version: int, by: Any) -> Answer:
    """Keep an answer as it was typed, however long. version: of the answer somebody looked at, 0 where there was none.

    one, question: the things or their ids. The leader's questions are the nominator's while it is a draft, the
    nominee's own the nominee's until they have registered. Raises SavedMeanwhile for another version; the same text
    again changes nothing. Two statements, and three the first time, for it is asked while somebody types.
    """
    one = with_answer(id_of(one), id_of(question))
    if one.asked_of == Question.Asked.NOMINATOR or one.state == Nomination.State.DRAFT:
        access.require_nominator(by, one)
        policies.can_write(one)
    else:
        access.require_nominee(by, one)
        policies.can_write_registration(one)
    text, present = as_typed(text), present_answer(one, id_of(question))
    if present is not None and present.text == text:
        return present
    if (present.version if present else 0) != version:
        raise SavedMeanwhile(present)
    return first(one, id_of(question), text) if present is None else next_of(present, text)


def first(one: Nomination, question_id: UUID, text: str) -> Answer:
    """The first answer to a question. The nomination is in hand, so what is read now is what holds."""
    if present := one.answers.filter(question=question_id).first():
        raise SavedMeanwhile(present)
    return Answer.objects.create(nomination=one, question_id=question_id, text=text, saved_at=now())


def next_of(present: Answer, text: str) -> Answer:
    """The next version. What was read while the nomination was waited for may be older than what holds now."""
    saved, version = now(), present.version + 1
    of_this = Answer.objects.filter(pk=present.pk, version=present.version)
    if not of_this.update(text=text, version=version, saved_at=saved):
        raise SavedMeanwhile(Answer.objects.filter(pk=present.pk).first())
    present.text, present.version, present.saved_at = text, version, saved
    return present


# Somebody is typing: what the rules ask of the nomination, and of its answer what is kept, in one statement that is not
# put together anew each time, which would cost more than all the rest of the request.
IN_HAND = """
SELECT nomination.id, nomination.state, nomination.route, nomination.nominator_id, nomination.nominee_email,
       nomination.candidate_id, candidate.user_id AS person_id, question.asked_of,
       answer.id AS kept_id, answer.text AS kept_text, answer.version AS kept_version, answer.saved_at AS kept_saved_at
  FROM nominations_nomination nomination
  JOIN nominations_question question ON question.round_id = nomination.round_id
  LEFT JOIN pools_candidate candidate ON candidate.id = nomination.candidate_id
  LEFT JOIN nominations_answer answer ON answer.nomination_id = nomination.id AND answer.question_id = question.id
 WHERE nomination.id = %s AND question.id = %s
   FOR UPDATE OF nomination
"""


def with_answer(nomination_id: UUID, question_id: UUID) -> Any:
    """The nomination in hand, with `asked_of` of a question of its round and what is kept as its answer: one statement.

    Whatever else is asked of it is looked up when it is. Raises NotFound where there is no such question in it.
    """
    one: Any = next(iter(Nomination.objects.raw(IN_HAND, [nomination_id, question_id])), None)
    if one is None:
        raise NotFound("There is no such question in this nomination.")
    if one.candidate_id is not None:
        one.candidate = Candidate.from_db(one._state.db, ["id", "user_id"], [one.candidate_id, one.person_id])
    return one


def present_answer(one: Any, question_id: UUID) -> Answer | None:
    """The answer that `with_answer` found."""
    if one.kept_id is None:
        return None
    kept = Answer(
        id=one.kept_id,
        nomination=one,
        question_id=question_id,
        text=one.kept_text,
        version=one.kept_version,
        saved_at=one.kept_saved_at,
    )
    kept._state.adding = False
    return kept


def id_of(thing: Any) -> UUID:
    return getattr(thing, "pk", thing)
