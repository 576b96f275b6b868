"""An answer to a question of a round, as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import linebreaks
from django.utils.html import format_html

from nominations.models import Question
from talentboard.nhs.look import Look
from talentboard.nhs.words import count

from .typed import TypedText, VersionedForm


class AnswerForm(VersionedForm):
    """One question. Nothing is refused: an answer that is too long is kept, and shortened before it is sent."""

    text = TypedText(label="Your answer", required=False, rows=12)
    looks = {"text": Look(heading=True)}

    def asks(self, question: Question) -> None:
        """Say what is asked, with its guidance and how long the answer may be."""
        limit = f"Up to {count(question.word_limit)} words.{' You may leave it empty.' if question.optional else ''}"
        box = self["text"]
        box.label = question.text
        box.help_text = format_html("{}<p>{}</p>", linebreaks(question.guidance) if question.guidance else "", limit)


def typed_in(answer: Any) -> Mapping[str, str]:
    """What the form shows of a kept answer; of none, nothing."""
    return {"text": answer.text if answer else "", "version": str(answer.version if answer else 0)}
