"""Which returns the board shows; it stands in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms

from regions.models import Quarter
from regions.returns.board import STANDINGS


class BoardFilter(forms.Form):
    """A quarter ("2026-2"), by default the newest; and where the returns stand."""

    quarter = forms.ChoiceField(label="Quarter", required=False)
    state = forms.ChoiceField(
        label="Where it stands", required=False, choices=[("", "All returns"), *STANDINGS.items()]
    )

    def __init__(self, *args: Any, quarters: Sequence[Quarter], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.quarters = {slug_of(quarter): quarter for quarter in quarters}
        self.fields["quarter"].choices = [(slug, str(quarter)) for slug, quarter in self.quarters.items()]
        if quarters:
            self.initial["quarter"] = slug_of(quarters[0])

    def chosen_quarter(self) -> Quarter | None:
        """The one asked for; the newest where none is or it is not known."""
        asked = self.cleaned_data.get("quarter") if self.is_valid() else ""
        return self.quarters.get(asked or "") or next(iter(self.quarters.values()), None)

    def chosen_state(self) -> str:
        return self.cleaned_data["state"] if self.is_valid() else ""


def slug_of(quarter: Quarter) -> str:
    """As it stands in the address: "2026-2"."""
    return f"{quarter.year}-{quarter.number}"
