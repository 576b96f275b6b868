"""Boxes for what is kept as it was typed: nothing is refused here, for a return says what is wrong with it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from talentboard.nhs.fields import MONTHS, DayInput

YES, NO = "yes", "no"


class TypedDayInput(DayInput):
    """Day, month and year in three boxes, taken and shown as one text: "2026-09-30", "31/02/2027", "3/Sept/"."""

    def value_from_datadict(self, data, files, name) -> str:
        if f"{name}_day" not in data:
            return data.get(name, "")
        day, month, year = super().value_from_datadict(data, files, name)
        if not (day or month or year):
            return ""
        named = MONTHS.get(month.lower().rstrip("."))
        return "/".join([day.zfill(2) if day else "", f"{named or month}".zfill(2) if month else "", year])

    @staticmethod
    def parts(value: Any) -> tuple[str, str, str]:
        if isinstance(value, str) and "/" in value:
            day, month, *year = value.split("/")
            return day, month, "/".join(year)
        return DayInput.parts(value)


class Ticked(forms.CheckboxInput):
    """A box whose tick is "yes" and whose absence is "no"."""

    def __init__(self) -> None:
        super().__init__(check_test=lambda value: value == YES)

    def value_from_datadict(self, data, files, name) -> str:
        return YES if data.get(name) in {YES, "on"} else NO

    def format_value(self, value: Any) -> str:
        return YES


class Typed(forms.CharField):
    """A text as it was typed."""

    def __init__(self, label: str, hint: str = "", *, widget: Any = forms.TextInput, longest: int = 300) -> None:
        super().__init__(label=label, help_text=hint, required=False, widget=widget)
        if isinstance(self.widget, forms.TextInput):
            self.widget.attrs["maxlength"] = longest


def listed(choices: Iterable[tuple[str, str]], *, empty: str = "") -> forms.Select:
    """A list to choose from; `empty` is what choosing nothing is called."""
    return forms.Select(choices=[("", empty or "Choose one"), *choices])


def offered(widget: forms.Widget, typed: str) -> None:
    """Let a list or radios offer what was typed before, where it is none of their choices."""
    if typed and isinstance(widget, forms.Select) and typed not in {value for value, _label in widget.choices}:
        widget.choices = [*widget.choices, (typed, f"“{typed}”")]


def told(data: Mapping[str, Any], name: str) -> str:
    """What a field holds, without blanks at its ends."""
    return str(data.get(name) or "").strip()


def version_of(text: str) -> int | None:
    """The version that a hidden field names; none where it names none."""
    return int(text) if text.isascii() and text.isdecimal() else None
