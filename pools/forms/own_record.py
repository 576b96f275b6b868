"""What people type about themselves, and what they are answered."""

from __future__ import annotations

from typing import Any

from django import forms

from pools.actions.own_details import Details
from pools.models import Candidate, CorrectionRequest, ReadinessBand
from pools.policies.own_record import LONGEST_HOPE, LONGEST_REQUEST
from regions.models import Organisation, Region, RoleFamily
from talentboard.clock import today
from talentboard.nhs.look import Look

NHS, OUTSIDE, NONE = "nhs", "outside", "none"
YES, NO = "yes", "no"
UNSAID = "unsaid"


class Words(forms.CharField):
    """A longer text. A line's end counts as one character, as it does where it is typed."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class DetailsForm(forms.Form):
    """Everything that people can change of their record themselves."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Name", max_length=150)
    job_title = forms.CharField(label="Job title", max_length=150, required=False)
    employed = forms.ChoiceField(
        label="Employer",
        widget=forms.RadioSelect,
        choices=[(NHS, "An NHS organisation"), (OUTSIDE, "Outside the NHS"), (NONE, "None at present")],
    )
    organisation = forms.ModelChoiceField(label="Which one", queryset=None, required=False, empty_label="Choose one")
    employer_outside = forms.CharField(label="Name of the employer", max_length=150, required=False)
    role_families = forms.MultipleChoiceField(
        label="Your profession",
        help_text="Choose all that fit",
        choices=RoleFamily.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    clinical_body = forms.ChoiceField(
        label="Clinical registration",
        help_text="The body alone. No number is kept.",
        choices=[("", "None"), *Candidate.ClinicalBody.choices],
        required=False,
    )
    mobility = forms.ModelMultipleChoiceField(
        label="Where you would work", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    accepts_challenged = forms.BooleanField(label="I would go to a challenged organisation too", required=False)
    working_pattern = forms.ChoiceField(
        label="Working pattern", choices=[("", "Not said"), *Candidate.WorkingPattern.choices], required=False
    )
    aspirations = Words(
        label="What you hope to do next",
        help_text="The regional talent team reads this, and panels do when you are nominated.",
        max_length=LONGEST_HOPE,
        required=False,
    )
    looks = {
        "name": Look(width="two-thirds"),
        "job_title": Look(width="two-thirds"),
        "employed": Look(reveals={NHS: "organisation", OUTSIDE: "employer_outside"}),
        "employer_outside": Look(width="two-thirds"),
    }

    def __init__(self, *args: Any, kept: Details, **kwargs: Any) -> None:
        """kept: what the record says now. An employer that has closed since is still offered to whoever had it."""
        super().__init__(*args, **kwargs)
        there = Organisation.objects.as_of(today()) | Organisation.objects.filter(pk=kept.employer and kept.employer.pk)
        self.fields["organisation"].queryset = there.order_by("sort_key")
        self.fields["mobility"].queryset = Region.objects.all()

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_job_title(self) -> str:
        return one_line(self.cleaned_data["job_title"])

    def clean_employer_outside(self) -> str:
        return one_line(self.cleaned_data["employer_outside"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        employed = cleaned.get("employed")
        if employed == NHS and not cleaned.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", "Choose the organisation that you work for")
        if employed == OUTSIDE and not cleaned.get("employer_outside") and "employer_outside" not in self.errors:
            self.add_error("employer_outside", "Enter the name of your employer")
        return cleaned

    def said(self) -> Details:
        """What was typed, for a form without errors."""
        said = self.cleaned_data
        return Details(
            name=said["name"],
            job_title=said["job_title"],
            employer=said["organisation"] if said["employed"] == NHS else None,
            employer_outside=said["employer_outside"] if said["employed"] == OUTSIDE else "",
            role_families=tuple(sorted(said["role_families"])),
            clinical_body=said["clinical_body"],
            mobility=tuple(sorted(region.pk for region in said["mobility"])),
            accepts_challenged=said["accepts_challenged"],
            working_pattern=said["working_pattern"],
            aspirations=said["aspirations"],
        )


def shown(details: Details) -> dict[str, Any]:
    """What the form shows before anybody types."""
    employed = NHS if details.employer else OUTSIDE if details.employer_outside else NONE
    return {
        "seen": details.digest,
        "name": details.name,
        "job_title": details.job_title,
        "employed": employed,
        "organisation": details.employer,
        "employer_outside": details.employer_outside,
        "role_families": list(details.role_families),
        "clinical_body": details.clinical_body,
        "mobility": list(details.mobility),
        "accepts_challenged": details.accepts_challenged,
        "working_pattern": details.working_pattern,
        "aspirations": details.aspirations,
    }


class FoundForm(forms.Form):
    """Whether somebody agrees to be found for vacancies."""

    found = forms.ChoiceField(
        label="May you be found for vacancies?",
        widget=forms.RadioSelect,
        choices=[(YES, "Yes"), (NO, "No")],
    )
    looks = {
        "found": Look(
            size="l",
            heading=True,
            hints={
                YES: "A regional talent team that looks for somebody for a post can find you. You are asked before "
                "anybody hears your name.",
                NO: "You stay a member of your pools, and no search for people finds you.",
            },
        )
    }


class SelfViewForm(forms.Form):
    """How soon somebody thinks themself ready."""

    band = forms.ChoiceField(label="How soon are you ready, in your own view?", widget=forms.RadioSelect)
    looks = {"band": Look(size="l", heading=True)}

    def __init__(self, *args: Any, can_take_back: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bands = {band.pk: band for band in ReadinessBand.objects.all()}
        choices = [(code, band.label) for code, band in self.bands.items()]
        self.fields["band"].choices = choices + [(UNSAID, "I would rather not say")] * can_take_back

    def chosen(self) -> ReadinessBand | None:
        return self.bands.get(self.cleaned_data["band"])


class CorrectionForm(forms.Form):
    """What somebody asks to have put right."""

    subject = forms.ChoiceField(
        label="What is wrong?", widget=forms.RadioSelect, choices=CorrectionRequest.Subject.choices
    )
    words = Words(
        label="What would be right?",
        help_text="Say what it says now, and what it should say.",
        max_length=LONGEST_REQUEST,
    )
    looks = {
        "subject": Look(
            hints={
                CorrectionRequest.Subject.DETAILS: "Most of them you can change yourself, not the e-mail address",
            }
        )
    }


class AnswerForm(forms.Form):
    """What somebody is told who asked for a correction."""

    outcome = forms.ChoiceField(
        label="What was done?", widget=forms.RadioSelect, choices=CorrectionRequest.Outcome.choices
    )
    answer = Words(
        label="What they are told",
        help_text="They read these words. Where you leave something as it is, say why.",
        max_length=LONGEST_REQUEST,
    )


def one_line(text: str) -> str:
    """A name as it is kept: every run of white space is one space."""
    return " ".join(text.split())
