"""How one field of a form looks: what cannot be read from the Django field itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one field.

    width: of the box in characters (2, 3, 4, 5, 10, 20, 30) or a fraction ("one-half", "two-thirds", "full")
    size: of the label or legend: "s", "m", "l" or "xl"; None for plain text
    heading: the label is also the title of the page (one question a page)
    hints: by value, the grey line under a radio or a checkbox
    reveals: by value, the name of the field shown under a radio or a checkbox while it is chosen
    inline, small: radios and checkboxes side by side, or in the small size for filters
    prefix, suffix: a sign beside the box, for example "£" or "%"
    max_words, max_characters: a counter under a textarea (`max_length` of the field is counted without asking)
    hide_label: the label is read out but not seen; only where a heading beside it says the same
    """

    width: int | str | None = None
    size: str | None = None
    heading: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)
    reveals: Mapping[str, str] = field(default_factory=dict)
    inline: bool = False
    small: bool = False
    prefix: str = ""
    suffix: str = ""
    max_words: int | None = None
    max_characters: int | None = None
    hide_label: bool = False

    @property
    def width_class(self) -> str:
        if self.width is None:
            return ""
        return f"nhsuk-u-width-{self.width}" if isinstance(self.width, str) else f"nhsuk-input--width-{self.width}"


PLAIN = Look()


def look_of(form: forms.BaseForm, name: str) -> Look:
    """The look a form gives a field: in its `looks`, by the field's name."""
    return getattr(form, "looks", {}).get(name, PLAIN)
