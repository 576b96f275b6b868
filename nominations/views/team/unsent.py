"""What somebody sent after a colleague or another window had decided: it is not done, and stays on the page."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.forms import Form


class Unsent(NamedTuple):
    """What was chosen or typed, with its label. sentence: why it was not done, where the page does not."""

    sentence: str
    parts: list[tuple[str, str]]


def unsent(form: Form, sentence: str = "") -> Unsent:
    return Unsent(sentence, [(str(field.label), text) for field in form.visible_fields() if (text := in_words(field))])


def in_words(field: Any) -> str:
    """What was chosen, by its label, or typed."""
    typed = str(field.value() or "").strip()
    return str(dict(getattr(field.field, "choices", ())).get(typed, typed))
