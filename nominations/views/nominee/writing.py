"""What a nominee writes at length: their own statement, and what they need at the gateway."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import policies
from nominations.actions import registering
from nominations.forms.nominee import AdjustmentsForm
from nominations.models import Nomination, Question
from nominations.views.answers import AnswerPage
from nominations.views.writing import Part, WrittenPage, written
from talentboard.accounts.typed import survives_signing_in

from .reach import address, caption, yours


class OwnAnswer(AnswerPage):
    """A question asked of the nominee."""

    asked_of = Question.Asked.NOMINEE
    template = "nominations/nominee/answer.html"

    def __init__(self, slug: str, nomination_id: uuid.UUID, question_id: uuid.UUID, *, by: Any) -> None:
        super().__init__(nomination_id, question_id, by=by)
        self.slug = slug

    def find(self) -> Nomination:
        return yours(self.by, self.slug, self.nomination_id)

    def rule(self, one: Nomination) -> None:
        policies.can_write_registration(one)

    @property
    def caption(self) -> str:
        return caption(self.one)

    @property
    def list_url(self) -> str:
        return address(self.one)

    def address_of(self, question: Question) -> str:
        return address(self.one, "your-answer", question.pk)


class Adjustments(WrittenPage):
    """What the nominee needs at the gateway."""

    title = "Reasonable adjustments"
    template = "nominations/nominee/adjustments.html"

    def __init__(self, one: Nomination, *, by: Any) -> None:
        self.one, self.by, self.caption = one, by, caption(one)

    @property
    def url(self) -> str:
        return address(self.one, "your-adjustments")

    @property
    def back(self) -> str:
        return address(self.one)

    def form(self, data: Mapping[str, Any]) -> AdjustmentsForm:
        return AdjustmentsForm(data)

    def kept(self) -> Mapping[str, Any]:
        policies.can_write_registration(self.one)
        kept = self.one.registration
        return {"text": kept.adjustments, "version": str(kept.version)}

    def save(self, form: Any) -> int:
        text = form.typed("text")
        return registering.say_adjustments(self.one, text=text, version=form.known_version, by=self.by).version

    def parts(self, form: Any, present: Any) -> list[Part]:
        return [Part("text", "What you need", form.typed("text"), present.adjustments)]


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, nomination_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    """One question of the person's own statement."""
    return written(request, OwnAnswer(slug, nomination_id, question_id, by=request.user))


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def adjustments(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """What they need at the gateway."""
    return written(request, Adjustments(yours(request.user, slug, nomination_id), by=request.user))
