"""What was said for a nomination, question by question, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from nominations.models import Nomination, Question
from nominations.words import words_in


class Said(NamedTuple):
    """A question, and what was answered to it as it was typed; nothing where it was not answered."""

    question: Question
    text: str

    @property
    def words(self) -> int:
        return words_in(self.text)


class Statement(NamedTuple):
    """What the nominator said, and what the nominee said themself."""

    by_nominator: list[Said]
    by_nominee: list[Said]


def statement_of(one: Nomination) -> Statement:
    """Everything answered so far. Two queries."""
    texts = {answer.question_id: answer.text for answer in one.answers.all()}
    questions = list(one.round.questions.all())
    return Statement(
        said(questions, texts, Question.Asked.NOMINATOR) if not one.is_own else [],
        said(questions, texts, Question.Asked.NOMINEE),
    )


def said(questions: Iterable[Question], texts: dict, asked_of: str) -> list[Said]:
    return [Said(question, texts.get(question.pk, "")) for question in questions if question.asked_of == asked_of]
