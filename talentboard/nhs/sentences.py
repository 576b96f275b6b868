"""What a form says when something is missing, as an instruction instead of Django's "This field is required."."""

from django import forms
from django.core.exceptions import ValidationError

DJANGO_REQUIRED = str(forms.Field.default_error_messages["required"])
CHOOSING = (forms.RadioSelect, forms.Select, forms.CheckboxSelectMultiple, forms.SelectMultiple)


def error_sentence(error: ValidationError, field: forms.Field, label: str) -> str:
    """One error in words. A sentence that a form or field wrote itself is left as it is."""
    sentence = str(error.messages[0])
    if error.code == "required" and sentence == DJANGO_REQUIRED:
        return missing(field, label)
    return sentence


def missing(field: forms.Field, label: str) -> str:
    """The instruction for an empty field: "Enter e-mail address", "Select a role", "Choose a file"."""
    label = str(label)
    if label.rstrip().endswith("?"):
        return "Select an answer" if isinstance(field.widget, CHOOSING) else f"Answer the question “{label.strip()}”"
    thing = in_a_sentence(label)
    if isinstance(field.widget, forms.FileInput):
        return f"Choose a file for {thing}" if "file" not in thing else f"Choose {thing}"
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick the box to go on: {label}"
    return f"Select {thing}" if isinstance(field.widget, CHOOSING) else f"Enter {thing}"


def in_a_sentence(label: str) -> str:
    """A label inside a sentence: "Role family" -> "role family", "NHS number" stays."""
    label = label.strip().rstrip(":")
    word = label.split(" ")[0]
    return label if word[1:] != word[1:].lower() or word == "I" else label[:1].lower() + label[1:]
