"""Form fields that Django does not have: a day in three boxes."""

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .words import join_words, long_day

PARTS = ("day", "month", "year")
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
ARTICLES = {"day": "a day", "month": "a month", "year": "a year"}


class DayInput(forms.Widget):
    """Day, month and year in three boxes, sent as `name_day`, `name_month`, `name_year`."""

    template_name = "components/forms/day-boxes.html"
    use_fieldset = True

    def value_from_datadict(self, data, files, name) -> tuple[str, str, str]:
        """The three texts as typed; a whole day under the plain name ("2026-09-30", for links) also counts."""
        if name in data and f"{name}_day" not in data:
            return self.parts(data.get(name))
        day, month, year = ((data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data, files, name) -> bool:
        return not any(key in data for key in (name, *(f"{name}_{part}" for part in PARTS)))

    def id_for_label(self, id_) -> str:
        return f"{id_}_day" if id_ else id_

    def get_context(self, name, value, attrs):
        """`wrong` in the attributes names the boxes to mark."""
        attrs = dict(attrs or {})
        wrong = attrs.pop("wrong", ())
        context = super().get_context(name, value, attrs)
        boxes = zip(PARTS, self.parts(value), strict=True)
        context["widget"]["boxes"] = [
            {"part": part, "name": f"{name}_{part}", "value": text, "wrong": part in wrong} for part, text in boxes
        ]
        return context

    @staticmethod
    def parts(value: Any) -> tuple[str, str, str]:
        """Day, month and year as texts, from a date, a text as in 2026-09-30, or the three texts themselves."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        if isinstance(value, str):
            try:
                return DayInput.parts(date.fromisoformat(value))
            except ValueError:
                return (value, "", "") if value else ("", "", "")
        day, month, year = value or ("", "", "")
        return day, month, year


class DayField(forms.Field):
    """A calendar day. Months may be numbers or names. Give it a label: every error starts with it."""

    widget = DayInput

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs):
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        texts = dict(zip(PARTS, DayInput.parts(value), strict=True))
        if not any(texts.values()):
            return None
        absent = [part for part in PARTS if not texts[part]]
        if absent:
            self._refuse(f"must include {join_words(ARTICLES[part] for part in absent)}", absent, "incomplete")
        return self._day(texts)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            self._refuse(f"must be {long_day(self.earliest)} or later", PARTS, "too_early")
        if value and self.latest and value > self.latest:
            self._refuse(f"must be {long_day(self.latest)} or earlier", PARTS, "too_late")

    def has_changed(self, initial, data) -> bool:
        return DayInput.parts(initial) != DayInput.parts(data)

    def _day(self, texts: dict[str, str]) -> date:
        month = MONTHS.get(texts["month"].lower().rstrip(".")) or self._number("month", texts["month"])
        if not 1 <= month <= 12:
            self._refuse("must have a month from 1 to 12", ["month"], "month")
        if len(texts["year"]) != 4:
            self._refuse("must have a year with 4 numbers", ["year"], "year")
        year, day = self._number("year", texts["year"]), self._number("day", texts["day"])
        if year < 1000:
            self._refuse("must have a year with 4 numbers", ["year"], "year")
        longest = calendar.monthrange(year, month)[1]
        if not 1 <= day <= longest:
            self._refuse(f"must be a real day: {calendar.month_name[month]} {year} has {longest} days", ["day"], "day")
        return date(year, month, day)

    def _number(self, part: str, text: str) -> int:
        if not (text.isascii() and text.isdigit()):
            self._refuse(f"must have {ARTICLES[part]} in numbers", [part], part)
        return int(text)

    def _refuse(self, what_is_right: str, parts: Iterable[str], code: str) -> None:
        label = str(self.label or "Date")
        raise ValidationError(f"{label} {what_is_right}", code=code, params={"parts": tuple(parts)})
