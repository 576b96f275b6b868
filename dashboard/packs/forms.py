"""What comes in when a pack is composed and commented: figures, meeting, sections in their order, comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from dashboard.models import Snapshot
from dashboard.packs.policies import MOST_WORDS
from dashboard.packs.sections import DEFAULT, SECTIONS
from talentboard.nhs.fields import DayField
from talentboard.nhs.filters import say_moment
from talentboard.nhs.look import Look
from talentboard.nhs.words import join_words, long_day

PLACE = "place_"


class PackForm(forms.Form):
    """Which figures, and which sections in which order: each has a place, and none where it is left out."""

    title = forms.CharField(
        label="Name of the meeting", required=False, max_length=80,
        help_text="Leave this blank for an ordinary meeting. No name of a person.",
    )  # fmt: skip
    snapshot = forms.ChoiceField(label="Figures", help_text="A pack never changes its figures once it is built.")
    looks: Mapping[str, Look] = {"title": Look(width="two-thirds")}

    def __init__(self, *args: Any, snapshots: Sequence[Snapshot], sections: Sequence[str] = DEFAULT, **kwargs: Any):
        """snapshots: those to choose from, the newest first; sections: in the order they are in now."""
        super().__init__(*args, **kwargs)
        self.snapshots = {str(one.pk): one for one in snapshots}
        self.fields["snapshot"].choices = [
            (pk, f"As of {long_day(one.as_of)}, made {say_moment(one.made_at)}") for pk, one in self.snapshots.items()
        ]
        places = {key: place for place, key in enumerate(sections, 1)}
        for key, name in SECTIONS.items():
            self.fields[PLACE + key] = forms.IntegerField(
                label=name, required=False, min_value=1, max_value=99, initial=places.get(key)
            )
        self.looks = {**PackForm.looks, **{PLACE + key: Look(width=2) for key in SECTIONS}}

    @property
    def facts(self) -> list:
        """The fields above the sections."""
        return [self[name] for name in self.fields if not name.startswith(PLACE)]

    @property
    def places(self) -> list:
        """A field for each section."""
        return [self[name] for name in self.fields if name.startswith(PLACE)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any(name.startswith(PLACE) for name in self.errors):
            return cleaned
        given: dict[int, list[str]] = {}
        for key in SECTIONS:
            if place := cleaned.get(PLACE + key):
                given.setdefault(place, []).append(key)
        if not given:
            self.add_error(PLACE + DEFAULT[0], "Give at least one section a place")
        for place, keys in sorted(given.items()):
            if len(keys) > 1:
                names = join_words(SECTIONS[key] for key in keys)
                self.add_error(PLACE + keys[1], f"{names} are both in place {place}: give each its own")
        self.sections = [key for _, keys in sorted(given.items()) for key in keys]
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """As the actions take it; only after is_valid."""
        snapshot = self.snapshots[self.cleaned_data["snapshot"]]
        return {"snapshot": snapshot, "sections": self.sections, "title": self.cleaned_data["title"]}


class NewPackForm(PackForm):
    """The same with the day of the meeting, which no later revision changes."""

    meeting = DayField(label="Day of the meeting", help_text="For example, 22 10 2026")
    field_order = ["meeting", "title", "snapshot"]

    @property
    def chosen(self) -> dict[str, Any]:
        return {**super().chosen, "meeting": self.cleaned_data["meeting"]}


class CommentForm(forms.Form):
    """A few sentences on a section."""

    section = forms.ChoiceField(label="Section")
    text = forms.CharField(
        label="Comment", widget=forms.Textarea,
        help_text="It is printed at the end of the section with today’s date and your role. No name of a person.",
    )  # fmt: skip
    looks = {"text": Look(max_words=MOST_WORDS)}

    def __init__(self, *args: Any, sections: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [(key, SECTIONS[key]) for key in sections]
