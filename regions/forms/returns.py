"""What the moves of a return ask for: a reason, or the day on which a post closes."""

from django import forms

from talentboard.nhs.look import Look

from .typed import Typed, TypedDayInput, told, version_of

LONGEST = 2000


class WhyForm(forms.Form):
    """A note to whoever has to do something next."""

    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST)

    def __init__(self, *args, label: str, hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].label, self.fields["why"].help_text = label, hint

    looks = {"why": Look(size="s")}


class ClosingForm(forms.Form):
    """From which day a post is no post any more. As typed: the return says what is wrong with it."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    closes_on = Typed("The first day without the post", widget=TypedDayInput)

    @property
    def said(self) -> str:
        """The day as typed."""
        return told({"day": self["closes_on"].value()}, "day")

    @property
    def known_version(self) -> int | None:
        """The version of the line that was looked at; none where there was none."""
        return version_of(told({"version": self["version"].value()}, "version"))
