"""What people type about accounts."""

from allauth.account.adapter import get_adapter
from django import forms

from talentboard.access import NotAllowed
from talentboard.nhs.look import Look

from . import policies
from .models import User


class InviteForm(forms.Form):
    """Who is invited."""

    name = forms.CharField(
        label="Name", max_length=150, help_text="As colleagues would write it, for example Priya Nair."
    )
    email = forms.EmailField(
        label="E-mail address", max_length=254, help_text="The invitation goes there, and they sign in with it."
    )
    looks = {"name": Look(width=30), "email": Look(width=30)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        try:
            policies.can_invite(email)
        except NotAllowed as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return email


class ChoosePasswordForm(forms.Form):
    """The first password, twice: without JavaScript nobody can look at what they typed."""

    password = forms.CharField(
        label="Choose a password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. Three random words make a good one.",
        error_messages={"required": "Choose a password"},
    )
    again = forms.CharField(
        label="The same password again",
        strip=False,
        error_messages={"required": "Type the same password again"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    looks = {"password": Look(width=20), "again": Look(width=20)}

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        return get_adapter().clean_password(self.cleaned_data["password"], user=self.person)

    def clean(self):
        cleaned = super().clean()
        first, second = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if first and second and first != second:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        return cleaned
