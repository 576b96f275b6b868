"""What comes in from the pages of figures."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from django import forms

from dashboard.metrics.likelihood import LARGEST, Group
from dashboard.reading.focus import Focus
from dashboard.reading.trend import DEFAULT, EVERY, MEASURES, Asked
from dashboard.sentences.names import ALL, LEVELS, ROLE_FAMILIES, label_of
from talentboard.nhs.look import Look

_FAMILIES = [
    ("", label_of("role_family", ALL)),
    *((slug, label_of("role_family", slug)) for slug in ROLE_FAMILIES),
]
_LEVELS = [("", label_of("level", ALL)), *((slug, label_of("level", slug)) for slug in LEVELS)]


class FocusForm(forms.Form):
    """The filter of a region's page, as the address holds it."""

    role_family = forms.ChoiceField(label="Role family", required=False, choices=_FAMILIES)
    level = forms.ChoiceField(label="Level", required=False, choices=_LEVELS)
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


class TrendForm(forms.Form):
    """Which measure is compared over time, of which posts, and how often."""

    measure = forms.ChoiceField(
        label="Measure", required=False, choices=[(slug, measure.name) for slug, measure in MEASURES.items()]
    )
    role_family = forms.ChoiceField(label="Role family", required=False, choices=_FAMILIES)
    level = forms.ChoiceField(label="Level", required=False, choices=_LEVELS)
    every = forms.ChoiceField(label="One point for", required=False, choices=list(EVERY.items()))

    looks: Mapping[str, Look] = {}

    @property
    def asked(self) -> Asked:
        """What is asked for; the posts open of all where the address asks for what there is not."""
        if not self.is_valid():
            return DEFAULT
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return replace(DEFAULT, **given)


def trend_asked(asked: Asked) -> dict[str, str]:
    """What is compared, as the form takes it."""
    return {name: "" if value == ALL else value for name, value in asdict(asked).items()}


class QualityForm(forms.Form):
    """Which organisations a page of data quality shows. systems: code and name of each that is offered."""

    system = forms.ChoiceField(label="System", required=False)
    show = forms.ChoiceField(
        label="Show", required=False, choices=[("", "What there is to mend"), ("all", "Every organisation")]
    )

    looks: Mapping[str, Look] = {}

    def __init__(self, *args, systems: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["system"].choices = [("", "All systems"), *systems]
        self.names = dict(systems)

    @property
    def system_asked(self) -> str:
        """The code of the system asked for; empty for all."""
        return self.cleaned_data["system"] if self.is_valid() else ""

    @property
    def system_name(self) -> str:
        """Its name; empty for all."""
        return self.names.get(self.system_asked, "")

    @property
    def shows_all(self) -> bool:
        """Those with nothing to mend too."""
        return self.is_valid() and self.cleaned_data["show"] == ALL


def _people(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=LARGEST)


class LikelihoodForm(forms.Form):
    """Two groups at two stages."""

    reference_all = _people("People in the reference group", "For example, white people who registered")
    reference_passed = _people("Of them, how many passed", "For example, those who were admitted to the pool")
    comparison_all = _people("People in the comparison group", "For example, BME people who registered")
    comparison_passed = _people("Of those, how many passed", "At the same later stage")

    looks = {
        name: Look(width=5) for name in ("reference_all", "reference_passed", "comparison_all", "comparison_passed")
    }

    def clean(self) -> dict:
        given = super().clean() or {}
        for group in ("reference", "comparison"):
            passed, of = given.get(f"{group}_passed"), given.get(f"{group}_all")
            if passed is not None and of is not None and passed > of:
                self.add_error(f"{group}_passed", f"At most {of:,} of the {group} group can have passed")
        return given

    @property
    def groups(self) -> tuple[Group, Group]:
        """The reference group and the comparison group of a form that is valid."""
        given = self.cleaned_data
        return (
            Group(given["reference_passed"], given["reference_all"]),
            Group(given["comparison_passed"], given["comparison_all"]),
        )
