"""Whose mails are shown; it stands in the address."""

from django import forms


class OutboxFilter(forms.Form):
    address = forms.CharField(
        label="Sent to", required=False, max_length=254, help_text="An address, or a part of one."
    )

    def chosen(self) -> str:
        return self.cleaned_data["address"] if self.is_valid() else ""
