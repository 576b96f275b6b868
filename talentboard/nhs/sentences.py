"""What a form says when an answer is missing or wrong: what would be right, instead of "This field is required."."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from .words import capital, count, noun_for

CHOOSING = (forms.RadioSelect, forms.Select, forms.CheckboxSelectMultiple, forms.SelectMultiple)
POINTING = {
    "a",
    "an",
    "the",
    "your",
    "their",
    "his",
    "her",
    "its",
    "who",
    "what",
    "when",
    "which",
    "where",
    "why",
    "how",
}


def error_sentence(error: ValidationError, field: forms.Field, label: str) -> str:
    """One error in words. A sentence that a form or field of ours wrote is left as it is."""
    if not isinstance(error.message, Promise):
        return str(error.messages[0])
    say = SENTENCES.get(error.code)
    said = say(field, str(label), error.params or {}) if say else None
    return said or str(error.messages[0])


def missing(field: forms.Field, label: str, params: dict | None = None) -> str:
    """The instruction for an empty field: "Enter the reason", "Select the role family", "Choose a file"."""
    if isinstance(field.widget, forms.FileInput):
        return "Choose a file"
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick the box: {label}"
    choosing = isinstance(field.widget, CHOOSING)
    if label.rstrip().endswith("?"):
        return "Select an answer" if choosing else f"Answer the question “{label.strip()}”"
    return f"{'Select' if choosing else 'Enter'} {with_article(label)}"


def with_article(label: str) -> str:
    """A label inside a sentence: "Role family" -> "the role family", "Your name" -> "your name"."""
    words = in_a_sentence(label)
    return words if words.split(" ")[0].lower() in POINTING else f"the {words}"


def in_a_sentence(label: str) -> str:
    """A label without its capital, unless its first word is an abbreviation: "NHS number" stays."""
    label = label.strip().rstrip(":")
    first = label.split(" ")[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]


def _wrong_kind(field: forms.Field, label: str, params: dict) -> str | None:
    if isinstance(field, forms.EmailField):
        return "Enter an e-mail address in the usual form, like name@nhs.net"
    if isinstance(field, forms.FloatField | forms.DecimalField):
        return f"{capital(label)} must be a number, like 0.8"
    if isinstance(field, forms.IntegerField):
        return f"{capital(label)} must be a whole number, like 15"
    return None


def _wrong_choice(field: forms.Field, label: str, params: dict) -> str:
    value = params.get("value")
    return f"“{value}” is not one of the choices for {in_a_sentence(label)}" if value else missing(field, label)


def _too_long(field: forms.Field, label: str, params: dict) -> str:
    limit, length = params["limit_value"], params["show_value"]
    return f"{capital(label)} must be {count(limit)} characters or fewer; it has {count(length)}"


def _too_short(field: forms.Field, label: str, params: dict) -> str:
    limit = params["limit_value"]
    return f"{capital(label)} must be {count(limit)} {noun_for(limit, 'character')} or more"


SENTENCES: dict[str | None, Callable[[forms.Field, str, dict], str | None]] = {
    "required": missing,
    "invalid": _wrong_kind,
    "invalid_choice": _wrong_choice,
    "max_length": _too_long,
    "min_length": _too_short,
    "max_value": lambda field, label, params: f"{capital(label)} must be {params['limit_value']} or less",
    "min_value": lambda field, label, params: f"{capital(label)} must be {params['limit_value']} or more",
    "empty": lambda field, label, params: "The file is empty. Choose another one",
}
