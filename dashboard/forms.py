"""What comes in from the pages of figures."""

from django import forms

from dashboard.focus import Focus
from dashboard.sentences.names import ALL, LEVELS, ROLE_FAMILIES, label_of
from talentboard.nhs.look import Look


class FocusForm(forms.Form):
    """The filter of a region's page, as the address holds it."""

    role_family = forms.ChoiceField(
        label="Role family",
        required=False,
        choices=[
            ("", label_of("role_family", ALL)),
            *((slug, label_of("role_family", slug)) for slug in ROLE_FAMILIES),
        ],
    )
    level = forms.ChoiceField(
        label="Level",
        required=False,
        choices=[("", label_of("level", ALL)), *((slug, label_of("level", slug)) for slug in LEVELS)],
    )
    critical = forms.BooleanField(
        label="Critical posts only", required=False, widget=forms.CheckboxInput(attrs={"value": "yes"})
    )

    looks = {"critical": Look(small=True)}

    @property
    def focus(self) -> Focus:
        """What is asked for; everything where the address asks for what there is not."""
        if not self.is_valid():
            return Focus()
        asked = self.cleaned_data
        return Focus(asked["role_family"] or ALL, asked["level"] or ALL, asked["critical"])


def focus_asked(focus: Focus) -> dict[str, str]:
    """A focus as the form takes it."""
    asked = {"role_family": focus.role_family, "level": focus.level, "critical": "yes" if focus.critical else ""}
    return {name: "" if value == ALL else value for name, value in asked.items()}
