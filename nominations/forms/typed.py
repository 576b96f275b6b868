"""Forms that know which version of what is kept they were typed over."""

from typing import Any

from django import forms

from nominations.words import as_typed


class TypedText(forms.CharField):
    """A text as it was typed: what no database can hold is left out of it, and nothing is refused for it."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea({"rows": rows, "dir": "auto"}), **kwargs)

    def to_python(self, value: Any) -> str:
        return as_typed(super().to_python(value))


class VersionedForm(forms.Form):
    """A form whose hidden field names the version that somebody looked at."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def known_version(self) -> int:
        """That version; 0, which nothing kept has, where it names none."""
        named = str(self["version"].value() or "")
        return int(named) if named.isascii() and named.isdecimal() and len(named) < 10 else 0

    def typed(self, name: str) -> str:
        """What a field holds as it was typed; a problem put beside it takes nothing away from that."""
        return str(self[name].value() or "")
