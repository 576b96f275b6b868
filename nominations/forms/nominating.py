"""What a leader says of somebody they nominate: who it is, how ready they are, and why it comes late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from nominations import policies
from nominations.models import Nomination
from pools.models import ReadinessBand
from talentboard.access import refusal
from talentboard.clock import today
from talentboard.nhs.look import Look

from .typed import TypedText, VersionedForm
from .workplace import WorkplaceForm, workplace_in

FIELDS = Nomination._meta.get_field
MOST_NEEDS = FIELDS("development_needs").max_length


class PersonForm(WorkplaceForm):
    """Who is nominated. Kept as far as it is filled in; one's own address and a closed organisation are refused."""

    name = forms.CharField(label="Full name", required=False, max_length=FIELDS("nominee_name").max_length)
    email = forms.CharField(
        label="Work e-mail address",
        required=False,
        max_length=FIELDS("nominee_email").max_length,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text="Exactly as it is at work: the person is asked there. We do not say whether we know them",
    )
    field_order = ("name", "email", "job_title", "works_in", "employer", "employer_outside")
    looks = {**WorkplaceForm.looks, "name": Look(size="s", width=30), "email": Look(size="s", width=30)}

    def __init__(self, *args: Any, one: Nomination, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.one, self.by = one, by

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        inside, _outside = self.where()
        for field, email, employer in (("email", cleaned.get("email", ""), None), ("employer", "", inside)):
            sentence = refusal(
                lambda email=email, employer=employer: policies.can_name_nominee(
                    self.one, email=email, employer=employer, by=self.by, day=today()
                )
            )
            if sentence:
                self.add_error(field, sentence)
        return cleaned


def person_in(one: Nomination) -> dict[str, str]:
    """What the form shows of who is nominated."""
    said = workplace_in(one.employer, one.employer_outside, one.nominee_job_title)
    return said | {"name": one.nominee_name, "email": one.nominee_email, "version": str(one.version)}


class ReadinessForm(VersionedForm):
    """The nominator's view of how soon the person is ready, and of what they should develop. Nothing is refused."""

    band = forms.ChoiceField(label="How soon are they ready?", required=False, widget=forms.RadioSelect)
    needs = TypedText(label="What should they develop?", required=False, rows=8)
    looks = {
        "band": Look(size="s"),
        "needs": Look(size="s", max_characters=MOST_NEEDS),
    }

    def __init__(self, data: Mapping[str, Any], *, bands: list[ReadinessBand], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.bands = {band.code: band for band in bands}
        self.fields["band"].choices = [(band.code, band.label) for band in bands]

    @property
    def chosen(self) -> ReadinessBand | None:
        return self.bands.get(self.typed("band"))


def readiness_in(one: Nomination) -> dict[str, str]:
    """What the form shows of it."""
    return {"band": one.readiness_view_id or "", "needs": one.development_needs, "version": str(one.version)}


class SendForm(forms.Form):
    """Sending it; late with a reason."""

    late_because = forms.CharField(
        label="Why is it late?",
        max_length=FIELDS("late_because").max_length,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text="The regional talent team and the person read this",
        error_messages={"required": "Say why the nomination is late"},
    )
    looks = {"late_because": Look(size="s")}

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_because"]
