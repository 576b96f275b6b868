"""What somebody types who looks a person up; it stands in the address."""

from __future__ import annotations

from django import forms

from pools.search import SHORTEST, says_enough
from talentboard.nhs.look import Look


class LookUpForm(forms.Form):
    """A name, or a whole e-mail address."""

    q = forms.CharField(
        label="Name, or the exact work e-mail address",
        max_length=254,
        required=False,
        help_text="A spelling mistake does no harm in a name. An e-mail address has to be exact.",
    )
    looks = {"q": Look(width=30)}

    def clean_q(self) -> str:
        text = self.cleaned_data["q"].strip()
        if text and "@" not in text and not says_enough(text):
            raise forms.ValidationError(f"Enter {SHORTEST} letters of the name or more")
        return text
