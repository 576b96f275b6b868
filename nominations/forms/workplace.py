"""Where somebody works: an organisation of the NHS, or an employer outside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from nominations.models import Nomination
from regions.models import Organisation
from talentboard.nhs.look import Look

from .employers import OrganisationField, in_words
from .typed import VersionedForm

INSIDE, OUTSIDE = "nhs", "outside"
LONGEST = Nomination._meta.get_field("employer_outside").max_length
LONGEST_TITLE = Nomination._meta.get_field("nominee_job_title").max_length


class WorkplaceForm(VersionedForm):
    """Where somebody works and as what. Kept as far as it is filled in; a name that is too long is refused."""

    job_title = forms.CharField(label="Job title", required=False, max_length=LONGEST_TITLE)
    works_in = forms.ChoiceField(
        label="Employer",
        required=False,
        choices=[(INSIDE, "An organisation of the NHS"), (OUTSIDE, "An employer outside the NHS")],
        widget=forms.RadioSelect,
    )
    employer = OrganisationField(
        label="Organisation", required=False, help_text="Its name or its ODS code. Choose one of those that are offered"
    )
    employer_outside = forms.CharField(label="Name of the employer", required=False, max_length=LONGEST)
    looks = {
        "job_title": Look(width=30, size="s"),
        "works_in": Look(reveals={INSIDE: "employer", OUTSIDE: "employer_outside"}),
        "employer": Look(width="full"),
        "employer_outside": Look(width=30),
    }

    def __init__(self, *args: Any, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employer"].offer(day)

    def where(self) -> tuple[Organisation | None, str]:
        """The organisation, or else the name of an employer outside the NHS."""
        works_in = self.typed("works_in")
        inside = self.cleaned_data.get("employer") if works_in == INSIDE else None
        return inside, self.typed("employer_outside") if works_in == OUTSIDE else ""

    def clean(self) -> dict[str, Any]:
        """What stands in the box of the other choice is not looked at."""
        cleaned = super().clean()
        if cleaned.get("works_in") != INSIDE and "employer" in self.errors:
            del self.errors["employer"]
        return cleaned


def workplace_in(employer: Organisation | None, employer_outside: str, job_title: str) -> dict[str, str]:
    """What the form shows of where somebody works."""
    return {
        "job_title": job_title,
        "works_in": INSIDE if employer else OUTSIDE if employer_outside else "",
        "employer": in_words(employer),
        "employer_outside": employer_outside,
    }
