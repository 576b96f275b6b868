"""The questions of a round as they will be asked: with their boxes, and nothing that could be sent."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from nominations.models import Question
from talentboard.nhs.look import Look


class Shown(forms.Form):
    """One question of a preview."""

    def __init__(self, question: Question) -> None:
        super().__init__(auto_id=f"preview-{question.pk}-%s")
        optional = "" if not question.optional else " (may be left empty)"
        self.fields["answer"] = forms.CharField(
            label=f"{question.text}{optional}",
            help_text=question.guidance,
            widget=forms.Textarea(attrs={"rows": 6}),
            required=False,
        )
        self.looks = {"answer": Look(max_words=question.word_limit, size="s")}


def questions_shown(questions: Iterable[Question]) -> list[Shown]:
    return [Shown(question) for question in questions]
