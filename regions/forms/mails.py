"""Which mails a list shows; it stands in the address."""

from django import forms

from talentboard.notifications.kinds import kinds
from talentboard.notifications.models import Notification


class MailFilter(forms.Form):
    """Of which kind, and what has become of them."""

    kind = forms.ChoiceField(label="Kind", required=False)
    state = forms.ChoiceField(
        label="What has become of it", required=False, choices=[("", "Any"), *Notification.State.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "All kinds"), *((kind.slug, kind.label) for kind in kinds())]

    def chosen(self) -> dict[str, str]:
        """What is chosen, by the names of columns."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
