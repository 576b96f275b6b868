"""One question a page: the answer to it, kept as it is typed, by a leader in a draft or by the person nominated."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from nominations import policies
from nominations.actions.answering import write_answer
from nominations.forms.answers import AnswerForm, typed_in
from nominations.models import Nomination, Question
from nominations.words import out_of
from talentboard.access import NotFound, refusal

from .writing import Part, WrittenPage


class AnswerPage(WrittenPage):
    """The page of one question. Whoever answers says where it stands: `find`, `list_url`, `address_of`, `rule`.

    While it saves itself neither the nomination nor its questions are looked up.
    """

    template = "nominations/writing/answer.html"

    def __init__(self, nomination_id: UUID, question_id: UUID, *, by: Any) -> None:
        self.nomination_id, self.question_id, self.by = nomination_id, question_id, by

    @abstractmethod
    def find(self) -> Nomination:
        """The nomination, with its round. Raises NotFound where it is not this person's."""

    @property
    @abstractmethod
    def list_url(self) -> str:
        """The list of what is to do, to which one goes back."""

    @abstractmethod
    def address_of(self, question: Question) -> str:
        """The page of another question."""

    @abstractmethod
    def rule(self, one: Nomination) -> None:
        """Refuses where nothing may be written any more."""

    asked_of: str

    @cached_property
    def one(self) -> Nomination:
        return self.find()

    @cached_property
    def questions(self) -> list[Question]:
        """All that are asked of whoever answers, in order."""
        return list(self.one.round.questions.filter(asked_of=self.asked_of))

    @cached_property
    def question(self) -> Question:
        found = next((question for question in self.questions if question.pk == self.question_id), None)
        if found is None:
            raise NotFound("There is no such question in this round.")
        return found

    @property
    def title(self) -> str:
        return self.question.text

    @property
    def url(self) -> str:
        return self.address_of(self.question)

    @property
    def back(self) -> str:
        return self.list_url

    @property
    def onward(self) -> str:
        """The next question; after the last the list."""
        after = self.questions.index(self.question) + 1
        return self.address_of(self.questions[after]) if after < len(self.questions) else self.list_url

    def form(self, data: Mapping[str, Any]) -> AnswerForm:
        return AnswerForm(data)

    def kept(self) -> Mapping[str, str]:
        question = self.question
        self.rule(self.one)
        return typed_in(self.one.answers.filter(question=question).first())

    def save(self, form: Any) -> int:
        text = form.typed("text")
        return write_answer(
            self.nomination_id, self.question_id, text=text, version=form.known_version, by=self.by
        ).version

    def parts(self, form: Any, present: Any) -> list[Part]:
        return [Part("text", self.question.text, form.typed("text"), present.text if present else "")]

    def to_put_right(self, form: Any) -> bool:
        """Too many words."""
        sentence = refusal(lambda: policies.fits(self.question, form.typed("text")))
        if sentence:
            form.add_error("text", sentence)
        return bool(sentence)

    def context(self, form: Any) -> dict[str, Any]:
        form.asks(self.question)
        return {
            "question": self.question,
            "words": out_of(form.typed("text"), self.question.word_limit),
            "place": f"Question {self.questions.index(self.question) + 1} of {len(self.questions)}",
        }
