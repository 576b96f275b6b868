"""A field of a form as an NHS component: its parts, their ids, and what describes what."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from .fields import DayInput
from .look import Look, look_of
from .sentences import error_sentence

# The first kind whose widget class fits draws the field, so the narrower class stands first.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DayInput, "day"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.SelectMultiple, "select"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (Input, "input"),
)
CONTROL_CLASSES = {
    "checkbox": "nhsuk-checkboxes__input",
    "input": "nhsuk-input",
    "password": "nhsuk-input nhsuk-password-input__input nhsuk-js-password-input-input",
    "textarea": "nhsuk-textarea",
    "select": "nhsuk-select",
    "file": "nhsuk-file-upload__input",
}
ERROR_CLASSES = {
    "input": "nhsuk-input--error",
    "password": "nhsuk-input--error",
    "textarea": "nhsuk-textarea--error",
    "select": "nhsuk-select--error",
}
GROUPS = {"day", "radios", "checkboxes"}


@dataclass(frozen=True, slots=True)
class Option:
    """One radio or checkbox."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    disabled: bool
    hint: str
    revealed: BoundField | None

    @property
    def hint_id(self) -> str:
        return f"{self.id}-hint"


class NhsBoundField(BoundField):
    """Django's bound field with what the NHS templates ask of it."""

    @cached_property
    def kind(self) -> str:
        """Which component draws it: "input", "day", "radios" and so on; "other" for a widget of its own."""
        widget = self.field.widget
        return next((kind for widget_class, kind in KINDS if isinstance(widget, widget_class)), "other")

    @property
    def control_template(self) -> str:
        return f"components/forms/{self.kind}.html"

    @cached_property
    def look(self) -> Look:
        return look_of(self.form, self.name)

    @property
    def is_group(self) -> bool:
        """Whether several boxes share one legend."""
        return self.kind in GROUPS

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error"

    @property
    def counter_id(self) -> str:
        """NHS.UK frontend finds the counter of a textarea by this name."""
        return f"{self.auto_id}-info"

    @cached_property
    def sentences(self) -> list[str]:
        """What is wrong, each error as one sentence."""
        errors = self.form.errors.get(self.name)
        return [error_sentence(error, self.field, self.label) for error in errors.as_data()] if errors else []

    @property
    def focus_id(self) -> str:
        """Where a link from the error summary leads: the first box of the field that needs an answer."""
        if self.kind == "day":
            return f"{self.auto_id}_{self.wrong_parts[0] if self.wrong_parts else 'day'}"
        if self.kind in {"radios", "checkboxes"}:
            return f"{self.auto_id}_0"
        return self.auto_id

    @cached_property
    def wrong_parts(self) -> list[str]:
        """Of a day: which boxes to put right; all of them when an error names none."""
        errors = self.form.errors.get(self.name)
        if not errors:
            return []
        named = {part for error in errors.as_data() for part in (error.params or {}).get("parts", ())}
        return [part for part in ("day", "month", "year") if part in named or not named]

    @property
    def counter(self) -> tuple[str, int] | None:
        """What a textarea counts: ("words", 300), ("characters", 500) or None."""
        if self.kind != "textarea":
            return None
        if self.look.max_words:
            return "words", self.look.max_words
        limit = self.look.max_characters or getattr(self.field, "max_length", None)
        return ("characters", limit) if limit else None

    @property
    def aria_describedby(self) -> str | None:
        if self.field.widget.attrs.get("aria-describedby"):
            return None
        if not self.auto_id or self.is_hidden:
            return ""
        parts = [
            self.counter_id if self.counter else "",
            self.hint_id if self.help_text else "",
            self.error_id if self.sentences else "",
        ]
        return " ".join(filter(None, parts))

    def build_widget_attrs(self, attrs, widget=None):
        """Without `required`: the browser's bubbles are not read out well and lead nowhere; the summary does."""
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)
        return attrs

    @property
    def control(self) -> SafeString:
        """The box itself, with NHS classes and without a placeholder, which goes when it is needed most."""
        widget = self.field.widget
        widget.attrs.pop("placeholder", None)
        if self.kind == "day":
            return self.as_widget(attrs={"wrong": self.wrong_parts})
        if isinstance(widget, forms.NumberInput):
            return self.as_widget(self._digits(), attrs={"class": self._classes()})
        return self.as_widget(attrs={"class": self._classes(), **self._typing()})

    @cached_property
    def options(self) -> list[Option]:
        """The radios or checkboxes, each with its hint and what it reveals."""
        return [self._option(subwidget.data) for subwidget in self.subwidgets]

    def _option(self, widget: dict) -> Option:
        value = str(widget["value"])
        revealed = self.look.reveals.get(value)
        return Option(
            id=widget["attrs"]["id"],
            name=widget["name"],
            value=value,
            label=widget["label"],
            checked=widget["selected"],
            disabled=bool(widget["attrs"].get("disabled")),
            hint=self.look.hints.get(value, ""),
            revealed=self.form[revealed] if revealed else None,
        )

    def _classes(self) -> str:
        counted = "nhsuk-js-character-count" if self.counter else ""
        wrong = ERROR_CLASSES.get(self.kind, "") if self.sentences else ""
        own = self.field.widget.attrs.get("class", "")
        return " ".join(filter(None, [CONTROL_CLASSES.get(self.kind, ""), wrong, counted, self.look.width_class, own]))

    def _digits(self) -> forms.TextInput:
        """A number as a text box with a number keyboard: wheels and arrows change number boxes by accident."""
        whole = type(self.field) is forms.IntegerField
        attrs = {name: value for name, value in self.field.widget.attrs.items() if name not in {"min", "max", "step"}}
        return forms.TextInput({"inputmode": "numeric" if whole else "decimal", **attrs})

    def _typing(self) -> dict[str, str]:
        """Attributes that make typing easier: no spelling advice on addresses and passwords."""
        widget = self.field.widget
        if isinstance(widget, forms.EmailInput):
            return {"spellcheck": "false", "autocomplete": widget.attrs.get("autocomplete", "email")}
        if isinstance(widget, forms.PasswordInput):
            return {"spellcheck": "false", "autocapitalize": "none"}
        return {}
