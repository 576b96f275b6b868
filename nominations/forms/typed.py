"""Forms that know which version of what is kept they were typed over."""

from django import forms


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
