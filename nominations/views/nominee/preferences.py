"""Where and how the nominee would work: the same record that they look after at any time."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations import policies
from nominations.models import Nomination
from nominations.views.writing import Part, WrittenPage, written
from pools.actions.preferences import ChangedMeanwhile, Preferences, preferences_of, say_preferences
from pools.forms.preferences import PreferencesForm, shown
from talentboard.accounts.typed import survives_signing_in
from talentboard.nhs.words import join_words

from .reach import address, caption, yours


class OwnPreferences(WrittenPage):
    """The nominee's own record, as far as it says where and how they would work."""

    title = "Where and how you would work"
    template = "nominations/nominee/preferences.html"
    saves_itself = False
    meanwhile = (ChangedMeanwhile,)

    def __init__(self, one: Nomination, *, by: Any) -> None:
        self.one, self.by, self.caption = one, by, caption(one)

    @property
    def url(self) -> str:
        return address(self.one, "your-preferences")

    @property
    def back(self) -> str:
        return address(self.one)

    def form(self, data: Mapping[str, Any]) -> PreferencesForm:
        return PreferencesForm(data)

    def kept(self) -> Mapping[str, Any]:
        policies.can_write_registration(self.one)
        return shown(preferences_of(self.one.candidate))

    def save(self, form: Any) -> str:
        seen = str(form["version"].value() or "")
        return say_preferences(self.one.candidate, form.said, seen=seen, by=self.by).edition

    def version_of(self, present: Preferences) -> str:
        return present.edition

    def parts(self, form: Any, present: Preferences) -> list[Part]:
        mine = form.said
        return [
            self.choice(form, "mobility", mine.mobility, present.mobility),
            self.choice(form, "accepts_challenged", mine.accepts_challenged, present.accepts_challenged),
            self.choice(form, "working_pattern", mine.working_pattern, present.working_pattern),
            Part("aspirations", form["aspirations"].label, mine.aspirations, present.aspirations),
        ]

    def choice(self, form: Any, name: str, mine: Any, theirs: Any) -> Part:
        """What was chosen in both, in words."""
        return Part(name, form[name].label, repr(mine), repr(theirs), in_words(form, name, mine),
                    in_words(form, name, theirs), is_text=False)  # fmt: skip


def in_words(form: Any, name: str, chosen: Any) -> str:
    if isinstance(chosen, bool):
        return "Yes" if chosen else "No"
    labels = dict(form.fields[name].choices)
    if isinstance(chosen, frozenset):
        return join_words(label for slug, label in labels.items() if slug in chosen) or "None"
    return labels[chosen]


@survives_signing_in
@never_cache
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """In which regions, in what pattern, with what hopes."""
    return written(request, OwnPreferences(yours(request.user, slug, nomination_id), by=request.user))
