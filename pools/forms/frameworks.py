"""What comes in when a framework is written: what it says of itself, its scale, and one criterion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from pools.actions.frameworks import Facts, Said
from pools.models import Criterion, Framework, Rating
from pools.policies.frameworks import MOST_RATINGS
from talentboard.nhs.fields import DayField
from talentboard.nhs.look import Look

LONGEST_SIGN = 200


class Seen(forms.Form):
    """A form of a draft, which knows how often that had been saved when the form was opened."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BeginForm(forms.Form):
    """A framework that is to be begun; blank, or like another one."""

    title = forms.CharField(label="Title", max_length=150)
    version = forms.CharField(label="Version", max_length=20, initial="1", help_text="For example 1, or 2026")
    kind = forms.ChoiceField(label="What it is for", choices=Framework.Kind.choices, widget=forms.RadioSelect)
    like = forms.ChoiceField(
        label="Begin with the scale and criteria of",
        required=False,
        help_text="You can change everything in your draft. The other framework stays as it is.",
    )
    looks = {"version": Look(width=10)}

    def __init__(self, *args: Any, known: Iterable[Framework], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in known}
        choices = [(pk, f"{one}{'' if one.region_id else ' (national)'}") for pk, one in self.known.items()]
        self.fields["like"].choices = [("", "Nothing: begin with a blank draft"), *choices]

    @property
    def chosen_like(self) -> Framework | None:
        return self.known.get(self.cleaned_data["like"])


class SucceedForm(forms.Form):
    """Only the version is asked: everything else is copied."""

    version = forms.CharField(label="Version", max_length=20, help_text="Another one than those that are kept already")
    looks = {"version": Look(width=10)}


class FactsForm(Seen):
    """What a draft says of itself."""

    title = forms.CharField(label="Title", max_length=150)
    version = forms.CharField(label="Version", max_length=20)
    kind = forms.ChoiceField(label="What it is for", choices=Framework.Kind.choices, widget=forms.RadioSelect)
    missing_label = forms.CharField(
        label="What a missing mark is called",
        max_length=60,
        help_text="For what nobody asked about or had a chance to show. It is never a rating and never counted as low.",
    )
    missing_meaning = forms.CharField(label="What it means", required=False, max_length=200)
    effective_from = DayField(
        label="First day on which it may be used",
        required=False,
        help_text="Leave blank for the day on which it is put to use",
    )
    source = forms.CharField(
        label="Where its words are from", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    looks = {"version": Look(width=10), "missing_label": Look(width=20)}

    @property
    def facts(self) -> Facts:
        return Facts(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class ScaleForm(Seen):
    """Label and anchor of each rating, from 1 up. A blank label is no rating."""

    def __init__(self, *args: Any, ratings: Sequence[Rating], **kwargs: Any):
        super().__init__(*args, **kwargs)
        kept = {one.value: one for one in ratings}
        self.looks = {}
        for value in range(1, MOST_RATINGS + 1):
            one = kept.get(value)
            self.fields[f"label_{value}"] = forms.CharField(
                label=f"Rating {value}", required=False, max_length=40, initial=one.label if one else ""
            )
            self.fields[f"anchor_{value}"] = forms.CharField(
                label=f"What rating {value} stands for",
                required=False,
                max_length=300,
                initial=one.anchor if one else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.looks[f"label_{value}"] = Look(width=20)

    @property
    def scale(self) -> list[tuple[str, str]]:
        said = self.cleaned_data
        return [(said[f"label_{value}"], said[f"anchor_{value}"]) for value in range(1, MOST_RATINGS + 1)]

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The boxes of each rating, the highest last."""
        return [(self[f"label_{value}"], self[f"anchor_{value}"]) for value in range(1, MOST_RATINGS + 1)]


class CriterionForm(Seen):
    """One criterion."""

    theme = forms.CharField(
        label="Theme or domain", required=False, max_length=150, help_text="Criteria of one theme stand together"
    )
    title = forms.CharField(label="Title", max_length=150)
    question = forms.CharField(
        label="Question to ask", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    looks_for = forms.CharField(
        label="What to listen for",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One thing a line, 200 characters at most",
    )

    @staticmethod
    def initial_of(criterion: Criterion) -> dict[str, Any]:
        return {
            "theme": criterion.theme,
            "title": criterion.title,
            "question": criterion.question,
            "looks_for": "\n".join(criterion.looks_for),
        }

    def clean_looks_for(self) -> tuple[str, ...]:
        lines = tuple(line.strip() for line in self.cleaned_data["looks_for"].splitlines() if line.strip())
        for line in lines:
            if len(line) > LONGEST_SIGN:
                raise forms.ValidationError(
                    f"Each line must be {LONGEST_SIGN} characters or fewer; “{line[:40]}…” has {len(line)}"
                )
        return lines

    @property
    def said(self) -> Said:
        return Said(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})
