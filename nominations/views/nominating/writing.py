"""What a nominator writes: who the person is, how ready they are, and an answer to each question. Saved as typed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import policies
from nominations.actions import drafting
from nominations.forms.nominating import PersonForm, ReadinessForm, person_in, readiness_in
from nominations.models import Nomination, Question
from nominations.views.answers import AnswerPage
from nominations.views.writing import Part, WrittenPage, written
from pools.models import ReadinessBand
from talentboard.access import refusal
from talentboard.accounts.typed import survives_signing_in
from talentboard.clock import now, today

from .reach import address, bands, caption, one_made_by
from .until import closed


class Person(WrittenPage):
    """Who is nominated."""

    title = "Who you are nominating"
    template = "nominations/nominating/person.html"

    def __init__(self, one: Nomination, *, by: Any) -> None:
        self.one, self.by, self.caption = one, by, caption(one)

    @property
    def url(self) -> str:
        return address(self.one, "draft-person")

    @property
    def back(self) -> str:
        return address(self.one, "draft")

    @property
    def onward(self) -> str:
        return address(self.one, "draft-readiness")

    def form(self, data: Mapping[str, Any]) -> PersonForm:
        return PersonForm(data, one=self.one, by=self.by, day=today())

    def kept(self) -> Mapping[str, str]:
        policies.can_write(self.one)
        return person_in(self.one)

    def save(self, form: Any) -> int:
        employer, outside = form.where()
        return drafting.name_nominee(
            self.one,
            name=form.typed("name"),
            email=form.typed("email"),
            job_title=form.typed("job_title"),
            employer=employer,
            employer_outside=outside,
            version=form.known_version,
            by=self.by,
        ).version

    def parts(self, form: Any, present: Nomination) -> list[Part]:
        theirs, (employer, outside) = person_in(present), form.where()
        lines = [
            Part(name, str(form[name].label), form.typed(name), theirs[name], is_text=False)
            for name in ("name", "email", "job_title")
        ]
        where = (str(employer or outside), str(present.employer or present.employer_outside))
        return [*lines, Part("employer", "Employer", *where, is_text=False)]

    def to_put_right(self, form: Any) -> bool:
        """An address that cannot be one is kept as far as it is typed."""
        email = form.typed("email").strip()
        sentence = refusal(lambda: policies.is_an_address(email)) if email and "email" not in form.errors else ""
        if sentence:
            form.add_error("email", sentence)
        return bool(sentence)

    def context(self, form: Any) -> dict[str, Any]:
        return {"closed": closed(self.one, now())}


class Readiness(WrittenPage):
    """The nominator's view of how soon the person is ready."""

    title = "Your view of their readiness"
    template = "nominations/nominating/readiness.html"

    def __init__(self, one: Nomination, *, by: Any) -> None:
        self.one, self.by, self.caption = one, by, caption(one)

    @cached_property
    def bands(self) -> list[ReadinessBand]:
        return bands()

    @property
    def url(self) -> str:
        return address(self.one, "draft-readiness")

    @property
    def back(self) -> str:
        return address(self.one, "draft")

    @property
    def onward(self) -> str:
        """The first question; where there is none the list."""
        first = self.one.round.questions.filter(asked_of=Question.Asked.NOMINATOR).first()
        return address(self.one, "draft-question", first.pk) if first else self.back

    def form(self, data: Mapping[str, Any]) -> ReadinessForm:
        return ReadinessForm(data, bands=self.bands)

    def kept(self) -> Mapping[str, str]:
        policies.can_write(self.one)
        return readiness_in(self.one)

    def save(self, form: Any) -> int:
        return drafting.say_readiness(
            self.one, band=form.chosen, needs=form.typed("needs"), version=form.known_version, by=self.by
        ).version

    def parts(self, form: Any, present: Nomination) -> list[Part]:
        labels = {band.code: band.label for band in self.bands}
        mine, theirs = form.typed("band"), present.readiness_view_id or ""
        chosen = Part(
            "band", "How soon they are ready", mine, theirs, labels.get(mine, ""), labels.get(theirs, ""), False
        )
        return [chosen, Part("needs", "What they should develop", form.typed("needs"), present.development_needs)]

    def to_put_right(self, form: Any) -> bool:
        """Too many characters."""
        sentence = refusal(lambda: policies.needs_fit(form.typed("needs")))
        if sentence:
            form.add_error("needs", sentence)
        return bool(sentence)

    def context(self, form: Any) -> dict[str, Any]:
        return {"closed": closed(self.one, now())}


class Statement(AnswerPage):
    """A leader's answer to one question."""

    template = "nominations/nominating/question.html"
    asked_of = Question.Asked.NOMINATOR

    def __init__(self, slug: str, nomination_id: uuid.UUID, question_id: uuid.UUID, *, by: Any) -> None:
        super().__init__(nomination_id, question_id, by=by)
        self.slug = slug

    def find(self) -> Nomination:
        return one_made_by(self.by, self.slug, self.nomination_id)

    @property
    def caption(self) -> str:  # type: ignore[override]
        return caption(self.one)

    @property
    def list_url(self) -> str:
        return address(self.one, "draft")

    def address_of(self, question: Question) -> str:
        return address(self.one, "draft-question", question.pk)

    def rule(self, one: Nomination) -> None:
        policies.can_write(one)

    def context(self, form: Any) -> dict[str, Any]:
        return super().context(form) | {"closed": closed(self.one, now()), "one": self.one}


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """Who it is, and where they work."""
    return written(request, Person(one_made_by(request.user, slug, nomination_id), by=request.user))


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def readiness(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """How soon they are ready, and what they should develop."""
    return written(request, Readiness(one_made_by(request.user, slug, nomination_id), by=request.user))


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, slug: str, nomination_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    """One question of the statement."""
    return written(request, Statement(slug, nomination_id, question_id, by=request.user))
