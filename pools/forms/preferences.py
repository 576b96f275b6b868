"""Where and how somebody would work, as they say it themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from pools.actions.preferences import Preferences
from pools.models import Candidate
from regions.models import Region
from talentboard.nhs.look import Look

MOST = Candidate._meta.get_field("aspirations").max_length


class PreferencesForm(forms.Form):
    """The person's own record. version: the edition that they looked at."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    mobility = forms.MultipleChoiceField(
        label="In which regions would you take a post?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that apply.",
    )
    accepts_challenged = forms.BooleanField(
        label="I would also go to a challenged organisation",
        required=False,
        help_text="One that has been told to improve, and needs experienced leaders.",
    )
    working_pattern = forms.ChoiceField(label="How would you work?", required=False, widget=forms.RadioSelect)
    aspirations = forms.CharField(
        label="What do you hope to do next?",
        required=False,
        strip=False,
        max_length=MOST,
        widget=forms.Textarea({"rows": 5}),
        help_text="In a few sentences. You may leave it empty.",
    )
    looks = {name: Look(size="s") for name in ("mobility", "working_pattern", "aspirations")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mobility"].choices = list(Region.objects.values_list("slug", "name"))
        self.fields["working_pattern"].choices = [*Candidate.WorkingPattern.choices, ("", "I would rather not say yet")]

    @property
    def said(self) -> Preferences:
        """What was chosen and typed, of a form that is valid."""
        given = self.cleaned_data
        typed = given["aspirations"].replace("\r\n", "\n").replace("\x00", "")
        return Preferences(frozenset(given["mobility"]), given["accepts_challenged"], given["working_pattern"], typed)


def shown(kept: Preferences) -> Mapping[str, Any]:
    """What the form shows of what is kept."""
    return {
        "mobility": sorted(kept.mobility),
        "accepts_challenged": kept.accepts_challenged,
        "working_pattern": kept.working_pattern,
        "aspirations": kept.aspirations,
        "version": kept.edition,
    }
