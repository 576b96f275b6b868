"""What somebody types who makes an account of a link."""

from django import forms

from talentboard.accounts.forms import ChoosePasswordForm
from talentboard.accounts.models import User
from talentboard.nhs.look import Look


class AccountForm(ChoosePasswordForm):
    """A name and a password; the address is the one that the link went to."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As colleagues would write it, for example Priya Nair.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    looks = {**ChoosePasswordForm.looks, "name": Look(width=30)}
    field_order = ["name", "password", "again"]

    def __init__(self, *args, address: str, **kwargs):
        super().__init__(*args, person=User(email=address), **kwargs)

    def clean_name(self) -> str:
        """Its name is known before the password is judged, which must not be like it."""
        self.person.name = " ".join(self.cleaned_data["name"].split())
        return self.person.name
